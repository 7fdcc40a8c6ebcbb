import type { CaseView } from '../../domain/case/case-view.js';
import type { CaseFilter, CaseOrder, Page, StoredCase } from '../../ports/case-store.js';
import { type CaseHead, listed } from './case-record.js';
import type { ListPlace } from './cursor.js';
import { pageOf, type Wanted } from './pages.js';

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

/** Stands for a time that does not come: the last instant that a date can hold. */
export const NEVER = 8_640_000_000_000_000;

/** When a case is due, as lists sort by it: its next clock, or the decision or the answer that it waits for. A closed one is never due. */
export function dueTime(view: CaseView | undefined): number {
  if (view === undefined || view.stage === 'closed') return NEVER;
  return Math.min(view.dueAt ?? NEVER, view.decideBy ?? NEVER, view.answerBy ?? NEVER);
}

/** Where a case stands in a list of this order. */
export function placeIn(order: CaseOrder, { caseId, openedAt, view }: CaseHead): ListPlace {
  return { id: caseId, at: order === 'newest' ? openedAt : dueTime(view) };
}

/** A page of cases out of the heads found, one more than `limit`; heads without facts are passed over. */
export function pageOfCases(heads: readonly CaseHead[], asked: Wanted): Page<Omit<StoredCase, 'journal'>> {
  const page = pageOf(heads, asked, (head) => placeIn(asked.order, head));
  return { ...page, items: page.items.map(listed).filter((item) => item !== undefined) };
}
