import type { CaseRef } from '../ports/case-store.js';
import type { ServerDependencies } from './dependencies.js';

/** The customer of a case, also before anything of it is written down: then the incident that opened it is there. */
export async function customerOf(
  { cases, incidents }: Pick<ServerDependencies['stores'], 'cases' | 'incidents'>,
  { tenant, caseId }: CaseRef,
): Promise<string | undefined> {
  const stored = await cases.get({ tenant, caseId });
  return stored?.customerId ?? (await incidents.get({ tenant, incidentId: caseId }))?.incident.customer.id;
}
