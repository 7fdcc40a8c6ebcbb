import { utc } from '../domain/instant-words.js';
import { partsOf } from '../domain/sends/send-key.js';
import type { SendRow, SettledByHand } from '../domain/sends/send-row.js';
import { settleTaskId, type Task, type TaskDone } from '../domain/tasks/task.js';
import type { ServerDependencies } from './dependencies.js';
import { Problem } from './problem.js';
import { storedCase } from './routes/cases.js';

/** What settling needs of the world. */
export type Settling = Pick<ServerDependencies, 'recoveries'> & {
  readonly stores: Pick<ServerDependencies['stores'], 'sends' | 'tasks' | 'cases' | 'incidents'>;
};

/**
 * Takes a person's word about a message in doubt: the ledger first, then the task, then the case. Whatever fails in
 * between, the same word again goes on from there. Throws a problem when another word stands, or nothing is left to send it.
 */
export async function settleSend({ stores, recoveries }: Settling, key: string, word: SettledByHand): Promise<SendRow> {
  const { tenant, caseId, slot } = partsOf(key);
  const row = await storedSend(stores, key);
  const { customerId, view } = await storedCase(stores, { tenant, caseId });
  const isClosed = view.stage === 'closed';
  if (isClosed && word.verdict === 'resend' && row.state === 'in_doubt') throw nothingSends();
  const settled = (await stores.sends.settleByHand(key, word)) ?? (await storedSend(stores, key));
  const ref = { tenant, taskId: settleTaskId(row.mark) };
  if (!isSame(asEnd(settled.settledByHand), asEnd(word))) {
    const task = await stores.tasks.get(ref);
    // Its claim has covered the word: the case has heard it, and has asked for the message since.
    if (isSame(task?.done, asEnd(word))) return settled;
    throw settledOtherwise(settled, task);
  }
  await stores.tasks.done(ref, asEnd(word));
  if (isClosed) return settled;
  const { actor, verdict } = word;
  const heard = await recoveries.tell({ type: 'send_settled', tenant, customerId, caseId, actor, slot, verdict });
  if (heard === 'closed' && verdict === 'resend') throw nothingSends();
  return settled;
}

/** The row of a message. Throws a problem when there is none. */
export async function storedSend({ sends }: Pick<Settling['stores'], 'sends'>, key: string): Promise<SendRow> {
  const row = await sends.get(key);
  if (row === undefined) throw new Problem('not_found', { detail: 'No message of this key was ever sent.' });
  return row;
}

/** Whether two ends are the same word of the same person, at whatever time it was given. */
export function isSame(one: TaskDone | undefined, other: TaskDone | undefined): boolean {
  return one?.outcome === other?.outcome && one?.actor === other?.actor && one?.note === other?.note;
}

/** The end of the task that a word about its message is. */
function asEnd(word: SettledByHand): TaskDone;
function asEnd(word: SettledByHand | undefined): TaskDone | undefined;
function asEnd(word: SettledByHand | undefined): TaskDone | undefined {
  return word && { outcome: word.verdict, actor: word.actor, note: word.reason, at: word.at };
}

function nothingSends(): Problem {
  return new Problem('closed', { detail: 'The case is closed: nothing would send the message again.' });
}

function settledOtherwise({ state, settledAt, settledByHand }: SendRow, task: Task | undefined): Problem {
  const end = asEnd(settledByHand) ?? task?.done;
  const by = end === undefined ? '' : ` ${end.actor} settled it as ${end.outcome} at ${utc(end.at)}.`;
  const since = settledAt === undefined ? '' : ` since ${utc(settledAt)}`;
  return new Problem('settled', { detail: `The message is ${state}${since}.${by}` });
}
