import { utc } from '../domain/instant-words.js';
import { markIn } from '../domain/sends/copies.js';
import { partsOf } from '../domain/sends/send-key.js';
import type { SendRow, SettledByHand } from '../domain/sends/send-row.js';
import { endOf, foundOut, settleTaskId, type TaskDone } from '../domain/tasks/task.js';
import { asHeard, unheardDoubt } from '../domain/tasks/unheard.js';
import type { StoredCase } from '../ports/case-store.js';
import type { TaskRef } from '../ports/task-store.js';
import type { ServerDependencies } from './dependencies.js';
import { Problem } from './problem.js';
import { storedCase } from './routes/cases.js';

/** What settling needs of the world. */
export type Settling = Pick<ServerDependencies, 'recoveries'> & {
  readonly stores: Pick<ServerDependencies['stores'], 'sends' | 'tasks' | 'cases' | 'incidents'>;
};

/** What a person says of one copy of a message. */
export interface GivenWord {
  readonly key: string;
  /** Which copy: what is known of an earlier one says nothing of a later one. */
  readonly generation: number;
  readonly word: SettledByHand;
}

/**
 * Takes a person's word about a message in doubt: the ledger first, then the case, and the task last, since an open one tells
 * the sweep that the case may not have heard. Whatever fails in between, whoever comes next goes on from there. What a closed
 * case would have to send again becomes a task. Throws a problem when another word stands, or another copy is in doubt by now.
 */
export async function settleSend(deps: Settling, given: GivenWord): Promise<SendRow> {
  const { stores } = deps;
  const { key, generation, word } = given;
  const { tenant, caseId } = partsOf(key);
  const found = await storedCase(stores, { tenant, caseId });
  const settled = (await stores.sends.settleByHand(key, generation, word)) ?? (await storedSend(stores, key));
  const { settledByHand: stands } = settled;
  if (stands === undefined) return movedOn(deps, settled, given);
  await seeThrough(deps, settled, { word: stands, found });
  if (!isSame(endOf(stands), endOf(word))) throw settledOtherwise(settled, endOf(stands));
  return settled;
}

/** What follows from a word that stands, once: its task is done last, and where it is, all has been seen to. */
async function seeThrough(
  deps: Settling,
  settled: SendRow,
  { word, found }: { readonly word: SettledByHand; readonly found: StoredCase },
): Promise<void> {
  const { tasks } = deps.stores;
  const ref = taskOf(settled);
  if ((await tasks.get(ref))?.done !== undefined) return;
  const { customerId, view } = found;
  const heard = view.stage === 'closed' ? 'closed' : await tell(deps, { key: settled.key, customerId, word });
  // Where nothing sends it again a person has to tell the customer what they have not heard.
  const toReach = word.verdict === 'resend' && unheardDoubt(settled, asHeard(found, heard), word.at);
  if (toReach) await tasks.raise(toReach);
  await tasks.done(ref, endOf(word));
}

/**
 * A row without a word of anybody's: a provider has told what became of the message, which ends the task too, or it was
 * claimed since, which the case can only have asked for once it had heard the word.
 */
async function movedOn({ stores }: Settling, row: SendRow, { generation, word }: GivenWord): Promise<SendRow> {
  const ref = taskOf({ key: row.key, generation, mark: markIn(row, generation) });
  const { wordBefore: given } = row;
  // It was claimed since, for which the case has heard the word: a crash may have kept it from the task alone.
  if (given?.generation === generation) await stores.tasks.done(ref, endOf(given));
  if (row.state === 'in_doubt') throw inDoubtBesides(row);
  if (row.generation !== generation) {
    const before = await stores.tasks.get(ref);
    if (isSame(before?.done, endOf(word))) return row;
    throw settledOtherwise(row, before?.done);
  }
  if (row.state === 'claimed') throw notKnownYet();
  const end = foundOut(row, generation, word.at);
  const task = end === undefined ? await stores.tasks.get(ref) : await stores.tasks.done(ref, end);
  throw settledOtherwise(row, task?.done);
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

/** What is known of one copy says nothing of another: it is looked for anew. */
function inDoubtBesides({ generation, settledAt, deadlineAt }: SendRow): Problem {
  const since = utc(settledAt ?? deadlineAt);
  const detail = `The message is in doubt since ${since} by its attempt ${generation}: look again, and name that one.`;
  return new Problem('other_attempt', { detail });
}

function notKnownYet(): Problem {
  const asked = 'the provider is asked first where it can tell, within some minutes. Look again then.';
  return new Problem('not_now', { detail: `Its sender has given no word yet: ${asked}` });
}

function settledOtherwise({ state, settledAt }: SendRow, end: TaskDone | undefined): Problem {
  const since = settledAt === undefined ? '' : ` since ${utc(settledAt)}`;
  const by =
    end === undefined || end.actor === 'system' ? '' : ` ${end.actor} settled it as ${end.outcome} at ${utc(end.at)}.`;
  return new Problem('settled', { detail: `The message is ${state}${since}.${by}` });
}
