import type { Channel } from '../domain/contact/channels.js';
import type { FailureCode } from '../domain/failure-codes.js';

/** A text ready to hand over. `html` and `subject` belong to e-mail. */
export interface Rendered {
  readonly subject?: string;
  readonly html?: string;
  readonly text: string;
  /** The locale that the text was found in after fall-back. */
  readonly locale: string;
}

/** One message for one recipient under its send key. */
export interface Delivery {
  readonly key: string;
  /** HMAC of key and address, by which the message can be found again at the provider or a receiver. */
  readonly mark: string;
  /** One address or number, as stored. */
  readonly to: string;
  readonly toName?: string;
  readonly rendered: Rendered;
  /** The same for all messages of a case, and nothing else: a mail program shows them together. */
  readonly thread: string;
  /** Where one click says that its recipient does not want such messages; missing on what everybody has to have. */
  readonly unsubscribeUrl?: string;
  /** Epoch milliseconds; the channel checks it again just before it hands the message over. */
  readonly deadlineAt: number;
}

/** What a channel can say for certain about one attempt. */
export type DeliveryResult =
  | { readonly kind: 'accepted'; readonly providerId: string }
  | { readonly kind: 'rejected'; readonly permanent: boolean; readonly code: FailureCode; readonly retryAt?: number }
  | { readonly kind: 'unknown'; readonly code: FailureCode };

/** A message of which nobody knows whether it was handed over. */
export interface Doubt {
  readonly key: string;
  readonly mark: string;
  readonly to: string;
  readonly claimedAt: number;
}

/** What a provider shows of it: `failed` was taken and did not arrive; `unknown` is what proves nothing. */
export type Evidence =
  | { readonly kind: 'arrived'; readonly providerId: string }
  | { readonly kind: 'failed'; readonly providerId: string; readonly code: FailureCode }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown' };

/** A way to find out what became of a message whose answer was lost. */
export interface EvidenceSource {
  /** Milliseconds after which what the provider shows is whole: longer than its own delay and twice the skew of clocks. */
  readonly settleMs: number;
  /** Looks at the provider. Rejects when it cannot be asked. */
  look(doubt: Doubt): Promise<Evidence>;
}

/** A way to reach people; one adapter per provider. */
export interface MessageChannel {
  readonly channel: Channel;
  /** Hands the message over, or says why not; never throws for a provider's fault. Aborting before the hand-over prevents it. */
  deliver(delivery: Delivery, abort: AbortSignal): Promise<DeliveryResult>;
  /** Missing where nothing can tell: then a person has to. */
  readonly evidence?: EvidenceSource;
  /** Whether the provider tells of each delivery, so that a receipt that does not come means something. */
  readonly reportsDelivery: boolean;
  /** Releases connections. */
  close(): Promise<void>;
}
