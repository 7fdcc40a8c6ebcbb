/** How bad a failure is for the customer, mildest first: the order is the rank. */
export const severities = ['low', 'medium', 'high', 'critical'] as const;
/** One of the four severities. */
export type Severity = (typeof severities)[number];

/** Where a report can come from. */
export const sources = [
  'backend_event',
  'survey',
  'review',
  'social',
  'feedback_form',
  'live_contact',
  'interaction',
  'operational',
] as const;
/** One of the report sources. */
export type Source = (typeof sources)[number];

/** An amount of money: integer minor units (cents) and an ISO 4217 code. */
export interface Money {
  readonly minor: number;
  readonly currency: string;
}

/** What the failure cost the customer; an incident without it has an unknown loss and gets no automatic money. */
export interface Loss {
  readonly kind: 'money' | 'time' | 'trust';
  readonly amount?: Money;
}

/** A survey answer or rating on its own scale, for example 2 of 10. */
export interface Score {
  readonly value: number;
  readonly of: number;
}

/** The customer as an incident names them; `id` is opaque, every contact point is optional. */
export interface ReportedCustomer {
  readonly id: string;
  readonly name?: string;
  readonly locale: string;
  readonly timeZone?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly tier?: 'standard' | 'valued' | 'vip';
  readonly vulnerable?: boolean;
}

/** One service failure as reported and stored; instants are epoch milliseconds. */
export interface Incident {
  readonly tenant: string;
  readonly id: string;
  /** The eight characters that the customer sees; derived from tenant and id, so repeats agree. */
  readonly reference: string;
  readonly source: Source;
  readonly confidence: number;
  readonly category: string;
  readonly severity?: Severity;
  readonly occurredAt: number;
  readonly reportedAt: number;
  readonly subject?: string;
  readonly story?: string;
  readonly score?: Score;
  readonly loss?: Loss;
  readonly customer: ReportedCustomer;
  readonly facts?: Readonly<Record<string, string | number | boolean>>;
  /** The closed case whose customer wrote again. */
  readonly repeatOf?: string;
  /**
   * Of what a customer wrote while no case was open: the least that it is taken for; criteria may say that it is graver, and
   * refuse it for no age.
   */
  readonly leastSeverity?: Severity;
}

/** The part of an incident that a case carries: nothing personal, no text. */
export interface CaseIncident {
  readonly id: string;
  readonly category: string;
  readonly severity: Severity;
  readonly reportedAt: number;
  /** The score that started it, on the scale 1 to 5. */
  readonly baseline?: number;
  readonly loss?: Loss;
  /** The earlier case that it repeats. */
  readonly repeatOf?: string;
  /** We found out ourselves, and the customer has not written; false by default, and in cases from before that was told apart. */
  readonly operational?: boolean;
}

/** The graver of two severities. */
export function graver(a: Severity, b: Severity): Severity {
  return severities.indexOf(a) >= severities.indexOf(b) ? a : b;
}

/** A score brought to the survey's scale of 1 to 5, in halves at the finest. */
export function onFive(score: Score): number {
  return Math.min(5, Math.max(1, Math.round((score.value / score.of) * 10) / 2));
}
