import type { CaseOrder, CasePage, Page } from '../../ports/case-store.js';
import { cursorOf, type ListPlace, placeOf } from './cursor.js';

/** A page that was asked for, read: how many, in which order, from where. */
export interface Wanted {
  readonly limit: number;
  readonly order: CaseOrder;
  readonly from?: ListPlace;
}

/** Reads what was asked for: at least 1 item and at most 200. Throws `BadCursor`. */
export function wanted({ limit, cursor, order = 'newest' }: CasePage): Wanted {
  const size = Math.min(200, Math.max(1, Math.trunc(limit)));
  return { limit: size, order, ...(cursor !== undefined && { from: placeOf(order, cursor) }) };
}

/** The page of those found, of which one more than `limit` were looked for. */
export function pageOf<T>(found: readonly T[], { limit, order }: Wanted, placeIn: (item: T) => ListPlace): Page<T> {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  if (found.length <= limit || last === undefined) return { items };
  return { items, next: cursorOf(order, placeIn(last)) };
}
