import type { SendResult } from '../domain/journey/results.js';
import { closesChannel } from '../domain/failure-codes.js';
import { partsOf } from '../domain/sends/send-key.js';
import { uncertainSince } from '../domain/sends/claims.js';
import { NOT_ARRIVED, type SendRow } from '../domain/sends/send-row.js';
import { foundOut, settleTaskId } from '../domain/tasks/task.js';
import type { Evidence, EvidenceSource } from '../ports/message-channel.js';
import { addressOn } from './case-parts.js';
import type { Dependencies } from './dependencies.js';
import { senderBusy, unproved } from './failures.js';

/** What looking for the truth needs of the world. */
export type FateSources = Pick<
  Dependencies,
  'clock' | 'sends' | 'cases' | 'customers' | 'channels' | 'tasks' | 'addresses' | 'hashAddress'
>;

/** Evidence that tells what became of a message. */
export type Proof = Exclude<Evidence, { readonly kind: 'unknown' }>;

/** Where what a provider shows proves nothing yet, it is asked again for so many settle windows before a person is. */
const WINDOWS = 10;
/** But no longer than this, or than the one window. Milliseconds. */
const LONGEST_PATIENCE = 15 * 60_000;

/** What whoever asks knows and wants besides. */
export interface Asked {
  /** Whose message it is: a case that has just opened may not be in the store yet. */
  readonly customerId?: string;
  /** Done with what the provider shows before the row says so: what fails here is tried again. */
  readonly first?: (evidence: Proof) => Promise<void>;
}

/**
 * Finds out what became of a message that a sender left behind: its row, settled by what the provider shows (`not_arrived`
 * is free to be claimed again), or in doubt with a task where nothing can tell.
 *
 * @throws ApplicationFailure `SenderBusy` while its sender may still be at it, `Unproved` while what the provider shows
 *   may not be whole.
 */
export async function settledByEvidence(deps: FateSources, row: SendRow, asked: Asked = {}): Promise<SendRow> {
  return (await shownByEvidence(deps, row, asked)) ?? inDoubt(deps, row);
}

/**
 * The row, settled by what the provider shows of the message, or undefined where nothing can tell.
 *
 * @throws ApplicationFailure as `settledByEvidence` does.
 */
export async function shownByEvidence(
  deps: FateSources,
  row: SendRow,
  { customerId, first }: Asked = {},
): Promise<SendRow | undefined> {
  const now = deps.clock.now();
  const since = uncertainSince(row, now);
  if (since === undefined) throw senderBusy(row.deadlineAt - now);
  const { channel } = partsOf(row.key);
  const source = deps.channels[channel].evidence;
  const to = source && (await addressOf(deps, row, customerId));
  if (source === undefined || to === undefined) return undefined;
  const askAt = since + source.settleMs;
  if (now < askAt) throw unproved(askAt - now);
  const { key, mark, claimedAt, generation } = row;
  const evidence = await source.look({ key, mark, to, claimedAt });
  if (evidence.kind === 'unknown') {
    if (now < since + patienceFor(source)) throw unproved(source.settleMs);
    return undefined;
  }
  if (evidence.kind === 'failed' && closesChannel(evidence.code)) {
    await deps.addresses.stop(row.addressHash, { reason: evidence.code, at: now, source: channel });
  }
  await first?.(evidence);
  switch (evidence.kind) {
    case 'arrived':
      await deps.sends.report(mark, { kind: 'taken', providerId: evidence.providerId, at: now });
      break;
    case 'failed':
      await deps.sends.report(mark, { ...evidence, at: now });
      break;
    case 'absent':
      await deps.sends.settle(key, generation, { state: 'rejected', code: NOT_ARRIVED, permanent: false, at: now });
  }
  // Before it is in doubt nobody is asked about it.
  return row.state === 'in_doubt' ? askedInVain(deps, row) : current(deps, row);
}

function patienceFor({ settleMs }: EvidenceSource): number {
  return Math.max(settleMs, Math.min(WINDOWS * settleMs, LONGEST_PATIENCE));
}

/** The row as it is now; where it says what became of the message, nobody has to find out any more. */
export async function askedInVain(deps: FateSources, row: SendRow): Promise<SendRow> {
  const after = await current(deps, row);
  const end = foundOut(after, row.generation, deps.clock.now());
  const ref = { tenant: partsOf(row.key).tenant, taskId: settleTaskId(row) };
  if (end !== undefined) await deps.tasks.done(ref, end);
  return after;
}

/** Leaves a message in doubt, with a task for a person; both once, however often this is done. */
export async function inDoubt(deps: FateSources, row: SendRow): Promise<SendRow> {
  const { key, generation } = row;
  const at = deps.clock.now();
  if (row.state === 'claimed') {
    await deps.sends.settle(key, generation, { state: 'in_doubt', code: 'claim_abandoned', at });
  }
  const after = await current(deps, row);
  if (after.state !== 'in_doubt') return after;
  const { tenant, caseId } = partsOf(key);
  await deps.tasks.raise({ id: settleTaskId(row), tenant, caseId, kind: 'settle_send', send: key, raisedAt: at });
  // A report that came in between has found no task to end: only this look sees it.
  return askedInVain(deps, row);
}

/** What a message in doubt means for the case: it may have arrived, so that what it promised binds us. */
export function doubtful({ promiseDueAt }: SendRow): SendResult {
  return { kind: 'in_doubt', ...(promiseDueAt !== undefined && { promiseDueAt }) };
}

/** The row as it is now: somebody else's word may have come first. */
async function current(deps: FateSources, row: SendRow): Promise<SendRow> {
  return (await deps.sends.get(row.key)) ?? row;
}

/** Where the message went; undefined when the address has changed since: looked for there it would seem absent. */
async function addressOf(deps: FateSources, row: SendRow, known?: string): Promise<string | undefined> {
  const { key, addressHash } = row;
  const { tenant, caseId, channel } = partsOf(key);
  const customerId = known ?? (await deps.cases.get({ tenant, caseId }))?.customerId;
  const record = customerId === undefined ? undefined : await deps.customers.get({ tenant, customerId });
  const to = record && addressOn(record.customer, channel);
  return to !== undefined && deps.hashAddress(channel, to) === addressHash ? to : undefined;
}
