import type { Task, TaskDone, TaskKind } from '../domain/tasks/task.js';
import type { Page } from './case-store.js';

/** Names a task; ids in ports include the tenant. */
export interface TaskRef {
  readonly tenant: string;
  readonly taskId: string;
}

/** Which tasks of a tenant are looked for; all given filters hold. */
export interface TaskFilter {
  readonly tenant: string;
  /** Default: both. */
  readonly open?: boolean;
  readonly kind?: TaskKind;
  readonly caseId?: string;
}

/** Work for people, by tenant and id. */
export interface TaskStore {
  /** Raises a task; a task with this id that is there already, open or done, stays as it is. */
  raise(task: Task): Promise<'raised' | 'known'>;
  /** Ends an open task; undefined when there is none with this id, the task with its first end when it is done already. */
  done(ref: TaskRef, end: TaskDone): Promise<Task | undefined>;
  /** A task, or undefined. */
  get(ref: TaskRef): Promise<Task | undefined>;
  /** Open tasks of one kind, of all tenants, the oldest first; as many as one sweep looks at. */
  openOf(kind: TaskKind): Promise<readonly Task[]>;
  /** Tasks, the oldest first; `limit` at most 200. Rejects a cursor of others with `BadCursor`. */
  list(filter: TaskFilter, page: { readonly limit: number; readonly cursor?: string }): Promise<Page<Task>>;
}
