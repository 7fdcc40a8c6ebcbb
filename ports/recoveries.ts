import type { CustomerRef } from './customer-store.js';

/** The durable recoveries, as a sweep needs them. */
export interface Recoveries {
  /** Tells the customer's recovery of a stored incident: one starts, or the open one goes on. A repeat is harmless. */
  report(incident: CustomerRef & { readonly incidentId: string }): Promise<void>;
  /** Those of these customers whose recovery is not running. */
  idle<C extends CustomerRef>(customers: readonly C[]): Promise<readonly C[]>;
  /** Customers whose recovery runs and cannot move, since each of its tasks fails; undefined where nobody can tell. */
  parked(): Promise<readonly CustomerRef[] | undefined>;
}
