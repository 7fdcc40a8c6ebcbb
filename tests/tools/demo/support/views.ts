import type { CaseView } from '../../../../domain/case/case-view.js';

/** The moment at which the cases of these tests were opened. */
export const T0 = Date.UTC(2026, 0, 15, 12);

/** A case that waits for somebody to resolve it. */
export function aView(overrides: Partial<CaseView> = {}): CaseView {
  return {
    reference: 'ABCD1234',
    number: 1,
    stage: 'resolve',
    severity: 'medium',
    protocol: 'billing',
    team: 'billing',
    openedAt: T0,
    round: 1,
    sla: 'on_track',
    waitingFor: 'agent',
    rung: 0,
    incidents: [anIncident()],
    breaches: 0,
    inDoubt: 0,
    lease: { kind: 'held', because: 'recovery' },
    ...overrides,
  };
}

/** An incident that nobody has resolved. */
export function anIncident(overrides: Partial<CaseView['incidents'][number]> = {}): CaseView['incidents'][number] {
  return { id: 'inc-1', category: 'fee', severity: 'medium', reportedAt: T0, ...overrides };
}
