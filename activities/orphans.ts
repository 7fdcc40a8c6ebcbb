import type { CaseRef, CaseStore } from '../ports/case-store.js';
import type { CustomerRef } from '../ports/customer-store.js';
import type { IncidentStore, TakenUpIncident } from '../ports/incident-store.js';
import type { OrphanKind } from '../ports/metrics.js';
import type { Recoveries } from '../ports/recoveries.js';

/** Where orphans are looked for. */
export interface OrphanSources {
  readonly incidents: Pick<IncidentStore, 'waiting' | 'takenUp'>;
  readonly cases: Pick<CaseStore, 'unclosed' | 'unclosedOf' | 'missing'>;
  readonly recoveries: Pick<Recoveries, 'idle' | 'parked'>;
}

/** How far back one looks. */
export interface OrphanSearch {
  /** Epoch milliseconds. */
  readonly now: number;
  /** Incidents that were reported before are not looked at once they have a case. Epoch milliseconds; 0 for all. */
  readonly reportedSince: number;
}

/** An incident or a case that nothing would take up by itself, and whose it is. */
export interface Orphan extends CustomerRef {
  /** The id of the incident or of the case; of the customer where a run is parked, perhaps before it had a case. */
  readonly id: string;
}

/** What was found, by kind; healthy is nothing of each. Of parked runs it is undefined where the server tells nobody. */
export type Orphans = Readonly<Record<Exclude<OrphanKind, 'parked'>, readonly Orphan[]>> & {
  readonly parked: readonly Orphan[] | undefined;
};

/** An incident waits this long before it counts as never taken up: three sweeps could have woken it. Milliseconds. */
const TAKEN_UP_WITHIN = 15 * 60_000;

/** So many cases are looked up at once. */
const BATCH = 1_000;

/** Finds everything that has fallen out of every queue; changes nothing. At most 1,000 incidents never taken up are named. */
export async function findOrphans(sources: OrphanSources, search: OrphanSearch): Promise<Orphans> {
  return {
    incident_without_case: await incidentsWithoutCase(sources, search.reportedSince),
    incident_never_taken_up: (await sources.incidents.waiting(search.now - TAKEN_UP_WITHIN)).map(incidentOrphan),
    case_without_next_move: await casesWithoutRun(sources),
    parked: (await sources.recoveries.parked())?.map((customer) => ({ ...customer, id: customer.customerId })),
  };
}

/** Incidents that qualified and were given to a case that is nowhere, neither open nor closed. */
async function incidentsWithoutCase({ incidents, cases }: OrphanSources, since: number): Promise<readonly Orphan[]> {
  const orphans: Orphan[] = [];
  let batch: TakenUpIncident[] = [];
  const look = async (): Promise<void> => {
    const missing = new Set((await cases.missing(batch)).map(nameOf));
    orphans.push(...batch.filter((incident) => missing.has(nameOf(incident))).map(incidentOrphan));
    batch = [];
  };
  for await (const incident of incidents.takenUp(since)) {
    batch.push(incident);
    if (batch.length === BATCH) await look();
  }
  await look();
  return orphans;
}

/** Open cases of customers whose recovery does not run, so that no clock and no message of theirs will ever move. */
async function casesWithoutRun({ cases, recoveries }: OrphanSources): Promise<readonly Orphan[]> {
  const open: (CaseRef & CustomerRef)[] = [];
  for await (const one of cases.unclosed()) open.push(one);
  const orphans: Orphan[] = [];
  for (const { tenant, customerId, caseId } of await recoveries.idle(open)) {
    // Between the two looks the case may have closed, and its run with it.
    const still = await cases.unclosedOf({ tenant, customerId });
    if (still?.caseId === caseId) orphans.push({ tenant, customerId, id: caseId });
  }
  return orphans;
}

function incidentOrphan({ tenant, customerId, incidentId: id }: CustomerRef & { readonly incidentId: string }): Orphan {
  return { tenant, customerId, id };
}

function nameOf({ tenant, caseId }: CaseRef): string {
  return `${tenant}/${caseId}`;
}
