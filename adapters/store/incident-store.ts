import mongoose, { type Connection, type Model } from 'mongoose';
import type { Incident } from '../../domain/case/incident.js';
import type {
  IncidentRef,
  IncidentState,
  IncidentStore,
  Refusal,
  RefusedIncident,
  StoredIncident,
  TakenUpIncident,
  WaitingIncident,
} from '../../ports/incident-store.js';
import type { Page } from '../../ports/case-store.js';
import { reportLease } from '../../domain/contact/lease.js';
import { largestSweep } from './case-record.js';
import type { ListPlace } from './cursor.js';
import { type IncidentDocument, incidentKey, incidentModel } from './incident-document.js';
import { endOf } from './lease-end.js';
import { pageOf, wanted } from './pages.js';
import { sameReport } from './same-report.js';
import { inserted } from './writes.js';

/** Incidents in the collection `incidents`. */
export class MongoIncidentStore implements IncidentStore {
  readonly #incidents: Model<IncidentDocument>;

  constructor(connection: Connection) {
    this.#incidents = incidentModel(connection);
  }

  async put(incident: Incident): Promise<'stored' | 'same' | 'different'> {
    const { tenant, id: incidentId, reportedAt } = incident;
    const _id = incidentKey({ tenant, incidentId });
    const document = { _id, tenant, incidentId, customerId: incident.customer.id, reportedAt, report: incident };
    if (await inserted(this.#incidents, { ...document, state: 'waiting', lease: reportLease })) return 'stored';
    const known = await this.get({ tenant, incidentId });
    return known !== undefined && sameReport(known.incident, incident) ? 'same' : 'different';
  }

  async takeUp(ref: IncidentRef, caseId: string): Promise<'taken' | 'mine' | 'closed_before'> {
    if (await this.#leaveWaiting(ref, { state: 'in_case', caseId })) return 'taken';
    const state = (await this.get(ref))?.state;
    return state?.kind === 'in_case' && state.caseId === caseId ? 'mine' : 'closed_before';
  }

  async refuse(ref: IncidentRef, { reason, lease }: Refusal): Promise<void> {
    await this.#leaveWaiting(ref, { state: 'refused', reason, lease, leaseEndsAt: endOf(lease) });
  }

  async shown(tenant: string, incidentIds: readonly string[]): Promise<void> {
    const keys = incidentIds.map((incidentId) => incidentKey({ tenant, incidentId }));
    const filter = { _id: mongoose.trusted({ $in: keys }), state: 'in_case' as const };
    await this.#incidents.updateMany(filter, { $unset: { lease: 1 } });
  }

  async get(ref: IncidentRef): Promise<StoredIncident | undefined> {
    const document = await this.#incidents.findOne({ _id: incidentKey(ref) }).lean<IncidentDocument>();
    return document === null ? undefined : storedOf(document);
  }

  async referenced(tenant: string, reference: string): Promise<readonly StoredIncident[]> {
    const found = await this.#incidents.find({ tenant, 'report.reference': reference }).lean<IncidentDocument[]>();
    return found.map(storedOf);
  }

  async refused(
    tenant: string,
    page: { readonly limit: number; readonly cursor?: string },
  ): Promise<Page<RefusedIncident>> {
    const asked = wanted(page);
    const found = await this.#incidents
      .find({ tenant, state: 'refused', ...(asked.from !== undefined && olderThan(asked.from)) })
      .sort({ reportedAt: -1, incidentId: -1 })
      .limit(asked.limit + 1)
      .lean<IncidentDocument[]>();
    return pageOf(found.map(refusalOf), asked, ({ reportedAt, incidentId }) => ({ at: reportedAt, id: incidentId }));
  }

  async waiting(reportedBefore: number): Promise<readonly WaitingIncident[]> {
    return this.#incidents
      .find({ state: 'waiting', reportedAt: mongoose.trusted({ $lt: reportedBefore }) })
      .sort({ reportedAt: 1 })
      .limit(largestSweep)
      .select({ _id: 0, tenant: 1, incidentId: 1, customerId: 1 })
      .lean<WaitingIncident[]>();
  }

  takenUp(reportedSince: number): AsyncIterable<TakenUpIncident> {
    return this.#incidents
      .find({ state: 'in_case', reportedAt: mongoose.trusted({ $gte: reportedSince }) })
      .select({ _id: 0, tenant: 1, incidentId: 1, customerId: 1, caseId: 1 })
      .lean<TakenUpIncident[]>()
      .cursor();
  }

  async #leaveWaiting(ref: IncidentRef, change: Partial<IncidentDocument>): Promise<boolean> {
    const { matchedCount } = await this.#incidents.updateOne(
      { _id: incidentKey(ref), state: 'waiting' },
      { $set: change },
    );
    return matchedCount === 1;
  }
}

function olderThan({ at, id: incidentId }: ListPlace): Record<string, unknown> {
  const same = { reportedAt: at, incidentId: mongoose.trusted({ $lt: incidentId }) };
  return { $or: [{ reportedAt: mongoose.trusted({ $lt: at }) }, same] };
}

function refusalOf({ incidentId, customerId, reportedAt, report, reason = '' }: IncidentDocument): RefusedIncident {
  return { incidentId, customerId, category: report.category, reportedAt, reason };
}

function storedOf(document: IncidentDocument): StoredIncident {
  return { incident: document.report, state: stateOf(document) };
}

function stateOf({ state, caseId = '', reason = '' }: IncidentDocument): IncidentState {
  switch (state) {
    case 'waiting':
      return { kind: state };
    case 'in_case':
      return { kind: state, caseId };
    case 'refused':
      return { kind: state, reason };
  }
}
