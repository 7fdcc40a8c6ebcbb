import type { ContactFacts } from '../domain/contact/decision.js';

/** What the contact decision has to know of customers, in one look over what their reports and cases say. */
export interface ContactLook {
  /** The facts of each of these customers, in the order in which they were asked for. Rejects when the store does not answer. */
  of(tenant: string, customerIds: readonly string[]): Promise<readonly ContactFacts[]>;
}
