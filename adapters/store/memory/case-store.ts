import type { CaseView } from '../../../domain/case/case-view.js';
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
} from '../../../ports/case-store.js';
import type { LeaseEnd } from '../../../ports/lease-ends.js';
import { openingOf } from '../case-opening.js';
import { beginsWith, type CaseRecord, isOfResetRun, listed, newRecord, projected } from '../case-record.js';
import { dueTime, filteredFields, pageOfCases, placeIn } from '../case-lists.js';
import type { ListPlace } from '../cursor.js';
import { wanted } from '../pages.js';
import type { CustomerRef } from '../../../ports/customer-store.js';
import { atomically } from './atomically.js';

/** Cases in memory. */
export class MemoryCaseStore implements CaseStore {
  readonly #cases = new Map<string, CaseRecord>();
  /** Those of whose lease nobody has seen what its end comes to, since they were last written. */
  readonly #unseen = new Set<string>();

  open(claim: CaseClaim): Promise<OpenedCase> {
    return atomically(() => {
      const opening = openingOf(claim, this.#ofCustomer(claim));
      if (opening.kind === 'restore') {
        const { caseId } = opening;
        return { kind: 'restored', caseId, journal: this.#cases.get(keyOf({ ...claim, caseId }))?.journal ?? [] };
      }
      if (!opening.held) this.#cases.set(keyOf(claim), newRecord(claim, opening.answer.number));
      return opening.answer;
    });
  }

  discard(ref: CaseRef): Promise<void> {
    return atomically(() => {
      if (this.#cases.get(keyOf(ref))?.seq === 0) this.#cases.delete(keyOf(ref));
    });
  }

  apply(projection: Projection): Promise<Applied> {
    return atomically(() => {
      const { after, events } = projection;
      const stored = this.#cases.get(keyOf(projection));
      const fields = projected(projection);
      if (stored?.seq === after.seq && stored.chain === after.chain) {
        this.#write(projection, { ...stored, ...fields, journal: [...stored.journal, ...events] });
        return 'applied';
      }
      if (stored !== undefined && isOfResetRun(stored, projection)) return 'closed_before';
      if (stored !== undefined && beginsWith(stored.journal, fields)) return 'already';
      if (after.seq > 0) return 'gap';
      const base = stored ?? newRecord({ ...projection, openedAt: projection.view.openedAt }, projection.view.number);
      this.#write(projection, { ...base, ...fields, journal: events });
      return 'applied';
    });
  }

  show(ref: CaseRef, { seq, chain }: JournalPosition, view: CaseView): Promise<void> {
    return atomically(() => {
      const stored = this.#cases.get(keyOf(ref));
      if (stored?.seq === seq && stored.chain === chain && !stored.closed)
        this.#cases.set(keyOf(ref), { ...stored, view: structuredClone(view) });
    });
  }

  isClosed(ref: CaseRef): Promise<boolean> {
    return atomically(() => this.#cases.get(keyOf(ref))?.closed === true);
  }

  get(ref: CaseRef, minSeq = 0): Promise<StoredCase | undefined> {
    return atomically(() => {
      const stored = this.#cases.get(keyOf(ref));
      const shown = stored === undefined || stored.seq < minSeq ? undefined : listed(stored);
      return shown === undefined || stored === undefined ? undefined : { ...shown, journal: stored.journal };
    });
  }

  list(filter: CaseFilter, page: CasePage): Promise<Page<Omit<StoredCase, 'journal'>>> {
    return atomically(() => {
      const asked = wanted(page);
      const { from, order, limit } = asked;
      const inOrder = (a: ListPlace, b: ListPlace): number => compared(order, a, b);
      const heads = [...this.#cases.values()]
        .filter((head) => head.seq > 0 && fits(head, filter))
        .map((head) => ({ head, place: placeIn(order, head) }))
        .filter(({ place }) => from === undefined || inOrder(from, place) < 0)
        .sort((a, b) => inOrder(a.place, b.place))
        .slice(0, limit + 1);
      return pageOfCases(
        heads.map(({ head }) => head),
        asked,
      );
    });
  }

  unclosedOf(customer: CustomerRef): Promise<CaseRef | undefined> {
    return atomically(() => {
      const open = this.#ofCustomer(customer).find(({ closed }) => !closed);
      return open && { tenant: open.tenant, caseId: open.caseId };
    });
  }

  census(): Promise<readonly CaseGroup[]> {
    return atomically(() => {
      const groups = new Map<string, CaseGroup>();
      for (const { closed, view } of this.#cases.values()) {
        if (closed || view === undefined) continue;
        const { stage, sla, inDoubt } = view;
        const known = groups.get(`${stage} ${sla}`) ?? { stage, sla, cases: 0, inDoubt: 0 };
        groups.set(`${stage} ${sla}`, { ...known, cases: known.cases + 1, inDoubt: known.inDoubt + inDoubt });
      }
      return [...groups.values()];
    });
  }

  async *unclosed(): AsyncGenerator<CaseRef & CustomerRef> {
    const open = await atomically(() => [...this.#cases.values()].filter(({ closed }) => !closed));
    for (const { tenant, caseId, customerId } of open) yield { tenant, caseId, customerId };
  }

  rootCauses(tenant: string): Promise<readonly string[]> {
    return atomically(() => {
      const own = [...this.#cases.values()].filter((known) => known.tenant === tenant);
      return [...new Set(own.flatMap(({ view }) => view?.rootCause ?? []))].sort();
    });
  }

  missing(cases: readonly CaseRef[]): Promise<readonly CaseRef[]> {
    return atomically(() => cases.filter((ref) => !this.#cases.has(keyOf(ref))));
  }

  /** The cases of a customer that have facts, in their order. */
  shownOf(customer: CustomerRef): readonly (CaseRecord & { readonly view: CaseView })[] {
    return this.#ofCustomer(customer)
      .filter((found): found is CaseRecord & { readonly view: CaseView } => found.view !== undefined)
      .reverse();
  }

  /** Ends of leases of cases that nobody has seen yet, also those to come. */
  leaseEnds(): readonly LeaseEnd[] {
    return [...this.#unseen].flatMap((key) => {
      const { tenant, caseId: id, customerId, view } = this.#cases.get(key) ?? {};
      if (tenant === undefined || id === undefined || customerId === undefined || view?.lease.kind !== 'ends')
        return [];
      return [{ tenant, customerId, of: 'case' as const, id, at: view.lease.at }];
    });
  }

  /** Notes that an end has been seen, unless the lease has another one by now. */
  sawEnd({ tenant, id: caseId, at }: LeaseEnd): void {
    const key = keyOf({ tenant, caseId });
    if (this.leaseEnds().some((end) => end.tenant === tenant && end.id === caseId && end.at === at))
      this.#unseen.delete(key);
  }

  #ofCustomer({ tenant, customerId }: CustomerRef): CaseRecord[] {
    return [...this.#cases.values()]
      .filter((known) => known.tenant === tenant && known.customerId === customerId)
      .sort((a, b) => b.number - a.number);
  }

  #write(ref: CaseRef, record: CaseRecord): void {
    this.#cases.set(keyOf(ref), structuredClone(record));
    this.#unseen.add(keyOf(ref));
  }
}

function keyOf({ tenant, caseId }: CaseRef): string {
  return `${tenant}/${caseId}`;
}

function fits(head: CaseRecord, filter: CaseFilter): boolean {
  const { tenant, customerId, open, caseIds, waitingFor, dueBefore } = filter;
  const { view } = head;
  return (
    head.tenant === tenant &&
    filteredFields.every((field) => filter[field] === undefined || view?.[field] === filter[field]) &&
    (customerId === undefined || head.customerId === customerId) &&
    (open === undefined || head.closed !== open) &&
    (caseIds === undefined || caseIds.includes(head.caseId)) &&
    (waitingFor === undefined || waitingFor.some((one) => one === view?.waitingFor)) &&
    (dueBefore === undefined || dueTime(view) < dueBefore)
  );
}

function compared(order: CaseOrder, a: ListPlace, b: ListPlace): number {
  if (a.at !== b.at) return order === 'newest' ? b.at - a.at : a.at - b.at;
  return a.id < b.id ? -1 : Number(a.id > b.id);
}
