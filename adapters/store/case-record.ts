import { chainOf, chained, GENESIS } from '../../domain/case/chain.js';
import type { CaseEvent } from '../../domain/case/case-events.js';
import type { CaseView } from '../../domain/case/case-view.js';
import type { CaseClaim, CaseRef, JournalPosition, Page, Projection, StoredCase } from '../../ports/case-store.js';
import { cursorOf } from './cursor.js';

/** What a projection writes besides the journal. */
export interface ProjectedFields extends JournalPosition {
  readonly view: CaseView;
  readonly closed: boolean;
  /** When the last fact was recorded. */
  readonly updatedAt: number;
}

/** A case without its journal, as both twins keep it. */
export interface CaseHead extends CaseRef, Omit<ProjectedFields, 'view'> {
  readonly customerId: string;
  readonly number: number;
  readonly openedAt: number;
  /** Missing until the first projection. */
  readonly view?: CaseView;
}

/** A case as both twins keep it. */
export interface CaseRecord extends CaseHead {
  readonly journal: readonly CaseEvent[];
}

/** How many cases a page shows: what was asked for, at least 1 and at most 200. */
export function pageLimit(asked: number): number {
  return Math.min(200, Math.max(1, Math.trunc(asked)));
}

/** The most that a sweep is given at once. */
export const largestSweep = 1_000;

/** A case that was claimed and has no facts yet. */
export function newRecord(claim: CaseClaim, number: number): CaseRecord {
  const { tenant, caseId, customerId, openedAt } = claim;
  const empty = { seq: 0, chain: GENESIS, closed: false, journal: [] };
  return { tenant, caseId, customerId, number, openedAt, updatedAt: openedAt, ...empty };
}

/** The fields after a projection. */
export function projected({ after, events, view }: Projection): ProjectedFields {
  return {
    seq: after.seq + events.length,
    chain: events.reduce(chained, after.chain),
    view,
    closed: view.stage === 'closed',
    updatedAt: events.at(-1)?.at ?? view.openedAt,
  };
}

/** Does the journal begin with the facts that lead to this position? */
export function beginsWith(journal: readonly CaseEvent[], { seq, chain }: JournalPosition): boolean {
  return journal.length >= seq && chainOf(journal.slice(0, seq)) === chain;
}

/** The case as the port shows it, or undefined before its first projection. */
export function listed(head: CaseHead): Omit<StoredCase, 'journal'> | undefined {
  const { tenant, caseId, customerId, seq, view } = head;
  return view === undefined ? undefined : { tenant, caseId, customerId, seq, view };
}

/** A page of heads of which one more than `limit` were looked for. */
export function pageOf(heads: readonly CaseHead[], limit: number): Page<Omit<StoredCase, 'journal'>> {
  const shown = heads.slice(0, limit);
  const last = shown.at(-1);
  const items = shown.map(listed).filter((item) => item !== undefined);
  return heads.length > limit && last !== undefined ? { items, next: cursorOf(last) } : { items };
}
