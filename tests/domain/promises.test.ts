import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, T0, anIncident } from './support/builders.js';
import type { World } from './support/journey.js';
import { asks, opened, waits } from './support/journey.js';
import { RESOLVE, answeredWith, answers, resolvedAfter } from './support/pasts.js';
import { promisedAt } from '../../domain/journey/promise-terms.js';

const asked = opened().step();

describe('a promise', () => {
  it('is made by the text that was sent, with the time that this text says', () => {
    const j = asked.at(MINUTE).hears({ kind: 'accepted', promiseDueAt: T0 + 23 * HOUR });
    expect(j.facts('promise_made')).toEqual([
      { type: 'promise_made', id: 'p1', about: 'news', dueAt: T0 + 23 * HOUR, slot: '1/acknowledgement/1/email' },
    ]);
  });

  it.each([
    { kind: 'skipped', reason: 'capped' },
    { kind: 'rejected', code: 'bad_address' },
    { kind: 'unsettled' },
    { kind: 'withdrawn' },
  ] as const)('is not made by a message that was $kind', (result) => {
    expect(asked.hears(result).state.promises).toEqual([]);
  });

  it('is made by a message in doubt, since it may have arrived', () => {
    const j = asked.hears({ kind: 'in_doubt', promiseDueAt: T0 + 24 * HOUR });
    expect(j.state.promises).toMatchObject([{ id: 'p1', state: 'open', dueAt: T0 + 24 * HOUR }]);
  });

  it('of news is kept by any message in time', () => {
    const j = opened().until(3 * HOUR);
    expect(j.facts('promise_kept')).toEqual([{ type: 'promise_kept', id: 'p1', slot: '1/apology/1/email' }]);
  });

  it('of news is not kept by a message in doubt', () => {
    const j = opened().until(HOUR).does({ type: 'take' }).step().hears({ kind: 'in_doubt' });
    expect(j.state.promises).toMatchObject([{ id: 'p1', state: 'open' }]);
  });

  it('of a check is kept by the follow-up, and the promised survey by the survey', () => {
    const j = resolvedAfter(20 * HOUR).until(10 * DAY);
    expect(j.facts('promise_kept').slice(-2)).toEqual([
      { type: 'promise_kept', id: 'p3', slot: '1/follow_up/1/email' },
      { type: 'promise_kept', id: 'p4', slot: '1/survey/1/email' },
    ]);
    expect(j.facts('promise_missed')).toEqual([]);
  });

  it('of a check is kept by the survey in a low severity, where the survey asks that too', () => {
    const j = resolvedAfter(20 * HOUR, { incident: anIncident({ severity: 'low' }) }).until(10 * DAY);
    expect(j.facts('promise_kept').at(-1)).toMatchObject({ slot: '1/survey/1/email' });
    expect(j.facts('promise_missed')).toEqual([]);
  });

  it('is kept to the millisecond, and missed the millisecond after', () => {
    const told = asked.hears({ kind: 'accepted', promiseDueAt: T0 + HOUR });
    const flying = told.does({ type: 'take' }).step();
    expect(flying.at(HOUR).hears({ kind: 'accepted' }).facts('promise_kept')).toHaveLength(1);
    expect(
      flying
        .at(HOUR + 1)
        .hears({ kind: 'accepted' })
        .facts('promise_missed'),
    ).toHaveLength(1);
  });
});

describe('a missed promise', () => {
  const missed = opened()
    .until(24 * HOUR)
    .at(24 * HOUR + 1)
    .caughtUp();

  it('is owned up to at once and renewed for a day', () => {
    expect(asks(missed)).toMatchObject({
      slot: '1/progress_update/1/email',
      missedDueAt: T0 + 24 * HOUR,
      promise: { about: 'news', dueAt: T0 + 48 * HOUR + 1 },
    });
  });

  it('is not renewed twice: the second one is missed in silence towards the customer', () => {
    const j = missed.until(5 * DAY);
    expect(j.facts('promise_missed')).toHaveLength(2);
    expect(j.asked('progress_update')).toHaveLength(1);
  });

  it('is owned up to by the solution where the solution comes first', () => {
    const j = missed.does(RESOLVE);
    expect(asks(j)).toMatchObject({ message: 'resolution', missedDueAt: T0 + 24 * HOUR });
    expect(j.until(10 * DAY).asked('progress_update')).toEqual([]);
  });

  it('is owned up to once: the message after the one that did says nothing of it', () => {
    const j = missed.until(30 * HOUR).does(RESOLVE);
    expect(asks(j)).not.toHaveProperty('missedDueAt');
  });

  it('is owned up to again by the next message when the first one never went out', () => {
    const j = missed.step().hears({ kind: 'skipped', reason: 'capped' }).does(RESOLVE);
    expect(asks(j)).toMatchObject({ message: 'resolution', missedDueAt: T0 + 24 * HOUR });
  });

  it('counts as owned up to by a message in doubt', () => {
    const j = missed.step().hears({ kind: 'in_doubt' }).does(RESOLVE);
    expect(asks(j)).not.toHaveProperty('missedDueAt');
  });

  it('is renewed although the round has no room for more messages', () => {
    const low = opened({ incident: anIncident({ severity: 'low' }) }).until(25 * HOUR);
    expect(low.told()).toContain('1/progress_update/1/email');
  });

  it('of a check is noted by the follow-up that comes late', () => {
    const held = resolvedAfter(20 * HOUR).does({ type: 'hold', reason: 'audit', until: T0 + 4 * DAY });
    expect(held.until(4 * DAY).asked('follow_up')).toMatchObject([{ missedDueAt: T0 + 72 * HOUR }]);
  });

  it('is followed by no progress update once everything is resolved', () => {
    const held = resolvedAfter(20 * HOUR).does({ type: 'hold', reason: 'audit', until: T0 + 4 * DAY });
    expect(held.until(20 * DAY).asked('progress_update')).toEqual([]);
  });
});

