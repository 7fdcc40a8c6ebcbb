import { describe, expect, it } from 'vitest';
import type { CaseEvent, CaseFact } from '../../domain/case/case-events.js';
import { breakPoint } from '../../domain/case/break-point.js';
import { T0, openingEvent } from './support/builders.js';

const journalOf = (...facts: readonly CaseFact[]): readonly CaseEvent[] => [
  openingEvent(),
  ...facts.map((fact, nth) => ({ ...fact, at: T0 + nth + 1, actor: 'system', rules: 4 })),
];
const answered = (score: number): CaseFact => ({ type: 'survey_answered', round: 1, score });
const breached: CaseFact = { type: 'clock_breached', clock: 'resolution', incidentId: 'inc-1', round: 1 };

describe('what last went wrong in a case', () => {
  it.each<[string, CaseFact]>([
    ['a clock that was breached', breached],
    ['a promise that was missed', { type: 'promise_missed', id: 'p1' }],
    ['a message that did not arrive', { type: 'message_undelivered', slot: '1/apology/1/email', code: 'mailbox_full' }],
    ['a low answer', answered(2)],
    ['the word of the customer that it is not settled', { type: 'not_settled', input: 'in-1', opens: false }],
    ['a remedy that was not granted', { type: 'act_failed', act: 'voucher', code: 'refused' }],
  ])('is %s', (_what, fact) => {
    expect(breakPoint(journalOf(fact), 4)).toMatchObject({ at: T0 + 1, type: fact.type });
  });

  it('is the last of several, in words', () => {
    const found = breakPoint(journalOf(breached, answered(1), answered(5)), 4);
    expect(found).toEqual({ at: T0 + 2, type: 'survey_answered', what: 'the customer answered 1 of 5' });
  });

  it('is nothing where all went well', () => {
    expect(breakPoint(journalOf(answered(4), { type: 'settled', input: 'in-1' }), 4)).toBeUndefined();
  });
});
