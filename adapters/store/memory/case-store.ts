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
} from '../../../ports/case-store.js';
import { openingOf } from '../case-opening.js';
import { beginsWith, type CaseRecord, listed, newRecord, pageLimit, pageOf, projected } from '../case-record.js';
import { type ListPlace, placeOf } from '../cursor.js';
import type { CustomerRef } from '../../../ports/customer-store.js';
import { atomically } from './atomically.js';

/** Cases in memory. */
export class MemoryCaseStore implements CaseStore {
  readonly #cases = new Map<string, CaseRecord>();

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

  apply(projection: Projection): Promise<'applied' | 'already' | 'gap'> {
    return atomically(() => {
      const { after, events } = projection;
      const stored = this.#cases.get(keyOf(projection));
      const fields = projected(projection);
      if (stored?.seq === after.seq && stored.chain === after.chain) {
        this.#write(projection, { ...stored, ...fields, journal: [...stored.journal, ...events] });
        return 'applied';
      }
      if (stored !== undefined && beginsWith(stored.journal, fields)) return 'already';
      if (after.seq > 0) return 'gap';
      const base = stored ?? newRecord({ ...projection, openedAt: projection.view.openedAt }, projection.view.number);
      this.#write(projection, { ...base, ...fields, journal: events });
      return 'applied';
    });
  }

  get(ref: CaseRef, minSeq = 0): Promise<StoredCase | undefined> {
    return atomically(() => {
      const stored = this.#cases.get(keyOf(ref));
      const shown = stored === undefined || stored.seq < minSeq ? undefined : listed(stored);
      return shown === undefined || stored === undefined ? undefined : { ...shown, journal: stored.journal };
    });
  }

  list(
    filter: CaseFilter,
    page: { readonly limit: number; readonly cursor?: string },
  ): Promise<Page<Omit<StoredCase, 'journal'>>> {
    return atomically(() => {
      const from = page.cursor === undefined ? undefined : placeOf(page.cursor);
      const limit = pageLimit(page.limit);
      const heads = [...this.#cases.values()]
        .filter((head) => head.seq > 0 && fits(head, filter) && (from === undefined || byNewest(from, head) < 0))
        .sort(byNewest);
      return pageOf(heads.slice(0, limit + 1), limit);
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

  #ofCustomer({ tenant, customerId }: CustomerRef): CaseRecord[] {
    return [...this.#cases.values()]
      .filter((known) => known.tenant === tenant && known.customerId === customerId)
      .sort((a, b) => b.number - a.number);
  }

  #write(ref: CaseRef, record: CaseRecord): void {
    this.#cases.set(keyOf(ref), structuredClone(record));
  }
}

function keyOf({ tenant, caseId }: CaseRef): string {
  return `${tenant}/${caseId}`;
}

function fits(head: CaseRecord, { tenant, stage, owner, customerId, open }: CaseFilter): boolean {
  return (
    head.tenant === tenant &&
    (stage === undefined || head.view?.stage === stage) &&
    (owner === undefined || head.view?.owner === owner) &&
    (customerId === undefined || head.customerId === customerId) &&
    (open === undefined || head.closed !== open)
  );
}

function byNewest(a: ListPlace, b: ListPlace): number {
  if (a.openedAt !== b.openedAt) return b.openedAt - a.openedAt;
  return a.caseId < b.caseId ? -1 : Number(a.caseId > b.caseId);
}
