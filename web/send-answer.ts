import { partsOf } from '../domain/sends/send-key.js';
import type { SendRow } from '../domain/sends/send-row.js';
import type { Task } from '../domain/tasks/task.js';
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

/** Everything about a message, with its case and the task to settle it. */
export function sendAnswer(about: {
  readonly row: SendRow;
  readonly found: StoredCase | undefined;
  readonly task: Task | undefined;
  readonly said: ReceivedMessage | undefined;
  readonly now: number;
}): SendAnswer {
  const { row, found, task, said, now } = about;
  const { key: _k, state: _s, code: _c, addressHash: _a, earlier, ...record } = row;
  const before = earlier?.map(({ mark, generation }) => ({ mark, generation }));
  return {
    ...sendItem(row),
    words: sendWords(row, { now, closed: found?.view.stage === 'closed', customerId: found?.customerId }),
    record: { ...record, ...(before && { earlier: before }) },
    text: said === undefined ? null : textOf(said),
    case: found === undefined ? null : { customerId: found.customerId, stage: found.view.stage },
    task: task === undefined ? null : taskItem(task),
  };
}

/** What a message says, as screens show it. */
export function textOf({ locale, subject, text }: ReceivedMessage): MessageText {
  return { locale, ...(subject !== undefined && { subject }), text };
}
