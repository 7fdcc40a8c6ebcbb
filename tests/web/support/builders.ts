import type { CaseEvent } from '../../../domain/case/case-events.js';
import type { CaseView } from '../../../domain/case/case-view.js';
import { GENESIS, chainOf } from '../../../domain/case/chain.js';
import type { CaseStore, StoredCase } from '../../../ports/case-store.js';
import { noon } from './server.js';

/** A report that is accepted as it is. */
export function reportOf(overrides: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: 'order-1041-late',
    source: 'backend_event',
    category: 'delivery',
    occurredAt: '2026-03-02T11:00:00Z',
    subject: 'Order 1041',
    customer: customerOf(),
    ...overrides,
  };
}

export function customerOf(overrides: Record<string, unknown> = {}): Record<string, unknown> {
  return { id: 'c-77', locale: 'en', email: 'ada@customers.example', phone: '+12025550143', ...overrides };
}

function viewOf(overrides: Partial<CaseView> = {}): CaseView {
  return {
    reference: 'ABCD2345',
    number: 1,
    stage: 'resolve',
    severity: 'medium',
    protocol: 'delivery',
    team: 'delivery',
    openedAt: noon,
    round: 1,
    sla: 'on_track',
    waitingFor: 'agent',
    rung: 0,
    incidents: [],
    breaches: 0,
    inDoubt: 0,
    lease: { kind: 'held', because: 'recovery' },
    ...overrides,
  };
}

/** Puts a case with these many facts into the store, and says its id. */
export async function putCase(
  cases: CaseStore,
  options: {
    caseId?: string;
    customerId?: string;
    facts?: number;
    journal?: readonly CaseEvent[];
    view?: Partial<CaseView>;
  } = {},
): Promise<string> {
  const tenant = 'acme';
  const { caseId = 'order-1041-late', customerId = 'c-77', facts = 3, view = {} } = options;
  const openedAt = view.openedAt ?? noon;
  await cases.open({ tenant, caseId, customerId, openedAt });
  const events = options.journal ?? Array.from({ length: facts }, (_, at) => factAt(openedAt + at));
  const after = { seq: 0, chain: GENESIS };
  await cases.apply({ tenant, caseId, customerId, after, events, view: viewOf({ openedAt, ...view }) });
  return caseId;
}

/** Adds a fact to a case that `putCase` has put, and changes its view. */
export async function goOn(cases: CaseStore, caseId: string, view: Partial<CaseView>): Promise<void> {
  const stored = await storedIn(cases, caseId);
  await add(cases, { ...stored, view: { ...stored.view, ...view } }, factAt(noon + stored.seq));
}

/** Adds this fact to a case that `putCase` has put. */
export async function record(cases: CaseStore, caseId: string, fact: CaseEvent): Promise<void> {
  await add(cases, await storedIn(cases, caseId), fact);
}

async function storedIn(cases: CaseStore, caseId: string): Promise<StoredCase> {
  const stored = await cases.get({ tenant: 'acme', caseId });
  if (stored === undefined) throw new Error(`no case ${caseId}`);
  return stored;
}

async function add(cases: CaseStore, stored: StoredCase, fact: CaseEvent): Promise<void> {
  const after = { seq: stored.seq, chain: chainOf(stored.journal) };
  await cases.apply({ ...stored, after, events: [fact] });
}

function factAt(at: number): CaseEvent {
  return { type: 'opening_requested', incidentId: `incident-${at}`, at, actor: 'system', rules: 1 };
}
