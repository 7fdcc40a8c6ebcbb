import { utc } from '../domain/instant-words.js';
import { copyBefore } from '../domain/sends/copies.js';
import { partsOf } from '../domain/sends/send-key.js';
import type { SendRow, SettledByHand } from '../domain/sends/send-row.js';
import { settleTaskId, type TaskDone } from '../domain/tasks/task.js';
import type { TaskRef } from '../ports/task-store.js';
import type { ServerDependencies } from './dependencies.js';
import { Problem } from './problem.js';
import { storedCase } from './routes/cases.js';

/** What settling needs of the world. */
export type Settling = Pick<ServerDependencies, 'recoveries'> & {
  readonly stores: Pick<ServerDependencies['stores'], 'sends' | 'tasks' | 'cases' | 'incidents'>;
};

/**
 * Takes a person's word about a message in doubt: the ledger first, then the task, then the case. Whatever fails in
 * between, whoever comes next goes on from there. Throws a problem when another word stands, or nothing is left to send it.
 */
export async function settleSend(deps: Settling, key: string, word: SettledByHand): Promise<SendRow> {
  const { stores } = deps;
  const { tenant, caseId } = partsOf(key);
  const row = await storedSend(stores, key);
  const { customerId, view } = await storedCase(stores, { tenant, caseId });
  const isClosed = view.stage === 'closed';
  if (isClosed && word.verdict === 'resend' && row.state === 'in_doubt') throw nothingSends();
  const settled = (await stores.sends.settleByHand(key, word)) ?? (await storedSend(stores, key));
  const { settledByHand: stands } = settled;
  if (stands === undefined) return movedOn(deps, settled, word);
  await stores.tasks.done(taskOf(settled), asEnd(stands));
  const heard = isClosed ? 'closed' : await tell(deps, { key, customerId, word: stands });
  if (!isSame(asEnd(stands), asEnd(word))) throw settledOtherwise(settled, asEnd(stands));
  if (heard === 'closed' && word.verdict === 'resend') throw nothingSends();
  return settled;
}

/**
 * A row without a word of anybody's: a provider has told what became of the message, which ends the task too, or it was
 * claimed since, which the case can only have asked for once it had heard the word.
 */
async function movedOn({ stores }: Settling, row: SendRow, word: SettledByHand): Promise<SendRow> {
  const ref = taskOf(row);
  const known = await stores.tasks.get(ref);
  const before = await stores.tasks.get(taskOf({ key: row.key, ...copyBefore(row) }));
  if (isSame(before?.done, asEnd(word))) return row;
  const isOver = row.state !== 'claimed' && row.state !== 'in_doubt';
  const task = isOver ? await stores.tasks.done(ref, foundOut(row, word.at)) : known;
  throw settledOtherwise(row, task?.done ?? before?.done);
}

function tell(
  { recoveries }: Settling,
  about: { readonly key: string; readonly customerId: string; readonly word: SettledByHand },
): Promise<'delivered' | 'closed'> {
  const { tenant, caseId, slot } = partsOf(about.key);
  const { actor, verdict } = about.word;
  const address = { tenant, customerId: about.customerId, caseId, actor };
  return recoveries.tell({ type: 'send_settled', ...address, slot, verdict });
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

function taskOf(row: Pick<SendRow, 'key' | 'mark' | 'generation'>): TaskRef {
  return { tenant: partsOf(row.key).tenant, taskId: settleTaskId(row) };
}

/** The end of the task that a word about its message is. */
function asEnd({ verdict, actor, reason, at }: SettledByHand): TaskDone {
  return { outcome: verdict, actor, note: reason, at };
}

function foundOut({ state }: SendRow, at: number): TaskDone {
  const outcome = state === 'accepted' || state === 'delivered' ? 'arrived' : 'resend';
  return { outcome, actor: 'system', note: 'The provider has told what became of the message.', at };
}

function nothingSends(): Problem {
  return new Problem('closed', { detail: 'The case is closed: nothing would send the message again.' });
}

function settledOtherwise({ state, settledAt }: SendRow, end: TaskDone | undefined): Problem {
  const since = settledAt === undefined ? '' : ` since ${utc(settledAt)}`;
  const by =
    end === undefined || end.actor === 'system' ? '' : ` ${end.actor} settled it as ${end.outcome} at ${utc(end.at)}.`;
  return new Problem('settled', { detail: `The message is ${state}${since}.${by}` });
}
