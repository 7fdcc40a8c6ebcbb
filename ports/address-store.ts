import type { OptOutReason } from '../domain/contact/opt-outs.js';
import type { FailureCode } from '../domain/failure-codes.js';

/** Why nothing may be sent: what a provider says of an address, or what a customer does not want. */
export type StopReason = FailureCode | OptOutReason;

/** Why nothing may be sent to an address any more, since when, and who said so. */
export interface AddressStop {
  readonly reason: StopReason;
  readonly at: number;
  /** Where this was heard, such as `twilio` or `email_events`. */
  readonly source: string;
}

/** A stop, and whose it is. */
export interface StopOf extends AddressStop {
  readonly subject: string;
}

/** Who has said that an address may be written to again, and why; kept for audit. */
export interface StopLift {
  readonly actor: string;
  readonly note: string;
  readonly at: number;
}

/**
 * What is known of addresses, by the HMAC of channel and address: it holds for everybody who shares one. What a customer has
 * said for themselves stands under a subject of their own (`ownSubject`), so that one look finds both.
 */
export interface AddressStore {
  /** Stops an address; of several stops for one reason the first stays, and one from before it was lifted counts no more. */
  stop(addressHash: string, stop: AddressStop): Promise<void>;
  /** Every stop of an address that was not lifted, the first first; none while it is free. */
  stops(addressHash: string): Promise<readonly AddressStop[]>;
  /** The same of several subjects in one look. */
  stopsOf(subjects: readonly string[]): Promise<readonly StopOf[]>;
  /** Lifts what stops an address for this reason, up to now; where nothing does, it changes nothing. */
  lift(addressHash: string, reason: StopReason, lift: StopLift): Promise<void>;
}
