import { ApplicationFailure } from '@temporalio/common';
import type { FailureCode } from '../domain/failure-codes.js';
import { partsOf } from '../domain/sends/send-key.js';
import type { SendRow, SendState } from '../domain/sends/send-row.js';
import { foundOut, generationOf, settleTaskId, type Task } from '../domain/tasks/task.js';
import { asHeard, unheardClosing, unheardDoubt } from '../domain/tasks/unheard.js';
import type { Recoveries } from '../ports/recoveries.js';
import { inDoubt, settledByEvidence, type FateSources, type Proof } from './fate.js';
import { ofEach } from './of-each.js';

/** What a sweep of the ledger looks at. */
export type SendSweepSources = FateSources & { readonly recoveries: Pick<Recoveries, 'tell'> };

/** How much of the ledger was put in order, and what could not be. */
export interface SweptSends {
  /**
   * Messages whose sender had died, or whose provider had given no answer: settled now, or with a task for a person; and
   * tasks whose message is settled.
   */
  readonly settled: number;
  /** Receipts that did not come in time, of which their cases know now. */
  readonly overdue: number;
  readonly failed: number;
}

/** A run that lives asks about its own message at least every five minutes; after three of these nobody does. Milliseconds. */
const NOBODY_ASKS = 15 * 60_000;
/** The provider may still show what is in doubt for no longer than this. Milliseconds. */
const LOOK_BACK = 24 * 3_600_000;
/** What is in doubt for longer needs its task, which it may lack after an outage of a day; until here that is looked for. */
const LONG_AGO = 30 * LOOK_BACK;

/** Whoever settles a message ends its task within a moment. Milliseconds. */
const A_MOMENT = 60_000;
/** What a case has to hear of a message that it believes in doubt. */
const newsworthy: readonly SendState[] = ['accepted', 'delivered', 'rejected'];

/**
 * Puts in order what no run asks about any more: claims whose sender died, doubts, doubts that are over and whose end nobody
 * saw through, and receipts that did not come. It sends nothing, not even where a protocol would rather have a message twice
 * than not at all: only the run of a case knows whether it still wants it, and finds the row in doubt as free to be sent
 * again as one whose sender has just died.
 */
export async function sweepSends(deps: SendSweepSources): Promise<SweptSends> {
  const now = deps.clock.now();
  const left = await deps.sends.abandonedBefore(now - NOBODY_ASKS);
  const doubtful = await deps.sends.inDoubtBetween(now - LOOK_BACK, now - NOBODY_ASKS);
  const settled = await ofEach([...left, ...doubtful], (row) => settle(deps, row));
  const forgotten = await ofEach(await deps.sends.inDoubtBetween(now - LONG_AGO, now - LOOK_BACK), (row) =>
    ask(deps, row),
  );
  const ended = await ofEach(await deps.tasks.openOf('settle_send'), (task) => seeThrough(deps, task, now));
  const overdue = await ofEach(await deps.sends.receiptsDue(now), (row) => tellOverdue(deps, row, now));
  const failed = settled.failed + forgotten.failed + ended.failed + overdue.failed;
  return { settled: settled.done + forgotten.done + ended.done, overdue: overdue.done, failed };
}

/**
 * Ends a task whose message is settled, by a report, by evidence or by a person, where whoever did that died before. The
 * task ends last, so an open one means that the case may not have heard either.
 */
async function seeThrough(deps: SendSweepSources, task: Task, now: number): Promise<boolean> {
  const row = task.send === undefined ? undefined : await deps.sends.get(task.send);
  if (row === undefined || now - (row.settledAt ?? row.claimedAt) < A_MOMENT) return false;
  const end = foundOut(row, generationOf(task), now);
  if (end === undefined) return false;
  // Of a failure a case hears before the row says so, and whoever claims or withdraws it asks for the case.
  const isNews = settleTaskId(row) === task.id && newsworthy.includes(row.state);
  const verdict = end.outcome === 'arrived' ? 'arrived' : 'resend';
  if (isNews && !(await tell(deps, row, { verdict }))) return false;
  await deps.tasks.done({ tenant: task.tenant, taskId: task.id }, end);
  return true;
}

/** Asks a person about a message of which nobody was asked. */
async function ask(deps: SendSweepSources, row: SendRow): Promise<boolean> {
  const { tenant } = partsOf(row.key);
  if ((await deps.tasks.get({ tenant, taskId: settleTaskId(row) })) !== undefined) return false;
  return (await inDoubt(deps, row)).state === 'in_doubt';
}

async function settle(deps: SendSweepSources, row: SendRow): Promise<boolean> {
  try {
    // Of a doubt the case knows, so it hears how it ended, and first: a row that has moved says that it has.
    const first = async (proof: Proof): Promise<void> => {
      await tell(deps, row, newsOf(proof));
    };
    const after = await settledByEvidence(deps, row, row.state === 'in_doubt' ? { first } : {});
    return after.state !== row.state;
  } catch (error) {
    // Not yet: the next sweep looks again.
    if (error instanceof ApplicationFailure && error.category === 'BENIGN') return false;
    throw error;
  }
}

async function tellOverdue(deps: SendSweepSources, row: SendRow, now: number): Promise<boolean> {
  if (!(await tell(deps, row, { code: 'no_receipt' }))) return false;
  return (await deps.sends.unreceived(row.key, now)) !== undefined;
}

type News = { readonly code: FailureCode } | { readonly verdict: 'arrived' | 'resend' };

function newsOf(proof: Proof): News {
  if (proof.kind === 'failed') return { code: proof.code };
  return { verdict: proof.kind === 'arrived' ? 'arrived' : 'resend' };
}

/** False while the case is not in the store yet: the next sweep tells it. */
async function tell(deps: SendSweepSources, row: SendRow, news: News): Promise<boolean> {
  const { cases, recoveries, tasks, clock } = deps;
  const { tenant, caseId, slot } = partsOf(row.key);
  const stored = await cases.get({ tenant, caseId });
  if (stored === undefined) return false;
  const address = { tenant, customerId: stored.customerId, caseId, slot, actor: 'system' };
  const heard = await recoveries.tell(
    'code' in news ? { ...address, type: 'delivery_failed', ...news } : { ...address, type: 'send_settled', ...news },
  );
  // A case that is closed hears nothing more: of what its customer has not heard a person has to.
  const unheard = 'code' in news ? unheardClosing : news.verdict === 'resend' ? unheardDoubt : undefined;
  const task = unheard?.(row, asHeard(stored, heard), clock.now());
  if (task !== undefined) await tasks.raise(task);
  return true;
}
