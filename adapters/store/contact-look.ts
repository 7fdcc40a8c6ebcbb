import mongoose, { type Connection, type Model } from 'mongoose';
import type { ContactFacts } from '../../domain/contact/decision.js';
import type { ContactLook } from '../../ports/contact-look.js';
import { type CaseDocument, caseModel } from './case-document.js';
import { factsOf, type LastCase, type LeasedReport } from './contact-facts.js';
import { type IncidentDocument, incidentModel } from './incident-document.js';
import { optOutsOf, ownSubjects } from './own-opt-outs.js';
import { type StopDocument, stopModel } from './stop-document.js';
import { counts } from './stopped.js';

type CaseFound = Pick<CaseDocument, 'customerId' | 'caseId' | 'view'>;
type ReportFound = Pick<IncidentDocument, 'customerId' | 'lease'> & {
  readonly report: Pick<IncidentDocument['report'], 'reference'>;
};

/** The look over `addresses`, `incidents` and `cases`: three reads, however many customers are asked about. */
export class MongoContactLook implements ContactLook {
  readonly #cases: Model<CaseDocument>;
  readonly #incidents: Model<IncidentDocument>;
  readonly #stops: Model<StopDocument>;

  constructor(connection: Connection) {
    this.#cases = caseModel(connection);
    this.#incidents = incidentModel(connection);
    this.#stops = stopModel(connection);
  }

  async of(tenant: string, customerIds: readonly string[]): Promise<readonly ContactFacts[]> {
    const stopping = this.#stopsOf(ownSubjects(tenant, customerIds));
    // Reports first: one whose case shows it in between is found there.
    const leasing = this.#reports(tenant, customerIds);
    const [stops, reports] = await Promise.all([stopping, leasing]);
    const cases = await this.#lastCases(tenant, customerIds);
    return customerIds.map((customerId) =>
      factsOf(cases.get(customerId), reports.get(customerId) ?? [], optOutsOf({ tenant, customerId }, stops)),
    );
  }

  async #stopsOf(subjects: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const found = await this.#stops
      .find({ addressHash: mongoose.trusted({ $in: [...subjects] }) })
      .select({ _id: 0, addressHash: 1, reason: 1, at: 1, 'lifts.at': 1 })
      .lean<Pick<StopDocument, 'addressHash' | 'reason' | 'at' | 'lifts'>[]>();
    const reasons = new Map<string, readonly string[]>();
    for (const { addressHash, reason, ...stop } of found) {
      if (counts(stop)) reasons.set(addressHash, [...(reasons.get(addressHash) ?? []), reason]);
    }
    return reasons;
  }

  async #reports(
    tenant: string,
    customerIds: readonly string[],
  ): Promise<ReadonlyMap<string, readonly LeasedReport[]>> {
    const found = await this.#incidents
      .find({
        tenant,
        customerId: mongoose.trusted({ $in: [...customerIds] }),
        lease: mongoose.trusted({ $exists: true }),
      })
      .select({ _id: 0, customerId: 1, lease: 1, 'report.reference': 1 })
      .lean<ReportFound[]>();
    const reports = new Map<string, LeasedReport[]>();
    for (const { customerId, lease, report } of found) {
      if (lease === undefined) continue;
      reports.set(customerId, [...(reports.get(customerId) ?? []), { reference: report.reference, lease }]);
    }
    return reports;
  }

  /** Those with facts: until a case shows itself, the report that opened it tells. */
  async #lastCases(tenant: string, customerIds: readonly string[]): Promise<ReadonlyMap<string, LastCase>> {
    const found = await this.#cases
      .find({
        tenant,
        customerId: mongoose.trusted({ $in: [...customerIds] }),
        view: mongoose.trusted({ $exists: true }),
      })
      .select({ _id: 0, customerId: 1, caseId: 1, 'view.reference': 1, 'view.stage': 1, 'view.lease': 1 })
      .sort({ number: 1 })
      .lean<CaseFound[]>();
    return new Map(found.flatMap(({ customerId, caseId, view }) => (view ? [[customerId, { caseId, view }]] : [])));
  }
}
