import type { CaseInput } from '../domain/case/commands.js';
import type { CustomerRef } from './customer-store.js';

/** What became known outside of a case: of a message, or what its customer wrote, did or refused. */
export type CaseNews = Extract<
  CaseInput,
  {
    type:
      | 'delivery_failed'
      | 'send_settled'
      | 'channel_stopped'
      | 'customer_replied'
      | 'call_me'
      | 'settled'
      | 'not_settled';
  }
> &
  CustomerRef & { readonly caseId: string; readonly actor: string };

/** The durable recoveries, as a sweep needs them. */
export interface Recoveries {
  /** Tells the customer's recovery of a stored incident: one starts, or the open one goes on. A repeat is harmless. */
  report(incident: CustomerRef & { readonly incidentId: string }): Promise<void>;
  /** Tells the case what became known; `closed` when no run is left to hear it. A repeat is harmless. */
  tell(news: CaseNews): Promise<'delivered' | 'closed'>;
  /** Those of these customers whose recovery is not running. */
  idle<C extends CustomerRef>(customers: readonly C[]): Promise<readonly C[]>;
  /** Customers whose recovery runs and cannot move, since each of its tasks fails; undefined where nobody can tell. */
  parked(): Promise<readonly CustomerRef[] | undefined>;
}
