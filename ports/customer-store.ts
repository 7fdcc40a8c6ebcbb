import type { ReportedCustomer } from '../domain/case/incident.js';
import type { Channel } from '../domain/contact/channels.js';
import type { CorrectionTimes } from '../domain/contact/corrections.js';
import type { ContactChange } from '../domain/contact/reachable.js';

/** Names a customer; ids in ports include the tenant. */
export interface CustomerRef {
  readonly tenant: string;
  readonly customerId: string;
}

/** What a sender needs to know of a customer. */
export interface CustomerRecord {
  readonly customer: ReportedCustomer;
  /** When the address of a channel was last corrected, or found to be right after all; epoch milliseconds. */
  readonly correctedAt?: CorrectionTimes;
  /** The address that the last correction of a channel replaced: a report that still names it has not heard of that. */
  readonly replaced?: Readonly<Partial<Record<Channel, string>>>;
}

/** A customer after a correction, and the channels whose address it changed. */
export interface CorrectedCustomer {
  readonly record: CustomerRecord;
  readonly changed: readonly Channel[];
}

/** Customers by tenant and id. */
export interface CustomerStore {
  /**
   * Keeps what a report of this instant says of a customer; a field that the report leaves out keeps its earlier value.
   * Another address corrects the known one, unless the report has not heard of a correction yet.
   */
  upsert(tenant: string, customer: ReportedCustomer, at: number): Promise<void>;
  /** The customer, or undefined. */
  get(ref: CustomerRef): Promise<CustomerRecord | undefined>;
  /** Corrects addresses; undefined when nobody has reported this customer. A repeat changes nothing. */
  correct(ref: CustomerRef, change: ContactChange, at: number): Promise<CorrectedCustomer | undefined>;
  /** Every customer, of any tenant, who has this address now; in a fixed order. */
  withAddress(channel: Channel, address: string): Promise<readonly CustomerRef[]>;
  /** Notes that the address of a channel is right, though messages failed there; undefined when nobody has reported them. */
  confirm(ref: CustomerRef, channel: Channel, at: number): Promise<CustomerRecord | undefined>;
}
