import type { Row } from '../csv.js';

/** The file of the set. */
export const ORDERS_FILE = 'olist-orders/orders_with_reviews.csv';

/** One order with the last answer to its survey; instants are epoch milliseconds. */
export interface Order {
  readonly id: string;
  readonly customerId: string;
  readonly status: string;
  readonly category: string;
  readonly purchasedAt: number;
  /** Undefined where it never came. */
  readonly deliveredAt?: number;
  readonly estimatedAt: number;
  /** What was paid, in centavos. */
  readonly paidMinor: number;
  /** 1 to 5, with the time of the answer. */
  readonly review?: { readonly score: number; readonly answeredAt: number; readonly message: string };
}

/** An order of a row of the set. Throws where a time or a sum cannot be read. */
export function orderOf(row: Row): Order {
  const value = (name: string): string => {
    const found = row[name];
    if (found === undefined) throw new Error(`the column ${name} is missing`);
    return found;
  };
  const delivered = value('order_delivered_customer_date');
  const score = Number(value('review_score'));
  const message = value('review_comment_message');
  return {
    id: value('order_id'),
    customerId: value('customer_unique_id'),
    status: value('order_status'),
    category: value('product_category_name'),
    purchasedAt: instant(value('order_purchase_timestamp')),
    estimatedAt: instant(value('order_estimated_delivery_date')),
    paidMinor: Math.round(Number(value('payment_value')) * 100),
    ...(delivered !== '' && { deliveredAt: instant(delivered) }),
    ...(score > 0 && { review: { score, answeredAt: instant(value('review_answer_timestamp')), message } }),
  };
}

/** The times carry no zone. They are Brazilian, and only their distances count here: all are read as if in UTC. */
function instant(text: string): number {
  const at = Date.parse(`${text.replace(' ', 'T')}Z`);
  if (Number.isNaN(at)) throw new Error(`"${text}" is no time`);
  return at;
}
