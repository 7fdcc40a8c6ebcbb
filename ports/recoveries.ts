import type { CustomerRef } from './customer-store.js';

/** The durable recoveries, as a sweep needs them. */
export interface Recoveries {
  /** Tells the customer's recovery of a stored incident: one starts, or the open one goes on. A repeat is harmless. */
  report(incident: CustomerRef & { readonly incidentId: string }): Promise<void>;
  /** Customers whose recovery ended since this instant without completing (terminated, failed, timed out) and is not running again. */
  died(since: number): Promise<readonly CustomerRef[]>;
}
