import { describe, expect, it } from 'vitest';
import type { CaseEvent, CaseFact } from '../../domain/case/case-events.js';
import { type ContactPast, wasSuppressed } from '../../domain/journey/past-leases.js';
import { anIncident, anOpening, DAY, HOUR, T0 } from './support/builders.js';

const at = (when: number, fact: CaseFact): CaseEvent => ({ ...fact, at: when, actor: 'system', rules: 4 });
const opened = (when: number, caseId = 'inc-1', more: object = {}) =>
  at(when, { type: 'case_opened', ...anOpening({ caseId, incident: anIncident({ id: caseId }), ...more }) });
const resolved = (when: number) => at(when, { type: 'resolved', incidents: ['inc-1'], cause: 'x' });
const answered = (when: number, score: number) => at(when, { type: 'survey_answered', round: 1, score });
const closed = (when: number, outcome: 'not_recovered' | 'unconfirmed') =>
  at(when, { type: 'case_closed', outcome, cause: 'x', lastMessage: 'none' });
const report = { incidentId: 'inc-1', reportedAt: T0 };
const past = (...journal: readonly CaseEvent[]): ContactPast => ({
  reports: [report],
  cases: [{ number: 1, journal }],
});

describe('looked at afterwards, promotion had to stay away', () => {
  it('from no customer whom nobody had reported by then', () => {
    expect(wasSuppressed({ reports: [], cases: [] }, T0)).toBe(false);
    expect(wasSuppressed({ reports: [report], cases: [] }, T0 - 1)).toBe(false);
  });

  it('from the instant of the report, before and after its case opened', () => {
    const open = past(opened(T0 + HOUR));
    for (const when of [T0, T0 + HOUR, T0 + DAY]) expect(wasSuppressed(open, when)).toBe(true);
  });

  it('until the good answer, though the case closed later, and not while a second report made it go on', () => {
    const again = at(T0 + 5 * DAY, { type: 'incident_joined', incident: anIncident({ id: 'inc-2' }) });
    const journal = [opened(T0), resolved(T0 + DAY), answered(T0 + 4 * DAY, 5), again];
    const both = {
      reports: [report, { incidentId: 'inc-2', reportedAt: T0 + 5 * DAY - HOUR }],
      cases: past(...journal).cases,
    };
    expect(wasSuppressed(both, T0 + 4 * DAY - 1)).toBe(true);
    expect(wasSuppressed(both, T0 + 4 * DAY)).toBe(false);
    expect(wasSuppressed(both, T0 + 5 * DAY - HOUR)).toBe(true);
    expect(wasSuppressed(both, T0 + 6 * DAY)).toBe(true);
  });

  it('until the end of the cool-off after a case without the customer’s word', () => {
    const journal = past(opened(T0), closed(T0 + DAY, 'unconfirmed'));
    expect(wasSuppressed(journal, T0 + 15 * DAY - 1)).toBe(true);
    expect(wasSuppressed(journal, T0 + 15 * DAY)).toBe(false);
  });

  it('from who was unhappy, on day 60, until a later case ended well', () => {
    const first = { number: 1, journal: [opened(T0), closed(T0 + DAY, 'not_recovered')] };
    const opening = { number: 2, earlierLease: { kind: 'held', because: 'unhappy' } };
    const later = [opened(T0 + 90 * DAY, 'inc-1', opening), resolved(T0 + 91 * DAY), answered(T0 + 92 * DAY, 5)];
    const both = { reports: [report], cases: [{ number: 2, journal: later }, first] };
    expect(wasSuppressed(both, T0 + 60 * DAY)).toBe(true);
    expect(wasSuppressed(both, T0 + 92 * DAY - 1)).toBe(true);
    expect(wasSuppressed(both, T0 + 92 * DAY)).toBe(false);
  });

  it('after a refused report until its cool-off had passed', () => {
    const lease = { kind: 'ends', at: T0 + DAY, because: 'cool_off' } as const;
    const refused = { reports: [{ ...report, refused: { lease } }], cases: [] };
    expect([T0 - 1, T0, T0 + DAY - 1, T0 + DAY].map((when) => wasSuppressed(refused, when))).toEqual([
      ...[false, true, true, false],
    ]);
  });

  it('after a refused report until its customer was content with what had come before; what came later cools off', () => {
    const lease = { kind: 'ends', at: T0 + 18 * DAY, because: 'cool_off' } as const;
    const journal = [opened(T0), resolved(T0 + DAY), answered(T0 + 5 * DAY, 5)];
    const and = (reportedAt: number): ContactPast => ({
      reports: [report, { incidentId: 'inc-2', reportedAt, refused: { lease } }],
      cases: past(...journal).cases,
    });
    const before = and(T0 + 4 * DAY);
    expect([5 * DAY - 1, 5 * DAY, 17 * DAY].map((when) => wasSuppressed(before, T0 + when))).toEqual([
      ...[true, false, false],
    ]);
    const after = and(T0 + 6 * DAY);
    expect([5 * DAY, 6 * DAY, 17 * DAY, 18 * DAY].map((when) => wasSuppressed(after, T0 + when))).toEqual([
      ...[false, true, true, false],
    ]);
  });
});
