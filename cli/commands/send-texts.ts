import type { SendAnswer, SendItem } from '../../web/api/send.js';
import { plain, table, when, type Paint } from '../terminal.js';
import { saidLines } from './said-lines.js';
import { taskStanding } from './task-texts.js';

/** Messages as a table. */
export function sendListText(items: readonly SendItem[], paint: Paint): string {
  if (items.length === 0) return 'No messages.';
  const rows = items.map(({ key, caseId, message, channel, state, at, code = '-' }) => {
    return [when(at), state, code, message, channel, caseId, key];
  });
  return table([['SINCE', 'STATE', 'CODE', 'MESSAGE', 'CHANNEL', 'CASE', 'KEY'], ...rows], paint);
}

/** One message: what happened, what is known, what to say and to do; then what the ledger has. */
export function sendText(answer: SendAnswer, paint: Paint): string {
  const { words, key, state, code, at, caseId, record, task, attempts, text } = answer;
  const why = code === undefined ? '' : ` (${code})`;
  const whose = answer.case === null ? '' : `, customer ${answer.case.customerId}, stage ${answer.case.stage}`;
  return [
    paint.bold(words.happened),
    words.known,
    `If the customer rings: ${words.ifTheCustomerRings}`,
    `Next: ${words.next}`,
    '',
    `Message ${key}: ${state}${why} since ${when(at)}`,
    `Case ${caseId}${whose}`,
    ...recordLines(record),
    ...attempts.map((before) => `Attempt ${before.attempt}: ${taskStanding(before)}`),
    ...(task === null ? [] : [`Task ${task.id}: ${taskStanding(task)}`]),
    ...(state === 'skipped' || state === 'withdrawn' ? [] : saidLines(text)),
  ].join('\n');
}

function recordLines(record: SendAnswer['record']): readonly string[] {
  const { generation, claimedAt, mark, providerId, promiseDueAt, settledByHand: word } = record;
  return [
    `Claimed ${when(claimedAt)}, attempt ${generation}; mark ${mark}`,
    ...(providerId === undefined ? [] : [`Provider's id ${plain(providerId)}`]),
    ...(promiseDueAt === undefined ? [] : [`Its text promises ${when(promiseDueAt)}`]),
    ...(word === undefined ? [] : [`Settled as ${word.verdict} by ${word.actor}: ${plain(word.reason)}`]),
  ];
}
