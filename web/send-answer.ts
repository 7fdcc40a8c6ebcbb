import { partsOf } from '../domain/sends/send-key.js';
import type { SendRow } from '../domain/sends/send-row.js';
import { generationOf, settleTaskId, type Task } from '../domain/tasks/task.js';
import type { StoredCase } from '../ports/case-store.js';
import type { ReceivedMessage } from '../ports/received-messages.js';
import type { MessageText } from './api/message-text.js';
import type { SendAnswer, SendItem } from './api/send.js';
import { sendWords } from './send-words.js';
import { taskItem } from './task-item.js';

/** A message as lists show it. */
export function sendItem({ key, state, settledAt, claimedAt, code }: SendRow): SendItem {
  const { caseId, message, channel } = partsOf(key);
  return { key, caseId, message, channel, state, at: settledAt ?? claimedAt, ...(code !== undefined && { code }) };
}

/** Everything about a message, with its case and the tasks to settle it: those of all of its attempts. */
export function sendAnswer(about: {
  readonly row: SendRow;
  readonly found: StoredCase | undefined;
  readonly tasks: readonly Task[];
  readonly said: ReceivedMessage | undefined;
  readonly now: number;
}): SendAnswer {
  const { row, found, tasks, said, now } = about;
  const task = tasks.find(({ id }) => id === settleTaskId(row));
  const earlier = tasks
    .filter((one) => generationOf(one) < row.generation)
    .toSorted((one, other) => generationOf(one) - generationOf(other));
  const look = { now, closed: found?.view.stage === 'closed', customerId: found?.customerId };
  const { key: _k, state: _s, code: _c, addressHash: _a, earlier: copies, ...record } = row;
  const before = copies?.map(({ mark, generation }) => ({ mark, generation }));
  return {
    ...sendItem(row),
    words: sendWords(row, { ...look, doubted: earlier.map(generationOf) }),
    record: { ...record, ...(before && { earlier: before }) },
    text: said === undefined ? null : textOf(said),
    case: found === undefined ? null : { customerId: found.customerId, stage: found.view.stage },
    task: task === undefined ? null : taskItem(task),
    attempts: earlier.map(taskItem),
  };
}

/** What a message says, as screens show it. */
export function textOf({ locale, subject, text }: ReceivedMessage): MessageText {
  return { locale, ...(subject !== undefined && { subject }), text };
}
