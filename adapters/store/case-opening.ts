import type { CaseClaim, OpenedCase } from '../../ports/case-store.js';
import type { CaseHead } from './case-record.js';

/** What opening comes to: going on with a case that is there, or taking this number, which it may hold already. */
export type CaseOpening =
  | { readonly kind: 'restore'; readonly caseId: string }
  | { readonly kind: 'take'; readonly held: boolean; readonly answer: Extract<OpenedCase, { kind: 'opened' }> };

/** The parts of a case that decide about an opening. */
export type KnownCase = Pick<CaseHead, 'caseId' | 'number' | 'closed' | 'seq'>;

/**
 * Decides an opening from all cases of the customer, highest number first. The run that asks holds the customer, so an
 * unclosed case belongs to a dead run. A closed case of the same id is given back as well: its run closes it again.
 */
export function openingOf(claim: CaseClaim, known: readonly KnownCase[]): CaseOpening {
  const found = known.find(({ closed }) => !closed) ?? known.find(({ caseId }) => caseId === claim.caseId);
  const isHeld = found !== undefined && found.caseId === claim.caseId && found.seq === 0;
  if (found !== undefined && !isHeld) return { kind: 'restore', caseId: found.caseId };
  const number = found?.number ?? (known[0]?.number ?? 0) + 1;
  const previous = known.find((earlier) => earlier.closed && earlier.number < number);
  const answer = { kind: 'opened', number } as const;
  if (previous === undefined) return { kind: 'take', held: isHeld, answer };
  return { kind: 'take', held: isHeld, answer: { ...answer, previousCaseId: previous.caseId } };
}
