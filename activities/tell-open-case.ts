import type { CaseInput, CustomerInput } from '../domain/case/commands.js';
import type { CaseStore } from '../ports/case-store.js';
import type { CustomerRef } from '../ports/customer-store.js';
import type { Recoveries } from '../ports/recoveries.js';

/** What telling whichever case is open works on. */
export interface TellingSources {
  readonly cases: Pick<CaseStore, 'unclosedOf'>;
  readonly recoveries: Pick<Recoveries, 'report' | 'tell'>;
}

/** What a customer wrote, did or refused, and who passed it on. */
export type Word = (CustomerInput | Extract<CaseInput, { type: 'channel_stopped' }>) & { readonly actor: string };

/**
 * Tells the customer's open case, whichever it is; a case whose run has died is brought back first. False where none is open,
 * or it has closed meanwhile, or nothing is to be said in this one. Rejects when it could not be told.
 */
export async function tellOpenCase(
  deps: TellingSources,
  customer: CustomerRef,
  wordIn: (caseId: string) => Word | undefined,
): Promise<boolean> {
  const { tenant, customerId } = customer;
  const open = await deps.cases.unclosedOf({ tenant, customerId });
  const word = open && wordIn(open.caseId);
  if (open === undefined || word === undefined) return false;
  const news = { ...word, tenant, customerId, caseId: open.caseId };
  if ((await deps.recoveries.tell(news)) === 'delivered') return true;
  const still = await deps.cases.unclosedOf({ tenant, customerId });
  if (still?.caseId !== open.caseId) return false;
  // Its run died: its own incident brings the case back from its journal.
  await deps.recoveries.report({ tenant, customerId, incidentId: open.caseId });
  return (await deps.recoveries.tell(news)) === 'delivered';
}
