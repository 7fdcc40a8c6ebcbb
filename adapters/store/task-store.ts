import mongoose, { type Connection, type Model, Schema } from 'mongoose';
import type { Task, TaskDone, TaskKind } from '../../domain/tasks/task.js';
import type { Page } from '../../ports/case-store.js';
import type { TaskFilter, TaskRef, TaskStore } from '../../ports/task-store.js';
import { largestSweep } from './case-record.js';
import type { ListPlace } from './cursor.js';
import { pageOf, wanted } from './pages.js';
import { schemaOptions } from './schema-options.js';
import { inserted } from './writes.js';

interface TaskDocument extends Omit<Task, 'id'> {
  /** `{tenant}/{taskId}`. */
  readonly _id: string;
  readonly taskId: string;
  readonly open: boolean;
}

const schema = new Schema<TaskDocument>(
  {
    _id: String,
    taskId: String,
    tenant: String,
    caseId: String,
    kind: String,
    send: String,
    raisedAt: Number,
    dueAt: Number,
    open: Boolean,
    done: Schema.Types.Mixed,
  },
  schemaOptions,
)
  .index({ tenant: 1, open: 1, raisedAt: 1, taskId: 1 })
  .index({ tenant: 1, caseId: 1 })
  .index({ kind: 1, open: 1, raisedAt: 1 });

/** Tasks in the collection `tasks`. */
export class MongoTaskStore implements TaskStore {
  readonly #tasks: Model<TaskDocument>;

  constructor(connection: Connection) {
    this.#tasks = connection.model<TaskDocument>('Task', schema, 'tasks');
  }

  async raise({ id, ...task }: Task): Promise<'raised' | 'known'> {
    const document = { _id: keyOf({ tenant: task.tenant, taskId: id }), taskId: id, open: task.done === undefined };
    return (await inserted(this.#tasks, { ...document, ...task })) ? 'raised' : 'known';
  }

  async done(ref: TaskRef, end: TaskDone): Promise<Task | undefined> {
    await this.#tasks.updateOne({ _id: keyOf(ref), open: true }, { $set: { open: false, done: end } });
    return this.get(ref);
  }

  async get(ref: TaskRef): Promise<Task | undefined> {
    const document = await this.#tasks.findOne({ _id: keyOf(ref) }).lean<TaskDocument>();
    return document === null ? undefined : taskOf(document);
  }

  async openOf(kind: TaskKind): Promise<readonly Task[]> {
    const found = this.#tasks.find({ kind, open: true }).sort({ raisedAt: 1 }).limit(largestSweep);
    return (await found.lean<TaskDocument[]>()).map(taskOf);
  }

  async list(filter: TaskFilter, page: { readonly limit: number; readonly cursor?: string }): Promise<Page<Task>> {
    const asked = wanted(page);
    const found = await this.#tasks
      .find({ ...filter, ...(asked.from !== undefined && behind(asked.from)) })
      .sort({ raisedAt: 1, taskId: 1 })
      .limit(asked.limit + 1)
      .lean<TaskDocument[]>();
    return pageOf(found.map(taskOf), asked, ({ raisedAt, id }) => ({ at: raisedAt, id }));
  }
}

function behind({ at, id }: ListPlace): Record<string, unknown> {
  const same = { raisedAt: at, taskId: mongoose.trusted({ $gt: id }) };
  return { $or: [{ raisedAt: mongoose.trusted({ $gt: at }) }, same] };
}

function keyOf({ tenant, taskId }: TaskRef): string {
  return `${tenant}/${taskId}`;
}

function taskOf({ _id, open: _o, taskId: id, ...task }: TaskDocument): Task {
  return { id, ...task };
}
