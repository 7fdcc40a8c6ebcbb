import type { FailureCode } from '../failure-codes.js';

/** How a row of the send ledger may stand. */
export const sendStates = [
  'claimed',
  'accepted',
  'rejected',
  'in_doubt',
  'skipped',
  'withdrawn',
  'delivered',
  'failed',
] as const;
/** How a row of the send ledger stands. */
export type SendState = (typeof sendStates)[number];

/** What a person knows of a message in doubt: it arrived, or it may be sent once more. */
export const handVerdicts = ['arrived', 'resend'] as const;
/** What a person knows of a message in doubt. */
export type HandVerdict = (typeof handVerdicts)[number];

/** A person's word about a message in doubt, and why they are sure. */
export interface SettledByHand {
  readonly verdict: HandVerdict;
  readonly actor: string;
  readonly reason: string;
  readonly at: number;
}

/** What a message was to one address: its mark there, and the last claim that named it. */
export interface SendCopy {
  readonly mark: string;
  readonly generation: number;
  readonly addressHash: string;
}

/** Why a copy counts as not sent: the provider shows it nowhere, or whoever knows has said so. */
export const NOT_ARRIVED = 'not_arrived';
/** Why a copy of which nobody knows counts as not sent: its protocol would rather have the message twice. */
export const NOT_PROVED = 'not_proved';

/** One message in the ledger; instants are epoch milliseconds. */
export interface SendRow {
  readonly key: string;
  /** HMAC of key and address, by which a provider's report names this row's copy; empty before the first claim. */
  readonly mark: string;
  readonly state: SendState;
  /** The request that this row last served; only a higher one may leave `withdrawn` or `skipped`. */
  readonly request: number;
  /** Rises with each claim; a settlement of an older one is void. */
  readonly generation: number;
  readonly claimedAt: number;
  readonly deadlineAt: number;
  readonly addressHash: string;
  readonly providerId?: string;
  /** Why it was rejected, skipped or failed, or is in doubt. */
  readonly code?: string;
  /** A rejection that another attempt cannot mend. */
  readonly permanent?: boolean;
  /** BCP 47: the locale whose text was handed over, after fall-back from the customer's own. */
  readonly locale?: string;
  /** BCP 47: the customer's own locale at that time, where the text is in another. */
  readonly localeAsked?: string;
  /** The time that the claimed text promises. */
  readonly promiseDueAt?: number;
  readonly settledAt?: number;
  /** Milliseconds after acceptance by which a receipt is due, on channels that report delivery. */
  readonly receiptWithin?: number;
  /** By when a receipt is due; gone once it is there, or is known to be missing. */
  readonly receiptDueAt?: number;
  /** When no receipt had come in time; a receipt after that stands beside the copy that another channel may have sent. */
  readonly noReceiptAt?: number;
  /** When the provider said of its own accord what became of it; missing as long as no report has named it. */
  readonly reportedAt?: number;
  readonly settledByHand?: SettledByHand;
  /** The last word of a person about an earlier copy: its task may not have it yet. */
  readonly wordBefore?: SettledByHand & Pick<SendCopy, 'generation'>;
  /** Where it went, or was to go, before its address was corrected, the last one last; late reports name these copies. */
  readonly earlier?: readonly SendCopy[];
}

/** A wish to send: the key of the message and which request of it this is. */
export interface SendClaim {
  readonly key: string;
  readonly mark: string;
  readonly request: number;
  readonly claimedAt: number;
  /** Epoch milliseconds after which this claim's sender must not hand the message over any more. */
  readonly deadlineAt: number;
  /** HMAC of the channel address, so that a changed address can be told without storing it. */
  readonly addressHash: string;
  /** Since when the address counts as right: what failed there before may go there once more. Not kept in the row. */
  readonly addressSince?: number;
  /** The time that the text of this claim promises; kept with the claim, so that it is known whatever becomes of it. */
  readonly promiseDueAt?: number;
  readonly receiptWithin?: number;
}

/** What a hand-over came to. */
type Handed =
  | { readonly state: 'accepted'; readonly providerId: string; readonly at: number }
  | { readonly state: 'rejected'; readonly code: string; readonly permanent: boolean; readonly at: number }
  | { readonly state: 'in_doubt'; readonly code: string; readonly at: number };

/** The locale of a text that was handed over, and the customer's own where that is another. */
export interface TextLocale {
  readonly locale: string;
  readonly localeAsked?: string;
}

/** The word of one sender about its claim; with its locale, once there was a text to hand over. */
export type Settlement =
  (Handed & Partial<TextLocale>) | { readonly state: 'skipped'; readonly reason: string; readonly at: number };

/** What a provider says of a message after the hand-over; `at` is its own time of the event. */
export type SendReport =
  | { readonly kind: 'taken' | 'delivered'; readonly providerId: string; readonly at: number }
  | { readonly kind: 'failed'; readonly providerId: string; readonly at: number; readonly code: FailureCode };
