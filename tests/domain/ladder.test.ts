import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, T0, aProtocol, anIncident } from './support/builders.js';
import { opened } from './support/journey.js';
import { RESOLVE, answeredWith, resolvedAfter } from './support/pasts.js';

const apologized = opened().until(3 * HOUR);

describe('the ladder', () => {
  it('is climbed to its first rung the moment a clock is breached', () => {
    const j = apologized.until(24 * HOUR);
    expect(j.times('escalated')).toEqual([24 * HOUR]);
    expect(j.facts('escalated')).toEqual([{ type: 'escalated', rung: 1, to: 's-101', because: 'breach' }]);
  });

  it('is not climbed by a warning', () => {
    expect(apologized.until(24 * HOUR - 1).facts('escalated')).toEqual([]);
  });

  it('is climbed a rung every four hours while the clock is overdue, and at the top calls the top again', () => {
    const j = apologized.until(37 * HOUR);
    expect(j.times('escalated')).toEqual([24 * HOUR, 28 * HOUR, 32 * HOUR, 36 * HOUR]);
    expect(j.facts('escalated')).toEqual([
      { type: 'escalated', rung: 1, to: 's-101', because: 'breach' },
      { type: 'escalated', rung: 2, to: 's-104', because: 'still_overdue' },
      { type: 'escalated', rung: 3, to: 's-007', because: 'still_overdue' },
      { type: 'escalated', rung: 3, to: 's-007', because: 'still_overdue' },
    ]);
  });

  it('is left alone once the customer was told', () => {
    const j = apologized
      .until(25 * HOUR)
      .does(RESOLVE)
      .until(10 * DAY);
    expect(j.times('escalated')).toEqual([24 * HOUR]);
  });

  it('is climbed by each further breach', () => {
    const j = opened().until(5 * HOUR, { send: () => 'open' });
    expect(j.facts('escalated')).toMatchObject([
      { rung: 1, because: 'breach' },
      { rung: 2, because: 'breach' },
    ]);
  });

  it('has a single rung in a small team, which is called each time', () => {
    const j = opened({ protocol: aProtocol({ ladder: ['s-007'] }) }).until(29 * HOUR);
    expect(j.facts('escalated')).toMatchObject([
      { rung: 1, to: 's-007' },
      { rung: 1, to: 's-007' },
    ]);
  });

  it('is climbed by a low verdict to above its owner, so that the second chance has more authority', () => {
    expect(
      answeredWith(1)
        .until(5 * DAY)
        .facts('escalated'),
    ).toEqual([{ type: 'escalated', rung: 2, to: 's-104', because: 'low_verdict' }]);
    expect(
      answeredWith(5)
        .until(5 * DAY)
        .facts('escalated'),
    ).toEqual([]);
  });

  it('begins at its first rung where the owner is not on it, and ends with an owner at its top', () => {
    const overdue = (actor: string): unknown => {
      const j = apologized.does({ type: 'take' }, { actor }).until(24 * HOUR);
      return j.facts('escalated');
    };
    expect(overdue('s-555')).toMatchObject([{ rung: 1, to: 's-101' }]);
    expect(overdue('s-007')).toMatchObject([{ rung: 3, to: 's-007' }]);
  });

  it('goes on from the rung that the first round had reached', () => {
    const breached = apologized
      .until(25 * HOUR)
      .does(RESOLVE)
      .until(5 * DAY);
    const second = breached.does({ type: 'answer', round: 1, score: 1 }).until(5 * DAY);
    expect(second.facts('escalated')).toMatchObject([
      { rung: 1, to: 's-101', because: 'breach' },
      { rung: 2, to: 's-104', because: 'low_verdict' },
    ]);
  });
});

describe('one lateness', () => {
  it('calls one person: the promise missed with the 24 hours adds no second call', () => {
    const j = apologized.until(25 * HOUR);
    expect(j.facts('promise_missed')).toHaveLength(1);
    expect(j.facts('escalated')).toHaveLength(1);
  });

  it('calls one person too where the text promised the full minute before the clock ends', () => {
    const j = opened({ incident: anIncident({ reportedAt: T0 - 30_000 }) }).until(25 * HOUR);
    expect(j.facts('promise_missed', 'clock_breached')).toHaveLength(2);
    expect(j.facts('escalated')).toHaveLength(1);
  });

  it('calls somebody when a promise is missed and no clock is overdue', () => {
    const held = resolvedAfter(20 * HOUR).does({ type: 'hold', reason: 'audit', until: T0 + 5 * DAY });
    const j = held.until(5 * DAY - MINUTE);
    expect(j.facts('escalated')).toEqual([{ type: 'escalated', rung: 2, to: 's-104', because: 'missed_promise' }]);
  });
});
