import { chainOf, chained, GENESIS } from '../../domain/case/chain.js';
import type { CaseEvent } from '../../domain/case/case-events.js';
import type { CaseView } from '../../domain/case/case-view.js';
import type { CaseClaim, CaseRef, JournalPosition, Projection, StoredCase } from '../../ports/case-store.js';

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

/**
 * Is it a run that was reset which tells a closed case anew? Its facts stop short of the stored end, or lead to another. What
 * goes on after that end does not: the case was reopened.
 */
export function isOfResetRun(
  stored: Pick<CaseRecord, 'closed' | 'journal' | 'seq' | 'chain'>,
  { after, events }: Pick<Projection, 'after' | 'events'>,
): boolean {
  if (!stored.closed || stored.seq <= after.seq || !beginsWith(stored.journal, after)) return false;
  return events.slice(0, stored.seq - after.seq).reduce(chained, after.chain) !== stored.chain;
}

/** The case as the port shows it, or undefined before its first projection. */
export function listed(head: CaseHead): Omit<StoredCase, 'journal'> | undefined {
  const { tenant, caseId, customerId, seq, view } = head;
  return view === undefined ? undefined : { tenant, caseId, customerId, seq, view };
}
