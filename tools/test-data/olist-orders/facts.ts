import type { Order } from './orders.js';

/** What the README of the set says to check an import against. */
const expected = {
  orders: 2_500,
  'score 1': 288,
  'score 2': 78,
  'score 3': 202,
  'score 4': 486,
  'score 5': 1_429,
  'no answer': 17,
  'delivered after the estimate': 201,
  'never delivered': 70,
  'with a message': 1_021,
} as const;

/** How an import differs from what the README of the set says of it; nothing where all of it is there. */
export function differences(orders: readonly Order[]): readonly string[] {
  const counted: Readonly<Record<keyof typeof expected, number>> = {
    orders: orders.length,
    'score 1': scored(orders, 1),
    'score 2': scored(orders, 2),
    'score 3': scored(orders, 3),
    'score 4': scored(orders, 4),
    'score 5': scored(orders, 5),
    'no answer': orders.filter(({ review }) => review === undefined).length,
    'delivered after the estimate': orders.filter((o) => o.deliveredAt !== undefined && o.deliveredAt > o.estimatedAt)
      .length,
    'never delivered': orders.filter(({ deliveredAt }) => deliveredAt === undefined).length,
    'with a message': orders.filter(({ review }) => (review?.message ?? '') !== '').length,
  };
  const names = Object.keys(expected) as (keyof typeof expected)[];
  return names
    .filter((name) => counted[name] !== expected[name])
    .map((name) => `${name}: ${counted[name]}, and not ${expected[name]}`);
}

function scored(orders: readonly Order[], score: number): number {
  return orders.filter(({ review }) => review?.score === score).length;
}
