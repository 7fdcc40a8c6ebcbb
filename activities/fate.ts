import type { SendResult } from '../domain/journey/results.js';
import { partsOf } from '../domain/sends/send-key.js';
import { uncertainSince } from '../domain/sends/claims.js';
import type { SendRow } from '../domain/sends/send-row.js';
import { settleTaskId } from '../domain/tasks/task.js';
import { addressOn } from './case-parts.js';
import type { Dependencies } from './dependencies.js';
import { senderBusy, unproved } from './failures.js';

/** What looking for the truth needs of the world. */
export type FateSources = Pick<
  Dependencies,
  'clock' | 'sends' | 'cases' | 'customers' | 'channels' | 'tasks' | 'hashAddress'
>;

/**
 * Finds out what became of a message that a sender left behind: its row, settled by what the provider shows (`not_arrived`
 * is free to be claimed again), or in doubt with a task where nothing can tell.
 *
 * @throws ApplicationFailure `SenderBusy` while its sender may still be at it, `Unproved` while what the provider shows
 *   may not be whole.
 */
export async function settledByEvidence(deps: FateSources, row: SendRow): Promise<SendRow> {
  return (await shownByEvidence(deps, row)) ?? inDoubt(deps, row);
}

/**
 * The row, settled by what the provider shows of the message, or undefined where nothing can tell. `address` is where it
 * went, if the caller knows: looked for elsewhere it would be missing, and be sent twice.
 *
 * @throws ApplicationFailure as `settledByEvidence` does.
 */
export async function shownByEvidence(deps: FateSources, row: SendRow, address?: string): Promise<SendRow | undefined> {
  const now = deps.clock.now();
  const since = uncertainSince(row, now);
  if (since === undefined) throw senderBusy(row.deadlineAt - now);
  const { channel } = partsOf(row.key);
  const source = deps.channels[channel].evidence;
  const to = source && (address ?? (await addressOf(deps, row)));
  if (source === undefined || to === undefined) return undefined;
  const askAt = since + source.settleMs;
  if (now < askAt) throw unproved(askAt - now);
  const { key, mark, claimedAt, generation } = row;
  const evidence = await source.look({ key, mark, to, claimedAt });
  if (evidence.kind === 'arrived') {
    await deps.sends.report(mark, { kind: 'taken', providerId: evidence.providerId, at: now });
  } else {
    await deps.sends.settle(key, generation, { state: 'rejected', code: 'not_arrived', permanent: false, at: now });
  }
  return current(deps, row);
}

/** Leaves a message in doubt, with a task for a person; both once, however often this is done. */
export async function inDoubt(deps: FateSources, row: SendRow): Promise<SendRow> {
  const { key, mark, generation } = row;
  const at = deps.clock.now();
  if (row.state === 'claimed') {
    await deps.sends.settle(key, generation, { state: 'in_doubt', code: 'claim_abandoned', at });
  }
  const after = await current(deps, row);
  if (after.state !== 'in_doubt') return after;
  const { tenant, caseId } = partsOf(key);
  await deps.tasks.raise({ id: settleTaskId(mark), tenant, caseId, kind: 'settle_send', send: key, raisedAt: at });
  return after;
}

/** What a message in doubt means for the case: it may have arrived, so that what it promised binds us. */
export function doubtful({ promiseDueAt }: SendRow): SendResult {
  return { kind: 'in_doubt', ...(promiseDueAt !== undefined && { promiseDueAt }) };
}

/** The row as it is now: somebody else's word may have come first. */
async function current(deps: FateSources, row: SendRow): Promise<SendRow> {
  return (await deps.sends.get(row.key)) ?? row;
}

/** Where the message went; undefined when the customer's address has changed since. */
async function addressOf(deps: FateSources, { key, addressHash }: SendRow): Promise<string | undefined> {
  const { tenant, caseId, channel } = partsOf(key);
  const stored = await deps.cases.get({ tenant, caseId });
  const record = stored && (await deps.customers.get({ tenant, customerId: stored.customerId }));
  const to = record && addressOn(record.customer, channel);
  return to !== undefined && deps.hashAddress(channel, to) === addressHash ? to : undefined;
}
