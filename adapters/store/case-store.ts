import mongoose, { type Connection, type Model } from 'mongoose';
import type {
  CaseClaim,
  CaseFilter,
  CaseGroup,
  CaseRef,
  CaseStore,
  OpenedCase,
  Page,
  Projection,
  StoredCase,
} from '../../ports/case-store.js';
import type { CustomerRef } from '../../ports/customer-store.js';
import { type CaseDocument, caseKey, caseModel, setFields } from './case-document.js';
import { type KnownCase, openingOf } from './case-opening.js';
import { beginsWith, type CaseHead, listed, newRecord, pageLimit, pageOf, projected } from './case-record.js';
import { placeOf } from './cursor.js';
import { inserted, untilDecided } from './writes.js';

/** Cases in the collection `cases`. */
export class MongoCaseStore implements CaseStore {
  readonly #cases: Model<CaseDocument>;

  constructor(connection: Connection) {
    this.#cases = caseModel(connection);
  }

  open(claim: CaseClaim): Promise<OpenedCase> {
    return untilDecided(`opening case ${claim.caseId}`, () => this.#tryToOpen(claim));
  }

  async discard(ref: CaseRef): Promise<void> {
    await this.#cases.deleteOne({ _id: caseKey(ref), seq: 0 });
  }

  async apply(projection: Projection): Promise<'applied' | 'already' | 'gap'> {
    const { after, events } = projection;
    const { matchedCount } = await this.#cases.updateOne(
      { _id: caseKey(projection), seq: after.seq, chain: after.chain },
      { $push: { journal: { $each: events } }, $set: setFields(projected(projection)) },
    );
    if (matchedCount === 1) return 'applied';
    return untilDecided(`projecting case ${projection.caseId}`, () => this.#reconcile(projection));
  }

  async get(ref: CaseRef, minSeq = 0): Promise<StoredCase | undefined> {
    const document = await this.#cases.findOne({ _id: caseKey(ref) }).lean<CaseDocument>();
    if (document === null || document.seq < minSeq) return undefined;
    const shown = listed(document);
    return shown === undefined ? undefined : { ...shown, journal: document.journal };
  }

  async list(
    filter: CaseFilter,
    page: { readonly limit: number; readonly cursor?: string },
  ): Promise<Page<Omit<StoredCase, 'journal'>>> {
    const limit = pageLimit(page.limit);
    const heads = await this.#cases
      .find({ ...matching(filter), ...(page.cursor === undefined ? {} : behind(page.cursor)) })
      .sort({ openedAt: -1, caseId: 1 })
      .limit(limit + 1)
      .select({ journal: 0 })
      .lean<CaseHead[]>();
    return pageOf(heads, limit);
  }

  async unclosedOf({ tenant, customerId }: CustomerRef): Promise<CaseRef | undefined> {
    const document = await this.#cases
      .findOne({ tenant, customerId, closed: false })
      .select({ _id: 0, caseId: 1 })
      .lean<Pick<CaseRef, 'caseId'>>();
    return document === null ? undefined : { tenant, caseId: document.caseId };
  }

  census(): Promise<readonly CaseGroup[]> {
    return this.#cases.aggregate<CaseGroup>([
      { $match: { closed: false, seq: { $gt: 0 } } },
      {
        $group: {
          _id: { stage: '$view.stage', sla: '$view.sla' },
          cases: { $sum: 1 },
          inDoubt: { $sum: '$view.inDoubt' },
        },
      },
      { $project: { _id: 0, stage: '$_id.stage', sla: '$_id.sla', cases: 1, inDoubt: 1 } },
    ]);
  }

  async #tryToOpen(claim: CaseClaim): Promise<OpenedCase | undefined> {
    const { tenant, customerId } = claim;
    const known = await this.#cases
      .find({ tenant, customerId })
      .sort({ number: -1 })
      .select({ _id: 0, caseId: 1, number: 1, closed: 1, seq: 1 })
      .lean<KnownCase[]>();
    const opening = openingOf(claim, known);
    if (opening.kind === 'restore') return this.#restored({ tenant, caseId: opening.caseId });
    const { held, answer } = opening;
    if (held || (await inserted(this.#cases, { _id: caseKey(claim), ...newRecord(claim, answer.number) })))
      return answer;
    return undefined;
  }

  async #restored(ref: CaseRef): Promise<OpenedCase | undefined> {
    const document = await this.#cases.findOne({ _id: caseKey(ref) }).lean<CaseDocument>();
    return document === null ? undefined : { kind: 'restored', caseId: ref.caseId, journal: document.journal };
  }

  /** What an append that missed comes to; undefined when another writer was faster than this look. */
  async #reconcile(projection: Projection): Promise<'applied' | 'already' | 'gap' | undefined> {
    const { after, events: journal, view } = projection;
    const _id = caseKey(projection);
    const fields = projected(projection);
    const stored = await this.#cases.findOne({ _id }).lean<CaseDocument>();
    if (stored !== null && beginsWith(stored.journal, fields)) return 'already';
    if (after.seq > 0) return 'gap';
    if (stored === null) {
      const { caseId, tenant, customerId } = projection;
      const record = newRecord({ tenant, caseId, customerId, openedAt: view.openedAt }, view.number);
      return (await inserted(this.#cases, { _id, ...record, ...setFields(fields), journal })) ? 'applied' : undefined;
    }
    const { matchedCount } = await this.#cases.updateOne(
      { _id, seq: stored.seq, chain: stored.chain },
      { $set: { ...setFields(fields), journal } },
    );
    return matchedCount === 1 ? 'applied' : undefined;
  }
}

function matching({ tenant, stage, owner, customerId, open }: CaseFilter): Record<string, unknown> {
  return {
    tenant,
    seq: mongoose.trusted({ $gt: 0 }),
    ...(stage === undefined ? {} : { stage }),
    ...(owner === undefined ? {} : { owner }),
    ...(customerId === undefined ? {} : { customerId }),
    ...(open === undefined ? {} : { closed: !open }),
  };
}

function behind(cursor: string): Record<string, unknown> {
  const { openedAt, caseId } = placeOf(cursor);
  return {
    $or: [{ openedAt: mongoose.trusted({ $lt: openedAt }) }, { openedAt, caseId: mongoose.trusted({ $gt: caseId }) }],
  };
}
