import type { Channel } from '../domain/contact/channels.js';
import type { SendClaim, SendReport, SendRow, SendState, SettledByHand, Settlement } from '../domain/sends/send-row.js';
import type { Page } from './case-store.js';

/** A claim won, or the row that stands in the way. */
export type Claimed =
  { readonly kind: 'claimed'; readonly generation: number } | { readonly kind: 'found'; readonly row: SendRow };

/** A row before and after a change. */
export interface ChangedRow {
  readonly before: SendRow;
  readonly after: SendRow;
}

/** The durable record of every message: who may send it, and what came of it. Rules: `domain/sends/`. */
export interface SendLedger {
  /** Takes the right to send, by one conditional write. */
  claim(claim: SendClaim): Promise<Claimed>;
  /** Settles a claim; false when another word about the message stands. */
  settle(key: string, generation: number, settlement: Settlement): Promise<boolean>;
  /** Makes sure that this request is never sent, or says that it was or may have been. */
  withdraw(key: string, request: number, at: number): Promise<SendRow>;
  /** Takes a provider's word about the message with this mark; undefined when there is none. An earlier mark moves nothing. */
  report(mark: string, report: SendReport): Promise<ChangedRow | undefined>;
  /** Notes that no receipt came in time; undefined when none is overdue. */
  unreceived(key: string, now: number): Promise<SendRow | undefined>;
  /** Takes a person's word about one copy of a message; undefined when that copy is not in doubt. */
  settleByHand(key: string, generation: number, word: SettledByHand): Promise<SendRow | undefined>;
  /** A row by its key. */
  get(key: string): Promise<SendRow | undefined>;
  /** The row that has or had this mark. */
  marked(mark: string): Promise<SendRow | undefined>;
  /** The row that has or had a mark which begins so. */
  markedFrom(beginning: string): Promise<SendRow | undefined>;
  /** The messages of any tenant that went to this address, or may have, the last claimed first; at most twenty. */
  lastTo(addressHash: string): Promise<readonly SendRow[]>;
  /** All rows of a case, in the order of their keys. */
  ofCase(tenant: string, caseId: string): Promise<readonly SendRow[]>;
  /** Rows of a tenant in one state, the last claimed first; `limit` at most 200. Rejects a cursor of others with `BadCursor`. */
  inState(
    tenant: string,
    state: SendState,
    page: { readonly limit: number; readonly cursor?: string },
  ): Promise<Page<SendRow>>;
  /** Claims whose deadline lies before this instant, the oldest first; as many as one sweep looks at. */
  abandonedBefore(deadline: number): Promise<readonly SendRow[]>;
  /** Messages in doubt whose deadline lies in this span (its end left out), the oldest first; as many as one sweep looks at. */
  inDoubtBetween(from: number, until: number): Promise<readonly SendRow[]>;
  /**
   * Messages on a channel that were claimed from this instant on and taken, as their provider said, the earliest deadlines
   * first; the first hundred.
   */
  takenSince(channel: Channel, claimedAt: number): Promise<readonly SendRow[]>;
  /** Accepted messages whose receipt was due at this instant, the oldest first; as many as one sweep looks at. */
  receiptsDue(now: number): Promise<readonly SendRow[]>;
}
