import type { CaseView } from '../../domain/case/case-view.js';
import type { CaseFilter, CaseOrder, CasePage, Page, StoredCase } from '../../ports/case-store.js';
import { type CaseHead, listed } from './case-record.js';
import { cursorOf, type ListPlace, placeOf } from './cursor.js';

/** What lists filter by under one name in filter, view and document. */
export const filteredFields = [
  'stage',
  'severity',
  'owner',
  'team',
  'sla',
  'protocol',
  'outcome',
] as const satisfies readonly (keyof CaseFilter)[];

/** Stands for the due time of a case that nothing is due of: the last instant that a date can hold. */
const NEVER = 8_640_000_000_000_000;

/** When a case is due, as lists sort by it: its next clock, or the decision that it waits for. A closed one is never due. */
export function dueTime(view: CaseView | undefined): number {
  if (view === undefined || view.stage === 'closed') return NEVER;
  return Math.min(view.dueAt ?? NEVER, view.decideBy ?? NEVER);
}

/** A page that was asked for, read: how many, in which order, from where. */
export interface Wanted {
  readonly limit: number;
  readonly order: CaseOrder;
  readonly from?: ListPlace;
}

/** Reads what was asked for: at least 1 case and at most 200. Throws `BadCursor`. */
export function wanted({ limit, cursor, order = 'newest' }: CasePage): Wanted {
  const size = Math.min(200, Math.max(1, Math.trunc(limit)));
  return { limit: size, order, ...(cursor !== undefined && { from: placeOf(order, cursor) }) };
}

/** Where a case stands in a list of this order. */
export function placeIn(order: CaseOrder, { caseId, openedAt, view }: CaseHead): ListPlace {
  return { caseId, at: order === 'newest' ? openedAt : dueTime(view) };
}

/** A page of heads of which one more than `limit` were looked for. */
export function pageOf(heads: readonly CaseHead[], { limit, order }: Wanted): Page<Omit<StoredCase, 'journal'>> {
  const shown = heads.slice(0, limit);
  const last = shown.at(-1);
  const items = shown.map(listed).filter((item) => item !== undefined);
  return heads.length > limit && last !== undefined
    ? { items, next: cursorOf(order, placeIn(order, last)) }
    : { items };
}
