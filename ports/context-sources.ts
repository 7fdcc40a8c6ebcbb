import type { Money } from '../domain/case/incident.js';

/** Of whom a source of another system is asked. */
export interface ContextQuery {
  readonly tenant: string;
  readonly customerId: string;
}

/** An order as the shop's system tells it; instants are epoch milliseconds. */
export interface KnownOrder {
  readonly id: string;
  readonly placedAt: number;
  readonly status: string;
  readonly amount?: Money;
  readonly dueAt?: number;
  readonly deliveredAt?: number;
}

/** Something that a CRM knows of a customer, such as their value. */
export interface KnownFact {
  readonly name: string;
  readonly value: string | number | boolean;
}

/** A contact that another system had with the customer. */
export interface KnownContact {
  readonly at: number;
  readonly channel: string;
  /** `in`: the customer began it. */
  readonly direction: 'in' | 'out';
  readonly summary: string;
}

/** Why a source has nothing to show. */
export type MissingReason =
  'not_configured' | 'timed_out' | 'unreachable' | 'refused' | 'redirected' | 'too_large' | 'malformed';

/** What a source answered, and of when that is; or why it did not, and when it was asked. */
export type SourceAnswer<T> =
  | { readonly state: 'known'; readonly asOf: number; readonly value: readonly T[] }
  | { readonly state: 'missing'; readonly asOf: number; readonly reason: MissingReason };

/** Other systems that know something of a customer. None of these ever rejects, and none takes longer than a few seconds. */
export interface ContextSources {
  orders(query: ContextQuery): Promise<SourceAnswer<KnownOrder>>;
  crm(query: ContextQuery): Promise<SourceAnswer<KnownFact>>;
  contacts(query: ContextQuery): Promise<SourceAnswer<KnownContact>>;
}
