import type { Incident } from '../../../domain/case/incident.js';
import { type Lease, reportLease } from '../../../domain/contact/lease.js';
import type { PastReport } from '../../../domain/journey/past-leases.js';
import type {
  IncidentRef,
  IncidentState,
  IncidentStore,
  Refusal,
  RefusedIncident,
  StoredIncident,
  TakenUpIncident,
  WaitingIncident,
} from '../../../ports/incident-store.js';
import type { LeaseEnd } from '../../../ports/lease-ends.js';
import type { Page } from '../../../ports/case-store.js';
import { pageOf, wanted } from '../pages.js';
import { largestSweep } from '../case-record.js';
import type { ReportOnly } from '../contact-facts.js';
import { sameReport } from '../same-report.js';
import { atomically } from './atomically.js';

/** Incidents in memory. */
export class MemoryIncidentStore implements IncidentStore {
  readonly #incidents = new Map<string, StoredIncident>();
  /** Gone once a case tells. */
  readonly #leases = new Map<string, Lease>();
  /** Refused ones of whose lease nobody has seen what its end comes to. */
  readonly #unseen = new Set<string>();

  put(incident: Incident): Promise<'stored' | 'same' | 'different'> {
    return atomically(() => {
      const key = keyOf({ tenant: incident.tenant, incidentId: incident.id });
      const known = this.#incidents.get(key);
      if (known !== undefined) return sameReport(known.incident, incident) ? 'same' : 'different';
      this.#incidents.set(key, { incident: structuredClone(incident), state: { kind: 'waiting' } });
      this.#leases.set(key, reportLease);
      return 'stored';
    });
  }

  takeUp(ref: IncidentRef, caseId: string): Promise<'taken' | 'mine' | 'closed_before'> {
    return atomically(() => {
      if (this.#leaveWaiting(ref, { kind: 'in_case', caseId })) return 'taken';
      const state = this.#incidents.get(keyOf(ref))?.state;
      return state?.kind === 'in_case' && state.caseId === caseId ? 'mine' : 'closed_before';
    });
  }

  refuse(ref: IncidentRef, { reason, lease }: Refusal): Promise<void> {
    return atomically(() => {
      if (!this.#leaveWaiting(ref, { kind: 'refused', reason })) return;
      this.#leases.set(keyOf(ref), lease);
      this.#unseen.add(keyOf(ref));
    });
  }

  shown(tenant: string, incidentIds: readonly string[]): Promise<void> {
    return atomically(() => {
      for (const incidentId of incidentIds) {
        const key = keyOf({ tenant, incidentId });
        if (this.#incidents.get(key)?.state.kind === 'in_case') this.#leases.delete(key);
      }
    });
  }

  /** The reports of a customer that no case shows yet, with their leases. */
  leasesOf(tenant: string, customerId: string): readonly ReportOnly[] {
    return [...this.#incidents.values()].flatMap(({ incident }) => {
      const lease = this.#leases.get(keyOf({ tenant: incident.tenant, incidentId: incident.id }));
      const isTheirs = incident.tenant === tenant && incident.customer.id === customerId;
      const { reference, reportedAt } = incident;
      return isTheirs && lease !== undefined ? [{ reference, reportedAt, lease }] : [];
    });
  }

  /** All reports of a customer, as they tell of the past. */
  pastOf(tenant: string, customerId: string): readonly PastReport[] {
    const theirs = [...this.#incidents.values()].filter(
      ({ incident }) => incident.tenant === tenant && incident.customer.id === customerId,
    );
    return theirs.map(({ incident: { id: incidentId, reportedAt }, state }) => {
      const lease = state.kind === 'refused' ? this.#leases.get(keyOf({ tenant, incidentId })) : undefined;
      return { incidentId, reportedAt, ...(lease !== undefined && { refused: { lease } }) };
    });
  }

  /** Ends of leases of refused reports that nobody has seen yet, also those to come. */
  leaseEnds(): readonly LeaseEnd[] {
    return [...this.#unseen].flatMap((key) => {
      const { incident } = this.#incidents.get(key) ?? {};
      const lease = this.#leases.get(key);
      if (incident === undefined || lease?.kind !== 'ends') return [];
      const { tenant, id, customer } = incident;
      return [{ tenant, customerId: customer.id, of: 'incident' as const, id, at: lease.at }];
    });
  }

  /** Notes that an end has been seen. */
  sawEnd({ tenant, id: incidentId }: LeaseEnd): void {
    this.#unseen.delete(keyOf({ tenant, incidentId }));
  }

  get(ref: IncidentRef): Promise<StoredIncident | undefined> {
    return atomically(() => this.#incidents.get(keyOf(ref)));
  }

  referenced(tenant: string, reference: string): Promise<readonly StoredIncident[]> {
    return atomically(() =>
      [...this.#incidents.values()].filter(
        ({ incident }) => incident.tenant === tenant && incident.reference === reference,
      ),
    );
  }

  refused(tenant: string, page: { readonly limit: number; readonly cursor?: string }): Promise<Page<RefusedIncident>> {
    return atomically(() => {
      const asked = wanted(page);
      const { limit, from } = asked;
      const found = [...this.#incidents.values()]
        .filter(({ incident }) => incident.tenant === tenant)
        .flatMap((one) => refusalOf(one))
        .filter((one) => from === undefined || newestFirst(one, { reportedAt: from.at, incidentId: from.id }) > 0)
        .sort(newestFirst);
      return pageOf(found.slice(0, limit + 1), asked, ({ reportedAt, incidentId }) => ({
        at: reportedAt,
        id: incidentId,
      }));
    });
  }

  waiting(reportedBefore: number): Promise<readonly WaitingIncident[]> {
    return atomically(() =>
      [...this.#incidents.values()]
        .filter(({ incident, state }) => state.kind === 'waiting' && incident.reportedAt < reportedBefore)
        .sort((a, b) => a.incident.reportedAt - b.incident.reportedAt)
        .slice(0, largestSweep)
        .map(({ incident: { tenant, id, customer } }) => ({ tenant, incidentId: id, customerId: customer.id })),
    );
  }

  async *takenUp(reportedSince: number): AsyncGenerator<TakenUpIncident> {
    const known = await atomically(() => [...this.#incidents.values()]);
    for (const { incident, state } of known) {
      if (state.kind !== 'in_case' || incident.reportedAt < reportedSince) continue;
      const { tenant, id: incidentId, customer } = incident;
      yield { tenant, incidentId, customerId: customer.id, caseId: state.caseId };
    }
  }

  #leaveWaiting(ref: IncidentRef, state: IncidentState): boolean {
    const known = this.#incidents.get(keyOf(ref));
    if (known?.state.kind !== 'waiting') return false;
    this.#incidents.set(keyOf(ref), { ...known, state });
    return true;
  }
}

type Placed = Pick<RefusedIncident, 'reportedAt' | 'incidentId'>;

function newestFirst(a: Placed, b: Placed): number {
  if (a.reportedAt !== b.reportedAt) return b.reportedAt - a.reportedAt;
  if (a.incidentId === b.incidentId) return 0;
  return a.incidentId < b.incidentId ? 1 : -1;
}

function refusalOf({ incident, state }: StoredIncident): readonly RefusedIncident[] {
  if (state.kind !== 'refused') return [];
  const { id: incidentId, customer, category, reportedAt } = incident;
  return [{ incidentId, customerId: customer.id, category, reportedAt, reason: state.reason }];
}

function keyOf({ tenant, incidentId }: IncidentRef): string {
  return `${tenant}/${incidentId}`;
}
