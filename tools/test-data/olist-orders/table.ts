import type { Foresight } from './foresee.js';

const DAY = 86_400_000;

/** The figures as lines of text. */
export function tableOf(found: Foresight): string {
  const { lead, lowUpTo } = found;
  const rows: readonly (readonly [string, string | number])[] = [
    ['orders', found.orders],
    ['not delivered by the promised date (signals)', found.signals],
    ['journeys that these open', found.journeys],
    [`  before a score of ${lowUpTo} or less`, found.before],
    ['  after it', found.after],
    ['  without one', found.without],
    [`scores of ${lowUpTo} or less`, found.lowScores],
    ['  of orders that came in time', found.unforeseen],
    [
      'lead time in days, p10 / p50 / p90',
      lead === undefined ? '-' : [lead.p10, lead.p50, lead.p90].map(days).join(' / '),
    ],
  ];
  return rows.map(([what, value]) => `${what.padEnd(48)}${String(value).padStart(20)}`).join('\n');
}

function days(duration: number): string {
  return (duration / DAY).toFixed(1);
}
