import type { CustomerRef } from './customer-store.js';

/** The durable recoveries, as a sweep needs them. */
export interface Recoveries {
  /** Tells the customer's recovery of a stored incident: one starts, or the open one goes on. A repeat is harmless. */
  report(incident: CustomerRef & { readonly incidentId: string }): Promise<void>;
  /** Those of these customers whose recovery is not running. */
  idle<C extends CustomerRef>(customers: readonly C[]): Promise<readonly C[]>;
}
