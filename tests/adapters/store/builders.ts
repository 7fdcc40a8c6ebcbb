import type { CaseEvent } from '../../../domain/case/case-events.js';
import type { CaseView } from '../../../domain/case/case-view.js';
import { chainOf } from '../../../domain/case/chain.js';
import type { Incident, ReportedCustomer } from '../../../domain/case/incident.js';
import type { CaseClaim, JournalPosition, Projection } from '../../../ports/case-store.js';

/** The instant at which everything begins in these suites. */
export const noon = Date.UTC(2026, 4, 4, 12);
export const hour = 3_600_000;

let tenants = 0;
/** A tenant of its own for each test: none sees what another left. */
export function newTenant(): string {
  tenants += 1;
  return `tenant-${tenants}`;
}

export function customerOf(overrides: Partial<ReportedCustomer> = {}): ReportedCustomer {
  return { id: 'customer-1', name: 'Ada Byron', locale: 'en', email: 'ada@customers.example', ...overrides };
}

export function incidentOf(overrides: Partial<Incident> = {}): Incident {
  return {
    tenant: 'acme',
    id: 'incident-1',
    reference: 'AAAA1111',
    source: 'backend_event',
    confidence: 1,
    category: 'late_delivery',
    occurredAt: noon - hour,
    reportedAt: noon,
    loss: { kind: 'money', amount: { minor: 1250, currency: 'EUR' } },
    customer: customerOf(),
    facts: { order: 'A-17', days: 3, express: true },
    ...overrides,
  };
}

export function claimOf(overrides: Partial<CaseClaim> = {}): CaseClaim {
  return { tenant: 'acme', caseId: 'case-1', customerId: 'customer-1', openedAt: noon, ...overrides };
}

/** Facts that tell apart which run and which place they come from. */
export function factsOf(run: string, count: number): CaseEvent[] {
  return Array.from({ length: count }, (_, index) => ({
    type: 'command_refused',
    command: run,
    reason: `fact ${index + 1}`,
    at: noon + index,
    actor: 'system',
    rules: 1,
  }));
}

/** The place after a whole journal. */
export function placeAfter(journal: readonly CaseEvent[]): JournalPosition {
  return { seq: journal.length, chain: chainOf(journal) };
}

export function viewOf(overrides: Partial<CaseView> = {}): CaseView {
  return {
    reference: 'AAAA1111',
    number: 1,
    stage: 'resolve',
    severity: 'high',
    protocol: 'default',
    team: 'care',
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

/** A projection of `events` that follow on `before`. */
export function projectionOf(
  claim: CaseClaim,
  facts: { readonly before?: readonly CaseEvent[]; readonly events: readonly CaseEvent[] },
  view: Partial<CaseView> = {},
): Projection {
  const { tenant, caseId, customerId } = claim;
  const after = placeAfter(facts.before ?? []);
  return { tenant, caseId, customerId, after, events: facts.events, view: viewOf(view) };
}
