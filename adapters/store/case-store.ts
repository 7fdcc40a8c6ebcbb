import mongoose, { type Connection, type Model } from 'mongoose';
import type { CaseView } from '../../domain/case/case-view.js';
import type {
  Applied,
  CaseClaim,
  CaseFilter,
  CaseOrder,
  CasePage,
  CaseGroup,
  CaseRef,
  CaseStore,
  JournalPosition,
  OpenedCase,
  Page,
  Projection,
  StoredCase,
} from '../../ports/case-store.js';
import type { CustomerRef } from '../../ports/customer-store.js';
import { type CaseDocument, caseKey, caseModel, flatOf, setFields } from './case-document.js';
import { type KnownCase, openingOf } from './case-opening.js';
import { beginsWith, type CaseHead, isOfResetRun, listed, newRecord, projected } from './case-record.js';
import { pageOfCases } from './case-lists.js';
import type { ListPlace } from './cursor.js';
import { wanted } from './pages.js';
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

  async apply(projection: Projection): Promise<Applied> {
    const { after, events } = projection;
    const { matchedCount } = await this.#cases.updateOne(
      { _id: caseKey(projection), seq: after.seq, chain: after.chain },
      { $push: { journal: { $each: events } }, $set: setFields(projected(projection)) },
    );
    if (matchedCount === 1) return 'applied';
    return untilDecided(`projecting case ${projection.caseId}`, () => this.#reconcile(projection));
  }

  async show(ref: CaseRef, { seq, chain }: JournalPosition, view: CaseView): Promise<void> {
    await this.#cases.updateOne({ _id: caseKey(ref), seq, chain, closed: false }, { $set: { view, ...flatOf(view) } });
  }

  async isClosed(ref: CaseRef): Promise<boolean> {
    return (await this.#cases.exists({ _id: caseKey(ref), closed: true })) !== null;
  }

  async get(ref: CaseRef, minSeq = 0): Promise<StoredCase | undefined> {
    const document = await this.#cases.findOne({ _id: caseKey(ref) }).lean<CaseDocument>();
    if (document === null || document.seq < minSeq) return undefined;
    const shown = listed(document);
    return shown === undefined ? undefined : { ...shown, journal: document.journal };
  }

  async list(filter: CaseFilter, page: CasePage): Promise<Page<Omit<StoredCase, 'journal'>>> {
    const asked = wanted(page);
    const heads = await this.#cases
      .find({ ...matching(filter), ...(asked.from === undefined ? {} : behind(asked.order, asked.from)) })
      .sort(asked.order === 'newest' ? { openedAt: -1, caseId: 1 } : { dueAt: 1, caseId: 1 })
      .limit(asked.limit + 1)
      .select({ journal: 0 })
      .lean<CaseHead[]>();
    return pageOfCases(heads, asked);
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

  unclosed(): AsyncIterable<CaseRef & CustomerRef> {
    return this.#cases
      .find({ closed: false })
      .select({ _id: 0, tenant: 1, caseId: 1, customerId: 1 })
      .lean<(CaseRef & CustomerRef)[]>()
      .cursor();
  }

  async rootCauses(tenant: string): Promise<readonly string[]> {
    const names: readonly unknown[] = await this.#cases.distinct('view.rootCause', { tenant });
    return names.filter((name) => typeof name === 'string').sort();
  }

  async missing(cases: readonly CaseRef[]): Promise<readonly CaseRef[]> {
    const keys = cases.map(caseKey);
    const held = await this.#cases
      .find({ _id: mongoose.trusted({ $in: keys }) })
      .select({ _id: 1 })
      .lean<{ readonly _id: string }[]>();
    const known = new Set(held.map(({ _id }) => _id));
    return cases.filter((_, at) => !known.has(keys[at] ?? ''));
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
  async #reconcile(projection: Projection): Promise<Applied | undefined> {
    const { after, events: journal, view } = projection;
    const _id = caseKey(projection);
    const fields = projected(projection);
    const stored = await this.#cases.findOne({ _id }).lean<CaseDocument>();
    if (stored !== null && isOfResetRun(stored, projection)) return 'closed_before';
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

function matching(filter: CaseFilter): Record<string, unknown> {
  const { tenant, customerId, open, caseIds, waitingFor, dueBefore, ...fields } = filter;
  return {
    ...fields,
    tenant,
    seq: mongoose.trusted({ $gt: 0 }),
    ...(customerId === undefined ? {} : { customerId }),
    ...(open === undefined ? {} : { closed: !open }),
    ...(caseIds === undefined
      ? {}
      : { _id: mongoose.trusted({ $in: caseIds.map((caseId) => caseKey({ tenant, caseId })) }) }),
    ...(waitingFor === undefined ? {} : { waitingFor: mongoose.trusted({ $in: waitingFor }) }),
    ...(dueBefore === undefined ? {} : { dueAt: mongoose.trusted({ $lt: dueBefore }) }),
  };
}

function behind(order: CaseOrder, { at, id: caseId }: ListPlace): Record<string, unknown> {
  const later = { caseId: mongoose.trusted({ $gt: caseId }) };
  return order === 'newest'
    ? { $or: [{ openedAt: mongoose.trusted({ $lt: at }) }, { openedAt: at, ...later }] }
    : { $or: [{ dueAt: mongoose.trusted({ $gt: at }) }, { dueAt: at, ...later }] };
}
