import type { CustomerRef } from './customer-store.js';

/** The end of one lease that has come: of a case, or of a report that was refused. */
export interface LeaseEnd extends CustomerRef {
  readonly of: 'case' | 'incident';
  /** The id of the case or of the incident. */
  readonly id: string;
  /** When the lease ended, epoch milliseconds. */
  readonly at: number;
}

/** Ends of leases that have come and of which nobody has seen yet what they come to. */
export interface LeaseEnds {
  /** Those that came until this instant, the earliest first, at most 1,000. */
  due(until: number): Promise<readonly LeaseEnd[]>;
  /** This end needs no further look; a lease that has another end by now does. */
  seen(end: LeaseEnd): Promise<void>;
}
