import type { Incident } from '../../../domain/case/incident.js';
import { qualify, type Criteria } from '../../../domain/protocol/criteria.js';
import type { Order } from './orders.js';

/** How often a failure was known before its customer complained, and how long before; durations in milliseconds. */
export interface Foresight {
  readonly orders: number;
  /** Orders that had not come by the promised date: a shop knows that in this moment. */
  readonly signals: number;
  /** Of these: those that open a journey by the criteria. */
  readonly journeys: number;
  /** The scores up to this one count as low. */
  readonly lowUpTo: number;
  readonly lowScores: number;
  /** Journeys that open before the low score of the same order comes. */
  readonly before: number;
  /** Journeys that open only after it: the customer complained while the order was not late yet. */
  readonly after: number;
  /** Journeys whose customer never gives a low score. */
  readonly without: number;
  /** Low scores of orders that came in time: no date foretells them. */
  readonly unforeseen: number;
  /** From the opening to the low score, of those that open before it; missing where there are none. */
  readonly lead?: { readonly p10: number; readonly p50: number; readonly p90: number };
}

/** What operational signals would have foreseen of the low scores among these orders. */
export function foresee(orders: readonly Order[], criteria: Criteria, lowUpTo: number): Foresight {
  const late = orders.filter(isLate);
  const journeys = late.filter((order) => qualifies(order, criteria));
  const isLow = ({ review }: Order): boolean => review !== undefined && review.score <= lowUpTo;
  const low = journeys.filter(isLow);
  const leads = low
    .map(({ review, estimatedAt }) => (review?.answeredAt ?? 0) - estimatedAt)
    .filter((lead) => lead > 0);
  leads.sort((a, b) => a - b);
  const at = (share: number): number => leads[Math.ceil(share * leads.length) - 1] ?? 0;
  return {
    orders: orders.length,
    signals: late.length,
    journeys: journeys.length,
    lowUpTo,
    lowScores: orders.filter(isLow).length,
    before: leads.length,
    after: low.length - leads.length,
    without: journeys.length - low.length,
    unforeseen: orders.filter((order) => isLow(order) && !isLate(order)).length,
    ...(leads.length > 0 && { lead: { p10: at(0.1), p50: at(0.5), p90: at(0.9) } }),
  };
}

function isLate({ deliveredAt, estimatedAt }: Order): boolean {
  return deliveredAt === undefined || deliveredAt > estimatedAt;
}

/** The signal as a shop would report it, in the moment in which the promised date has passed. */
function qualifies({ id, customerId, estimatedAt }: Order, criteria: Criteria): boolean {
  const signal: Incident = {
    tenant: 'test-data',
    id,
    reference: '',
    source: 'operational',
    confidence: 1,
    category: 'late_delivery',
    occurredAt: estimatedAt,
    reportedAt: estimatedAt,
    customer: { id: customerId, locale: 'pt-BR' },
  };
  return qualify(criteria, signal, estimatedAt).kind === 'qualifies';
}
