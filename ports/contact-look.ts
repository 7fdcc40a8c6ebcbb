import type { ContactFacts } from '../domain/contact/decision.js';
import type { ContactPast } from '../domain/journey/past-leases.js';

/** What the contact decision has to know of customers, in one look over what their reports and cases say. */
export interface ContactLook {
  /**
   * The facts of each of these customers, in the order in which they were asked for; with `madeSince`, also the contacts under
   * caps that were made since then. Rejects when the store does not answer.
   */
  of(tenant: string, customerIds: readonly string[], madeSince?: number): Promise<readonly ContactFacts[]>;
  /** All that tells how things stood with each of these customers at any time, in the order in which they were asked for. */
  past(tenant: string, customerIds: readonly string[]): Promise<readonly ContactPast[]>;
}
