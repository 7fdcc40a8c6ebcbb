import mongoose, { type Connection, type Model } from 'mongoose';
import type { LeaseEnd, LeaseEnds } from '../../ports/lease-ends.js';
import { type CaseDocument, caseKey, caseModel } from './case-document.js';
import { largestSweep } from './case-record.js';
import { type IncidentDocument, incidentKey, incidentModel } from './incident-document.js';

type CaseEnd = Pick<CaseDocument, 'tenant' | 'caseId' | 'customerId'> & { readonly leaseEndsAt: number };
type ReportEnd = Pick<IncidentDocument, 'tenant' | 'incidentId' | 'customerId'> & { readonly leaseEndsAt: number };

/** Ends of leases over `cases` and `incidents`: a flat field that is there until somebody has seen what the end comes to. */
export class MongoLeaseEnds implements LeaseEnds {
  readonly #cases: Model<CaseDocument>;
  readonly #incidents: Model<IncidentDocument>;

  constructor(connection: Connection) {
    this.#cases = caseModel(connection);
    this.#incidents = incidentModel(connection);
  }

  async due(until: number): Promise<readonly LeaseEnd[]> {
    const has = { leaseEndsAt: mongoose.trusted({ $lte: until }) };
    const cases = await this.#cases
      .find(has)
      .sort({ leaseEndsAt: 1 })
      .limit(largestSweep)
      .select({ _id: 0, tenant: 1, caseId: 1, customerId: 1, leaseEndsAt: 1 })
      .lean<CaseEnd[]>();
    const reports = await this.#incidents
      .find(has)
      .sort({ leaseEndsAt: 1 })
      .limit(largestSweep)
      .select({ _id: 0, tenant: 1, incidentId: 1, customerId: 1, leaseEndsAt: 1 })
      .lean<ReportEnd[]>();
    const ends = [
      ...cases.map(({ caseId: id, leaseEndsAt: at, ...of }) => ({ ...of, of: 'case' as const, id, at })),
      ...reports.map(({ incidentId: id, leaseEndsAt: at, ...of }) => ({ ...of, of: 'incident' as const, id, at })),
    ];
    return ends.sort((a, b) => a.at - b.at).slice(0, largestSweep);
  }

  async seen({ tenant, of, id, at: leaseEndsAt }: LeaseEnd): Promise<void> {
    const gone = { $unset: { leaseEndsAt: 1 } } as const;
    if (of === 'case') await this.#cases.updateOne({ _id: caseKey({ tenant, caseId: id }), leaseEndsAt }, gone);
    else await this.#incidents.updateOne({ _id: incidentKey({ tenant, incidentId: id }), leaseEndsAt }, gone);
  }
}
