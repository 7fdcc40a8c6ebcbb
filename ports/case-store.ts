import type { CaseEvent } from '../domain/case/case-events.js';
import type { CaseView, SlaState, StageName, WaitingFor } from '../domain/case/case-view.js';
import type { Severity } from '../domain/case/incident.js';
import type { Outcome } from '../domain/case/outcome.js';
import type { CustomerRef } from './customer-store.js';

/** Names a case; ids in ports include the tenant. */
export interface CaseRef {
  readonly tenant: string;
  readonly caseId: string;
}

/** A place in a journal: how many facts, and their chained checksum. */
export interface JournalPosition {
  readonly seq: number;
  readonly chain: string;
}

/** The claim with which a run opens a case. */
export interface CaseClaim extends CaseRef {
  readonly customerId: string;
  readonly openedAt: number;
}

/** What opening found: a new case with its number, this very case again, or an unclosed case of a dead run to go on with. */
export type OpenedCase =
  | { readonly kind: 'opened'; readonly number: number; readonly previousCaseId?: string }
  | { readonly kind: 'restored'; readonly caseId: string; readonly journal: readonly CaseEvent[] };

/** New facts of one case and where they begin. */
export interface Projection extends CaseRef {
  readonly customerId: string;
  /** The place before the first of `events`. */
  readonly after: JournalPosition;
  readonly events: readonly CaseEvent[];
  readonly view: CaseView;
}

/** What came of a projection. */
export type Applied = 'applied' | 'already' | 'gap' | 'closed_before';

/** One case as stored: the view for screens and the journal for the record. */
export interface StoredCase extends CaseRef {
  readonly customerId: string;
  readonly seq: number;
  readonly view: CaseView;
  readonly journal: readonly CaseEvent[];
}

/** Filters of a case list; all given ones hold. */
export interface CaseFilter {
  readonly tenant: string;
  readonly stage?: StageName;
  readonly severity?: Severity;
  readonly owner?: string;
  readonly team?: string;
  readonly sla?: SlaState;
  readonly protocol?: string;
  readonly outcome?: Outcome;
  readonly customerId?: string;
  readonly open?: boolean;
  /** One of these cases. */
  readonly caseIds?: readonly string[];
  /** Waiting for any of these. */
  readonly waitingFor?: readonly WaitingFor[];
  /** Its next clock, or the decision that it waits for, is due before this instant. A closed case is never due. */
  readonly dueBefore?: number;
}

/** `newest` by opening; `due` by what is due first, a clock or a decision; what is never due comes last. Then by id. */
export type CaseOrder = 'newest' | 'due';

/** Which part of a list: at most `limit` cases, which is 200 at most, behind the place that `cursor` names. */
export interface CasePage {
  readonly limit: number;
  readonly cursor?: string;
  /** `newest` where it is missing. A cursor belongs to one order. */
  readonly order?: CaseOrder;
}

/** One page of a list; `next` continues it and is missing on the last page. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

/** Open cases that stand alike. */
export interface CaseGroup {
  readonly stage: CaseView['stage'];
  readonly sla: CaseView['sla'];
  readonly cases: number;
  /** Their messages in doubt, together. */
  readonly inDoubt: number;
}

/** Cases: one document each, view and journal under one `seq`. */
export interface CaseStore {
  /**
   * Inserts the case under the next number of its customer; an unclosed case that is there already is restored instead.
   * The incident that opened a closed case gets that case back: its run closes it again.
   */
  open(claim: CaseClaim): Promise<OpenedCase>;
  /** Removes a case that was inserted and then refused, while it has no facts. */
  discard(ref: CaseRef): Promise<void>;
  /**
   * Appends facts under `seq` and `chain`. `gap`: the store holds another prefix; send the whole journal (`after` seq 0),
   * which replaces what is stored unless the stored journal begins with it (`already`), and is never a gap.
   * `closed_before`: the stored case is closed, and these facts stop short of its end or lead to another: their run was
   * reset, and has to end.
   */
  apply(projection: Projection): Promise<Applied>;
  /** Sets the view of an open case as long as its journal ends at this place; else nothing. */
  show(ref: CaseRef, end: JournalPosition, view: CaseView): Promise<void>;
  /** Whether the case is closed as far as the store knows; false for one that is not there. */
  isClosed(ref: CaseRef): Promise<boolean>;
  /** The case, or undefined, also before its first facts; with `minSeq`, undefined while the store has not come that far. */
  get(ref: CaseRef, minSeq?: number): Promise<StoredCase | undefined>;
  /** Cases with facts by filter, without journals. Rejects a cursor of others with `BadCursor`. */
  list(filter: CaseFilter, page: CasePage): Promise<Page<Omit<StoredCase, 'journal'>>>;
  /** The open case of a customer, whose run may have died before its first projection; undefined when all are closed. */
  unclosedOf(customer: CustomerRef): Promise<CaseRef | undefined>;
  /** All cases that are not closed, also before their first facts, in no order. */
  unclosed(): AsyncIterable<CaseRef & CustomerRef>;
  /** Those of these cases that are not there, neither open nor closed. */
  missing(cases: readonly CaseRef[]): Promise<readonly CaseRef[]>;
  /** The names under which cases of a tenant were last resolved, each once and in order. */
  rootCauses(tenant: string): Promise<readonly string[]>;
  /** How the open cases with facts stand, of all tenants. */
  census(): Promise<readonly CaseGroup[]>;
}
