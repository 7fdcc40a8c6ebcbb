import type { Channel } from '../../domain/contact/channels.js';
import type { AddressStop } from '../../ports/address-store.js';
import type { KnownConsent } from './consent.js';

/** An address of a customer, and what stops it, the first first; instants are epoch milliseconds. */
export interface KnownAddress {
  readonly channel: Channel;
  readonly address: string;
  readonly stops: readonly AddressStop[];
}

/** Who a customer is, as far as is known, for staff who have to reach them. */
export interface KnownCustomer {
  readonly customerId: string;
  readonly name?: string;
  readonly locale: string;
  readonly timeZone?: string;
  readonly addresses: readonly KnownAddress[];
}

/** Answer to `GET /v1/customers/:id`. */
export interface CustomerAnswer extends KnownCustomer {
  /** The open case; null when there is none. */
  readonly caseId: string | null;
  /** What was said for and against our messages, by channel and class. */
  readonly consents: readonly KnownConsent[];
}
