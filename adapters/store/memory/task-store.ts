import type { Task, TaskDone, TaskKind } from '../../../domain/tasks/task.js';
import type { Page } from '../../../ports/case-store.js';
import type { TaskFilter, TaskRef, TaskStore } from '../../../ports/task-store.js';
import { largestSweep } from '../case-record.js';
import { pageOf, wanted } from '../pages.js';
import { atomically } from './atomically.js';

/** Tasks in memory. */
export class MemoryTaskStore implements TaskStore {
  readonly #tasks = new Map<string, Task>();

  raise(task: Task): Promise<'raised' | 'known'> {
    return atomically(() => {
      const key = keyOf({ tenant: task.tenant, taskId: task.id });
      if (this.#tasks.has(key)) return 'known';
      this.#tasks.set(key, structuredClone(task));
      return 'raised';
    });
  }

  done(ref: TaskRef, end: TaskDone): Promise<Task | undefined> {
    return atomically(() => {
      const task = this.#tasks.get(keyOf(ref));
      if (task === undefined || task.done !== undefined) return task;
      const ended = { ...task, done: structuredClone(end) };
      this.#tasks.set(keyOf(ref), ended);
      return ended;
    });
  }

  get(ref: TaskRef): Promise<Task | undefined> {
    return atomically(() => this.#tasks.get(keyOf(ref)));
  }

  openOf(kind: TaskKind): Promise<readonly Task[]> {
    return atomically(() =>
      [...this.#tasks.values()]
        .filter((task) => task.kind === kind && task.done === undefined)
        .sort(oldestFirst)
        .slice(0, largestSweep),
    );
  }

  list(filter: TaskFilter, page: { readonly limit: number; readonly cursor?: string }): Promise<Page<Task>> {
    return atomically(() => {
      const asked = wanted(page);
      const { from, limit } = asked;
      const found = [...this.#tasks.values()]
        .filter((task) => fits(task, filter) && (from === undefined || oldestFirst(task, place(from)) > 0))
        .sort(oldestFirst);
      return pageOf(found.slice(0, limit + 1), asked, ({ raisedAt, id }) => ({ at: raisedAt, id }));
    });
  }
}

type Place = Pick<Task, 'raisedAt' | 'id'>;

function place({ at, id }: { readonly at: number; readonly id: string }): Place {
  return { raisedAt: at, id };
}

function oldestFirst(a: Place, b: Place): number {
  if (a.raisedAt !== b.raisedAt) return a.raisedAt - b.raisedAt;
  return a.id < b.id ? -1 : Number(a.id > b.id);
}

function fits(task: Task, { tenant, open, kind, caseId }: TaskFilter): boolean {
  return (
    task.tenant === tenant &&
    (open === undefined || (task.done === undefined) === open) &&
    (kind === undefined || task.kind === kind) &&
    (caseId === undefined || task.caseId === caseId)
  );
}

function keyOf({ tenant, taskId }: TaskRef): string {
  return `${tenant}/${taskId}`;
}
