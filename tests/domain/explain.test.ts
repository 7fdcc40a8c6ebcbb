import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { durationWords } from '../../domain/duration-words.js';
import { explain } from '../../domain/journey/explain/explain.js';
import type { ExplainedTime } from '../../domain/journey/explain/explained.js';
import { DAY, HOUR, MINUTE, T0, anIncident } from './support/builders.js';
import type { Journey } from './support/journey.js';
import { opened } from './support/journey.js';
import { RESOLVE, answeredWith, answers, resolvedAfter } from './support/pasts.js';

const of = (j: Journey, what: string): ExplainedTime | undefined =>
  explain(j.state, j.now).find((time) => time.what.startsWith(what));
const plans = (j: Journey) => explain(j.state, j.now).filter(({ state }) => state === 'planned');
const taken = opened()
  .until(HOUR)
  .does({ type: 'take' })
  .until(3 * HOUR);

describe('the explanation of a clock', () => {
  it('starts with the report and ends with the target and where its number stands', () => {
    expect(of(taken, 'resolution')).toEqual({
      what: 'resolution of inc-1',
      dueAt: T0 + 24 * HOUR,
      state: 'running',
      steps: [
        { at: T0, why: 'inc-1 was reported' },
        { at: T0 + 24 * HOUR, why: "24 h of the customer's time later (protocol default, resolution clock)" },
      ],
      notes: [
        { at: T0 + 12 * HOUR, why: 'warns at 50 %' },
        { at: T0 + 18 * HOUR, why: 'warns at 75 %' },
        { at: T0 + 21.6 * HOUR, why: 'warns at 90 %' },
      ],
    });
  });

  it('names warnings that are still to come, and no longer those that were given', () => {
    expect(of(taken.until(19 * HOUR), 'resolution')?.notes).toEqual([{ at: T0 + 21.6 * HOUR, why: 'warns at 90 %' }]);
  });

  it('says when it was met, and when it was breached', () => {
    expect(of(taken, 'acknowledgement')).toMatchObject({ state: 'met', notes: [{ at: T0 }] });
    const late = of(
      taken
        .until(25 * HOUR)
        .does(RESOLVE)
        .until(26 * HOUR),
      'resolution',
    );
    expect(late).toMatchObject({ state: 'breached', notes: [{ at: T0 + 24 * HOUR }, { at: T0 + 25 * HOUR }] });
  });

  it('of a second chance starts with the second round, not with the report', () => {
    const low = answeredWith(1).until(5 * DAY);
    expect(of(low, 'resolution')?.steps[0]?.why).toBe('round 2 began, a second chance with a time of its own');
  });

  it('of a later incident starts with its own report', () => {
    const both = taken.joins(anIncident({ id: 'inc-2', reportedAt: T0 + 3 * HOUR }));
    expect(of(both, 'resolution of inc-2')?.steps).toMatchObject([{ at: T0 + 3 * HOUR }, { at: T0 + 27 * HOUR }]);
  });
});

describe('the explanation of a promise', () => {
  it('names the message that said it, and the target that it said', () => {
    expect(of(taken, 'promise of news')).toMatchObject({
      state: 'kept',
      steps: [
        { at: T0, why: 'promised in message 1/acknowledgement/1/email' },
        { at: T0 + 24 * HOUR, why: 'the resolution target of inc-1, without its seconds' },
      ],
    });
  });

  it('says so where the least that the protocol promises was later than the target', () => {
    const late = opened()
      .until(23.5 * HOUR, { send: () => 'open' })
      .hears({ kind: 'accepted', promiseDueAt: T0 + 24.5 * HOUR });
    expect(of(late, 'promise of news')?.steps[1]?.why).toBe(
      '1 h after the text was written, the least that this protocol promises',
    );
  });

  it('tells from when on an open one counts as missed, and of a missed one that it was owned up to', () => {
    expect(explain(taken.state, taken.now).find(({ state }) => state === 'open')?.notes).toEqual([
      { at: T0 + 24 * HOUR + 1, why: 'counts as missed, unless it is kept before' },
    ]);
    const renewed = taken.until(26 * HOUR);
    expect(explain(renewed.state, renewed.now).find(({ state }) => state === 'missed')?.notes).toMatchObject([
      { why: 'missed, and owned up to in a later message' },
    ]);
  });
});

describe('the explanation of what is planned', () => {
  it('names the follow-up and the survey from the telling', () => {
    const told = resolvedAfter(20 * HOUR);
    expect(of(told, 'follow-up')).toMatchObject({ dueAt: T0 + 68 * HOUR, steps: [{ at: T0 + 20 * HOUR }, {}] });
    expect(of(told, 'survey')).toMatchObject({ dueAt: T0 + 92 * HOUR, state: 'planned' });
  });

  it('names the reminder and the end of the survey once it was sent, and no survey any more', () => {
    const asked = resolvedAfter(20 * HOUR).until(93 * HOUR);
    expect(of(asked, 'reminder')?.dueAt).toBe(T0 + 92 * HOUR + 4 * DAY);
    expect(of(asked, 'end of the survey')?.dueAt).toBe(T0 + 92 * HOUR + 14 * DAY);
    expect(explain(asked.state, asked.now).map(({ what }) => what)).not.toContain('survey');
  });

  it('names the end of a hold with its reason, the next call while a clock is overdue, and the time to decide', () => {
    const held = taken.does({ type: 'hold', reason: 'audit', until: T0 + DAY });
    expect(of(held, 'end of the hold')?.steps).toEqual([{ at: T0 + DAY, why: 'held: audit' }]);
    const overdue = taken.until(25 * HOUR);
    expect(of(overdue, 'next call')).toMatchObject({ dueAt: T0 + 28 * HOUR, steps: [{ at: T0 + 24 * HOUR }, {}] });
    const twice = answers(
      answeredWith(1)
        .until(5 * DAY)
        .does(RESOLVE)
        .until(10 * DAY),
      1,
    );
    expect(of(twice, 'closed as not recovered')?.dueAt).toBe(twice.now + 7 * DAY);
  });

  it('is nothing once it is decided how the case ends, and nothing after closing', () => {
    const ended = taken.does({ type: 'abort', cause: 'duplicate' });
    const closed = answeredWith(5).until(30 * DAY);
    expect(plans(ended)).toEqual([]);
    expect(plans(closed)).toEqual([]);
  });
});

describe('a duration in words', () => {
  it.each([
    [5 * MINUTE, '5 min'],
    [24 * HOUR, '24 h'],
    [36 * HOUR, '36 h'],
    [2 * DAY, '2 days'],
    [3 * DAY + 4 * HOUR + 5 * MINUTE, '3 days 4 h'],
    [90_000, '1 min 30 s'],
    [500, '500 ms'],
    [0, '0 ms'],
  ])('%d ms is "%s"', (ms, words) => {
    expect(durationWords(ms)).toBe(words);
  });

  it('is never longer than two units', () => {
    fc.assert(
      fc.property(fc.nat(400 * DAY), (ms) => {
        expect(durationWords(ms).match(/\d+/g)?.length).toBeLessThanOrEqual(2);
      }),
    );
  });
});
