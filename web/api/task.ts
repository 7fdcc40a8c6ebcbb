import { z } from 'zod';
import type { InputChannel, InputKind } from '../../domain/contact/customer-words.js';
import { taskKinds, taskOutcomes, type GivenOutcome, type Task } from '../../domain/tasks/task.js';
import { opaqueId } from './contact-points.js';
import type { KnownCustomer } from './known-customer.js';
import type { MessageText } from './message-text.js';
import { type ListPage, pageOptions, trueOrFalse } from './page.js';
import { saying } from './texts.js';

/** Filters and page of `GET /v1/tasks`; all given filters hold, and without `open` there are both. */
export const taskListQuery = z.strictObject({
  open: trueOrFalse.exactOptional(),
  kind: z.enum(taskKinds).exactOptional(),
  caseId: opaqueId.exactOptional(),
  ...pageOptions,
});

/** `/v1/tasks/:id`; the id of a task may hold that of its case. */
export const taskParams = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9._:-]{1,200}$/, 'This has to be the id of a task, as lists show it.'),
});

const outcomes: readonly GivenOutcome[] = Object.values(taskOutcomes).flat();

/** `POST /v1/tasks/:id/done`. The note is for colleagues: it is kept, and never sent to a customer or to Temporal. */
export const taskDoneBody = z.strictObject({
  outcome: z.enum(outcomes),
  note: saying(2_000),
});

/** What a customer wrote or did, as staff reads it. */
export interface WrittenInput {
  readonly at: number;
  readonly kind: InputKind;
  readonly channel: InputChannel;
  readonly subject?: string;
  readonly text?: string;
  /** Files that came with it and are in the mailbox alone. */
  readonly attachments?: number;
}

/** What a person wrote to a customer whom no channel told it, as staff reads it. */
export interface UnsaidText {
  readonly at: number;
  /** Who wrote it. */
  readonly actor: string;
  readonly subject?: string;
  readonly text: string;
}

/** A task as screens show it; instants are epoch milliseconds. */
export interface TaskItem extends Omit<Task, 'tenant'> {
  /** What is to be done, in a sentence. */
  readonly what: string;
  /** Which attempt to send the message it is about, in a task to settle one. */
  readonly attempt?: number;
  /** Whom to reach; where a single task is asked for. */
  readonly customerId?: string;
  /** Who that is, as far as is known; where a single task is asked for that is open. */
  readonly customer?: KnownCustomer;
  /** What the customer knows their case by; where a single task is asked for that is open. */
  readonly reference?: string;
  /** What they wrote or did, the oldest first; where a single task is asked for that is open and about that. */
  readonly wrote?: readonly WrittenInput[];
  /** What people wrote to them and no channel took; where a single task is asked for that is open. */
  readonly unsaid?: readonly UnsaidText[];
  /** By when they were told that somebody calls; where a single task is asked for that is open and about a call. */
  readonly promisedAt?: number;
  /** What they have not heard; where a single task is asked for. */
  readonly owed?: readonly string[];
  /** What the message said that did not arrive; where a single task is asked for that is about one. */
  readonly text?: MessageText;
  /** How a person may end it. */
  readonly outcomes: readonly GivenOutcome[];
}

/** One page of tasks, the oldest first. */
export type TaskList = ListPage<TaskItem>;
