import type { ReleasedBecause } from '../domain/contact/release.js';

/** Something that other systems want to hear of; nothing personal but the opaque id of the customer. */
export interface CustomerEvent {
  readonly tenant: string;
  /** The same whoever finds it and however often: unique within the tenant. */
  readonly id: string;
  readonly type: 'released';
  readonly customerId: string;
  /** When it came about, epoch milliseconds. */
  readonly at: number;
  readonly because: ReleasedBecause;
  /** What the customer calls the recovery that it is about. */
  readonly reference: string;
  readonly caseId?: string;
}

/** An event with its place in the order in which the events of its tenant were kept, from 1 without a gap. */
export interface KeptEvent extends CustomerEvent {
  readonly place: number;
}

/** Events by tenant, each kept once. */
export interface EventStore {
  /**
   * Keeps the event in the next place; one of this id that is there already changes nothing. A place is given only once all
   * before it can be read, so that a reader who goes on from a place misses none.
   */
  keep(event: CustomerEvent): Promise<'kept' | 'already'>;
  /** Events of a tenant behind a place, in order; `place` 0 is the beginning. */
  after(tenant: string, from: { readonly place: number; readonly limit: number }): Promise<readonly KeptEvent[]>;
}
