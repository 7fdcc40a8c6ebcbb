import type { ContactDecision, Purpose } from '../domain/contact/decision.js';
import type { Page } from './case-store.js';

/** A contact that another sender has made, as it was reported. */
export interface ReportedContact {
  readonly tenant: string;
  /** The sender's own; unique within the tenant. */
  readonly contactId: string;
  readonly customerId: string;
  readonly purpose: Purpose;
  /** When it was sent, epoch milliseconds. */
  readonly at: number;
  /** What the sender was told when it asked; missing where it did not ask. */
  readonly decision?: ContactDecision['kind'];
}

/** Why a promotion should not have been sent: its customer was in a recovery, or the sender had been told not to. */
export type Leak = 'suppressed' | 'against_answer';

/** A contact as it is kept. */
export interface LoggedContact extends ReportedContact {
  readonly reportedAt: number;
  /** Missing where nothing is wrong with it. */
  readonly leak?: Leak;
}

/** What became of a report: `same` repeats an earlier one, `different` has its id and says something else. */
export type LoggedAs = 'stored' | 'same' | 'different';

/** Contacts that other senders have made, by tenant and their own id. */
export interface ContactLog {
  /** Keeps those that are new; says of each, in order, what became of it. What is kept already does not change. */
  keep(contacts: readonly LoggedContact[]): Promise<readonly LoggedAs[]>;
  /** Promotions of a tenant that should not have been sent, the latest first; `limit` at most 200. Rejects a cursor of others with `BadCursor`. */
  leaked(
    tenant: string,
    page: { readonly limit: number; readonly cursor?: string },
  ): Promise<Page<LoggedContact & { readonly leak: Leak }>>;
}
