import { copiesOf } from './copies.js';
import { awaitReceipt } from './reports.js';
import { NOT_ARRIVED, NOT_PROVED, type SendClaim, type SendRow, type Settlement, type TextLocale } from './send-row.js';

/** The row after a claim, or undefined when the claim may not be: somebody else's word about the message stands. */
export function claimed(row: SendRow | undefined, claim: SendClaim): SendRow | undefined {
  const { addressSince: _, ...kept } = claim;
  if (row === undefined) return { ...kept, state: 'claimed', generation: 1 };
  if (!claimable(row, claim)) return undefined;
  const generation = row.generation + 1;
  return { ...kept, state: 'claimed', generation, ...earlierThan(claim.mark, row), ...wordBefore(row) };
}

/** A person's word about the copy before outlives the claim that follows it. */
function wordBefore({ settledByHand: word, wordBefore: before, generation }: SendRow): Pick<SendRow, 'wordBefore'> {
  if (word !== undefined) return { wordBefore: { ...word, generation } };
  return before === undefined ? {} : { wordBefore: before };
}

/**
 * The row after its sender's word or a finding, or undefined when that is void. A sender that was judged too early may still
 * say that its message was taken, as long as nobody has claimed it since. That it was not ends no doubt: nobody waits for
 * that word any more, and the case believes that the message may have arrived until a finding, a report or a person tells it.
 */
export function settled(row: SendRow, generation: number, settlement: Settlement): SendRow | undefined {
  if (row.generation !== generation || !stands(row, settlement)) return undefined;
  const { code: _c, permanent: _p, ...rest } = row;
  return awaitReceipt({ ...rest, ...wordOf(settlement) });
}

/** A wish to take a request of a message back. */
export interface Withdrawal {
  readonly key: string;
  readonly request: number;
  readonly at: number;
}

/** The row after this request was taken back, or undefined when somebody may have sent it. */
export function withdrawn(row: SendRow | undefined, { key, request, at }: Withdrawal): SendRow | undefined {
  if (row === undefined) return tombstone(key, request, at);
  if (!withdrawable(row, request)) return undefined;
  const { mark, generation, claimedAt, deadlineAt, addressHash, earlier } = row;
  const kept = { key, mark, generation, claimedAt, deadlineAt, addressHash, ...(earlier && { earlier }) };
  return { ...kept, state: 'withdrawn', request: Math.max(row.request, request), settledAt: at };
}

/** A claim whose sender has passed its deadline without a word: the message may or may not have gone out. */
export function abandoned(row: SendRow, now: number): boolean {
  return row.state === 'claimed' && now >= row.deadlineAt;
}

/** Since when nobody knows what became of a message; undefined where somebody does, or its sender may still be at it. */
export function uncertainSince(row: SendRow, now: number): number | undefined {
  if (row.state === 'in_doubt') return row.settledAt ?? row.deadlineAt;
  return abandoned(row, now) ? row.deadlineAt : undefined;
}

/** May a new claim take over? What was refused for good, failed or has no receipt, only for an address that was corrected. */
function claimable(row: SendRow, claim: SendClaim): boolean {
  const { request } = claim;
  switch (row.state) {
    case 'withdrawn':
    case 'skipped':
      return request > row.request;
    case 'rejected':
    case 'failed':
      return isOver(row) ? isCorrected(row, claim) : request >= row.request;
    case 'accepted':
      return isUnreceived(row, claim.claimedAt) && isCorrected(row, claim);
    case 'claimed':
    case 'in_doubt':
    case 'delivered':
      return false;
  }
}

/** The copies before one of this mark: the last one too, where it went to another address. */
function earlierThan(mark: string, row: SendRow): Pick<SendRow, 'earlier'> {
  const earlier = row.mark === mark ? row.earlier : copiesOf(row);
  return earlier === undefined || earlier.length === 0 ? {} : { earlier };
}

/** Is it asked for anew, and goes to another address, or to one that was found to be right since? */
function isCorrected({ request, addressHash, claimedAt }: SendRow, claim: SendClaim): boolean {
  if (claim.request <= request) return false;
  return claim.addressHash !== addressHash || (claim.addressSince ?? -Infinity) > claimedAt;
}

/** Was its receipt missed? Its case hears so before the row is told, and may ask at once. */
function isUnreceived({ noReceiptAt, receiptDueAt = Infinity }: SendRow, now: number): boolean {
  return noReceiptAt !== undefined || now >= receiptDueAt;
}

/** Did the message come to its end without arriving? */
function isOver({ state, permanent }: SendRow): boolean {
  return state === 'failed' || (state === 'rejected' && permanent === true);
}

/** Does a word about the generation that this row is stand against what the row says already? */
function stands(row: SendRow, settlement: Settlement): boolean {
  const { state } = settlement;
  switch (row.state) {
    case 'claimed':
      return true;
    case 'in_doubt':
      return state === 'accepted' || isFinding(settlement);
    case 'rejected':
      return state === 'accepted' && !isOver(row);
    case 'withdrawn':
      return state === 'accepted';
    case 'skipped':
    case 'accepted':
    case 'delivered':
    case 'failed':
      return false;
  }
}

/** Is it what somebody found out who tells the case, or the case's own wish, rather than the word of a sender? */
function isFinding(settlement: Settlement): boolean {
  return settlement.state === 'rejected' && [NOT_ARRIVED, NOT_PROVED].includes(settlement.code);
}

/** May this request be withdrawn without a trace, because nobody can be sending it? A live claim cannot. */
function withdrawable(row: SendRow, request: number): boolean {
  if (row.state === 'rejected') return true;
  return (row.state === 'withdrawn' || row.state === 'skipped') && request > row.request;
}

function tombstone(key: string, request: number, at: number): SendRow {
  const nobody = { mark: '', generation: 0, claimedAt: at, deadlineAt: at, addressHash: '' };
  return { key, state: 'withdrawn', request, ...nobody, settledAt: at };
}

function wordOf(settlement: Settlement): Pick<SendRow, 'state' | 'settledAt'> & Partial<SendRow> {
  const { state, at } = settlement;
  const common = { state, settledAt: at, ...localeOf(settlement) };
  switch (settlement.state) {
    case 'accepted':
      return { ...common, providerId: settlement.providerId };
    case 'rejected':
      return { ...common, code: settlement.code, permanent: settlement.permanent };
    case 'in_doubt':
      return { ...common, code: settlement.code };
    case 'skipped':
      return { ...common, code: settlement.reason };
  }
}

function localeOf(settlement: Settlement): Partial<TextLocale> {
  if (settlement.state === 'skipped') return {};
  const { locale, localeAsked } = settlement;
  return { ...(locale !== undefined && { locale }), ...(localeAsked !== undefined && { localeAsked }) };
}
