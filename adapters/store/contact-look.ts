import mongoose, { type Connection, type Model } from 'mongoose';
import { cappedPurposes, type MadeContact } from '../../domain/contact/caps.js';
import type { ContactFacts } from '../../domain/contact/decision.js';
import type { ContactPast, PastCase, PastReport } from '../../domain/journey/past-leases.js';
import type { ContactLook } from '../../ports/contact-look.js';
import { type CaseDocument, caseModel } from './case-document.js';
import { type ContactDocument, contactModel } from './contact-document.js';
import { factsOf, type ReportOnly, type ShownCase } from './contact-facts.js';
import { type IncidentDocument, incidentModel, pastOf } from './incident-document.js';
import { optOutsOf, ownSubjects, stoppedReasons } from './own-opt-outs.js';
import { type StopDocument, stopModel } from './stop-document.js';

type OfCustomer<T> = T & { readonly customerId: string };
type ReportFound = OfCustomer<Required<Pick<IncidentDocument, 'lease' | 'reportedAt'>>> & {
  readonly report: Pick<IncidentDocument['report'], 'reference'>;
};

/** The look over `addresses`, `cases`, `incidents` and `contacts`: a read of each, however many customers are asked about. */
export class MongoContactLook implements ContactLook {
  readonly #cases: Model<CaseDocument>;
  readonly #incidents: Model<IncidentDocument>;
  readonly #contacts: Model<ContactDocument>;
  readonly #stops: Model<StopDocument>;

  constructor(connection: Connection) {
    this.#cases = caseModel(connection);
    this.#incidents = incidentModel(connection);
    this.#contacts = contactModel(connection);
    this.#stops = stopModel(connection);
  }

  async of(tenant: string, customerIds: readonly string[], madeSince?: number): Promise<readonly ContactFacts[]> {
    const whose = { tenant, customerId: mongoose.trusted({ $in: [...customerIds] }) };
    const contacts = madeSince === undefined ? undefined : this.#made(whose, madeSince);
    // All wait for the first: where one fails, nobody is left to hear of the other.
    const stopped = stoppedReasons(this.#stops, ownSubjects(tenant, customerIds));
    const [reports, made, stops] = await Promise.all([this.#reports(whose), contacts, stopped]);
    // Reports before cases: one whose case shows it in between is found there.
    const cases = await this.#shownCases(whose);
    return customerIds.map((id) =>
      factsOf({
        cases: cases.get(id) ?? [],
        reports: reports.get(id) ?? [],
        ...(made !== undefined && { made: made.get(id) ?? [] }),
        optOuts: optOutsOf({ tenant, customerId: id }, stops),
      }),
    );
  }

  async past(tenant: string, customerIds: readonly string[]): Promise<readonly ContactPast[]> {
    const whose = { tenant, customerId: mongoose.trusted({ $in: [...customerIds] }) };
    const reports = await this.#incidents
      .find(whose)
      .select({ _id: 0, customerId: 1, incidentId: 1, reportedAt: 1, state: 1, lease: 1 })
      .lean<OfCustomer<IncidentDocument>[]>();
    const cases = await this.#cases
      .find({ ...whose, view: mongoose.trusted({ $exists: true }) })
      .select({ _id: 0, customerId: 1, number: 1, journal: 1 })
      .lean<OfCustomer<PastCase>[]>();
    const reportsOf = byCustomer(reports, (report): PastReport => pastOf(report));
    const casesOf = byCustomer(cases, ({ number, journal }): PastCase => ({ number, journal }));
    return customerIds.map((id) => ({ reports: reportsOf.get(id) ?? [], cases: casesOf.get(id) ?? [] }));
  }

  async #reports(whose: object): Promise<ReadonlyMap<string, readonly ReportOnly[]>> {
    const found = await this.#incidents
      .find({ ...whose, lease: mongoose.trusted({ $exists: true }) })
      .select({ _id: 0, customerId: 1, reportedAt: 1, lease: 1, 'report.reference': 1 })
      .lean<ReportFound[]>();
    return byCustomer(found, ({ reportedAt, lease, report: { reference } }) => ({ reference, reportedAt, lease }));
  }

  /** Those with facts: until a case shows itself, the report that opened it tells. */
  async #shownCases(whose: object): Promise<ReadonlyMap<string, readonly ShownCase[]>> {
    const view = { 'view.reference': 1, 'view.stage': 1, 'view.lease': 1, 'view.surveyedAt': 1 } as const;
    const found = await this.#cases
      .find({ ...whose, view: mongoose.trusted({ $exists: true }) })
      .select({ _id: 0, customerId: 1, caseId: 1, ...view })
      .sort({ number: 1 })
      .lean<OfCustomer<ShownCase>[]>();
    return byCustomer(found, ({ caseId, view }) => ({ caseId, view }));
  }

  async #made(whose: object, since: number): Promise<ReadonlyMap<string, readonly MadeContact[]>> {
    const found = await this.#contacts
      .find({
        ...whose,
        at: mongoose.trusted({ $gte: since }),
        purpose: mongoose.trusted({ $in: [...cappedPurposes] }),
      })
      .select({ _id: 0, customerId: 1, purpose: 1, at: 1 })
      .lean<OfCustomer<MadeContact>[]>();
    return byCustomer(found, ({ purpose, at }) => ({ purpose, at }));
  }
}

function byCustomer<F, T>(found: readonly OfCustomer<F>[], part: (one: OfCustomer<F>) => T): ReadonlyMap<string, T[]> {
  const parts = new Map<string, T[]>();
  for (const one of found) {
    const known = parts.get(one.customerId);
    if (known === undefined) parts.set(one.customerId, [part(one)]);
    else known.push(part(one));
  }
  return parts;
}
