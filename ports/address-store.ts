import type { FailureCode } from '../domain/failure-codes.js';

/** Why nothing may be sent to an address any more, since when, and who said so. */
export interface AddressStop {
  readonly reason: FailureCode;
  readonly at: number;
  /** Where this was heard, such as `twilio` or `email_events`. */
  readonly source: string;
}

/** What is known of addresses, by the HMAC of channel and address: it holds for everybody who shares one. */
export interface AddressStore {
  /** Stops an address; of several stops for one reason the first stays. */
  stop(addressHash: string, stop: AddressStop): Promise<void>;
  /** Every stop of an address, the first first; none while it is free. */
  stops(addressHash: string): Promise<readonly AddressStop[]>;
}