describe('a promise that the end of the case overtakes', () => {
  const told = resolvedAfter(20 * HOUR);
  const ending = told.does({ type: 'withdraw', cause: 'customer_asked' });

  it('is withdrawn with notice by the closing message', () => {
    expect(ending.until(21 * HOUR).facts('promise_withdrawn')).toEqual([
      { type: 'promise_withdrawn', id: 'p3', slot: '1/closing/1/email' },
    ]);
  });

  it('of news is kept by the closing message, which is news', () => {
    const early = opened()
      .until(3 * HOUR)
      .does({ type: 'withdraw', cause: 'customer_asked' })
      .until(4 * HOUR);
    expect(early.facts('promise_kept').at(-1)).toMatchObject({ slot: '1/closing/1/email' });
    expect(early.facts('promise_withdrawn')).toEqual([]);
  });

  it('is missed, and a person is called, when the closing message could not be sent', () => {
    const refuses: World = { send: () => ({ kind: 'skipped', reason: 'capped' }) };
    const j = ending.until(21 * HOUR, refuses);
    expect(j.facts('promise_missed', 'escalated', 'case_closed')).toMatchObject([
      { type: 'promise_missed', id: 'p3' },
      { type: 'escalated', because: 'missed_promise' },
      { type: 'case_closed', outcome: 'withdrawn' },
    ]);
  });

  it('has a closing message even in a low severity, so that it is withdrawn with notice', () => {
    const low = resolvedAfter(20 * HOUR, { incident: anIncident({ severity: 'low' }) });
    const invited = low.until(92 * HOUR, { send: () => ({ kind: 'in_doubt' }) });
    const j = answers(invited, 5).until(93 * HOUR);
    expect(j.facts('promise_withdrawn')).toMatchObject([{ slot: '1/closing/1/email' }]);
    expect(j.state.closed).toMatchObject({ outcome: 'recovered' });
  });

  it('is not owned up to in a case that is reopened before its time has come', () => {
    const refuses: World = { send: () => ({ kind: 'skipped', reason: 'capped' }) };
    const reopened = ending.until(21 * HOUR, refuses).and({ type: 'case_reopened', because: 'incident' });
    const j = reopened.joins(anIncident({ id: 'inc-2', reportedAt: T0 + 21 * HOUR }));
    expect(asks(j)).toMatchObject({ slot: '2/acknowledgement/1/email' });
    expect(asks(j)).not.toHaveProperty('missedDueAt');
  });

  it('leaves no promise open behind a closed case', () => {
    const j = answeredWith(5).until(30 * DAY);
    expect(j.state.promises.map((p) => p.state)).toEqual(['kept', 'kept', 'kept', 'kept']);
  });
});

describe('the time that a text promises', () => {
  const terms = { about: 'news', dueAt: T0 + 24 * HOUR + 30_000, atLeast: HOUR } as const;

  it('is the time aimed at, floored to the minute that the text shows', () => {
    expect(promisedAt(terms, T0)).toBe(T0 + 24 * HOUR);
  });

  it('is an hour from the sending where a delay has brought the time aimed at closer than that', () => {
    expect(promisedAt(terms, T0 + 23.5 * HOUR)).toBe(T0 + 24.5 * HOUR);
  });

  it('is never in the past, however late the message goes out', () => {
    expect(promisedAt(terms, T0 + 40 * HOUR)).toBe(T0 + 41 * HOUR);
  });

  it('is not floored under an hour, where a pace has shortened everything', () => {
    const paced = { about: 'news', dueAt: T0 + 2_400, atLeast: 500 } as const;
    expect(promisedAt(paced, T0)).toBe(T0 + 2_400);
    expect(promisedAt(paced, T0 + 2_300)).toBe(T0 + 2_800);
  });

  it('is floored at exactly one hour ahead', () => {
    expect(promisedAt({ ...terms, dueAt: T0 + HOUR + 59_999 }, T0)).toBe(T0 + HOUR);
  });

  it('rests on the text: a promise of a closed hour is waited for to that minute', () => {
    const j = opened({ incident: anIncident({ reportedAt: T0 - 30_000 }) }).until(MINUTE);
    expect(j.state.promises).toMatchObject([{ dueAt: T0 + 24 * HOUR - MINUTE }]);
    expect(waits(j).until).toBeLessThan(24 * HOUR);
  });
});
