import type { SendRow } from '../domain/sends/send-row.js';

/** A wish to send: the key of the message and which request of it this is. */
export interface SendClaim {
  readonly key: string;
  readonly request: number;
  /** Epoch milliseconds after which this claim's sender must not hand the message over any more. */
  readonly deadlineAt: number;
  /** HMAC of the channel address, so that a changed address can be told without storing it. */
  readonly addressHash: string;
  /** The time that the text of this claim promises; kept with the claim, so that it is known whatever becomes of it. */
  readonly promiseDueAt?: number;
}

/** A claim won, or the row that stands in the way. */
export type Claimed =
  { readonly kind: 'claimed'; readonly generation: number } | { readonly kind: 'found'; readonly row: SendRow };

/** What a hand-over came to. */
type Handed =
  | { readonly state: 'accepted'; readonly providerId: string; readonly at: number }
  | { readonly state: 'rejected'; readonly code: string; readonly permanent: boolean; readonly at: number }
  | { readonly state: 'in_doubt'; readonly code: string; readonly at: number };

/** The final word of one sender about its claim; `locale` is that of the text, once there was one to hand over. */
export type Settlement =
  (Handed & { readonly locale?: string }) | { readonly state: 'skipped'; readonly reason: string; readonly at: number };

/** The durable record of every message: who may send it, and what came of it. Rules: `domain/sends/send-row.ts`. */
export interface SendLedger {
  /** Takes the right to send, by one conditional write. */
  claim(claim: SendClaim): Promise<Claimed>;
  /** Settles a claim; false when another generation has taken over. */
  settle(key: string, generation: number, settlement: Settlement): Promise<boolean>;
  /** Makes sure that this request is never sent, or says that it was or may have been. */
  withdraw(key: string, request: number, at: number): Promise<SendRow>;
  /** All rows of a case, in the order of their keys. */
  ofCase(tenant: string, caseId: string): Promise<readonly SendRow[]>;
}
