import { foldKnown } from '../domain/case/evolve.js';
import { nextMove } from '../domain/journey/next-move.js';
import { tellOn } from '../domain/journey/tell-on.js';
import { viewOf } from '../domain/journey/view-of.js';
import type { CaseRef } from '../ports/case-store.js';
import type { Dependencies } from './dependencies.js';

/**
 * Brings what lists show of a case up to what the ledger says of its messages: their facts alone wait for the next projection,
 * which costs its run more than it is worth.
 */
export async function showSends(
  { cases, sends, clock }: Pick<Dependencies, 'cases' | 'sends' | 'clock'>,
  ref: CaseRef,
): Promise<void> {
  const stored = await cases.get(ref);
  const c = stored && foldKnown(stored.journal);
  if (c?.phase !== 'open') return;
  const told = tellOn(c, await sends.ofCase(ref.tenant, ref.caseId));
  if (told.events.length === 0) return;
  const now = clock.now();
  // Under the place that these facts lead to: who does not know all of them changes nothing.
  await cases.show(ref, c, viewOf(told.case, nextMove(told.case, now), now));
}
