import { describe, expect, it } from 'vitest';
import type { Opening } from '../../domain/case/case-events.js';
import { explain } from '../../domain/journey/explain/explain.js';
import type { ExplainedTime } from '../../domain/journey/explain/explained.js';
import { DAY, HOUR, T0 } from './support/builders.js';
import { aZone, atNight, losAngeles, someHours } from './support/hours.js';
import { opened, type Journey } from './support/journey.js';
import { RESOLVE } from './support/pasts.js';

const sms: Partial<Opening> = { reachableBy: ['sms'] };

function explained(j: Journey, what: string): ExplainedTime | undefined {
  return explain(j.state, j.now).find((one) => one.what.startsWith(what));
}

/** Why the acknowledgement by SMS waits, with these hours. */
function whyOf(hours: Partial<Opening['hours']>): string | undefined {
  const j = opened(atNight({}, { ...sms, hours: someHours(hours) }));
  return explained(j, 'acknowledgement by sms')?.steps[0]?.why;
}

const two = [aZone('Pacific/Honolulu', -10), aZone('America/New_York', -5)];

describe('a message that waits for the hours of contact', () => {
  it('is explained by those hours, and by when it goes', () => {
    expect(explained(opened(atNight({}, sms)), 'acknowledgement by sms')).toEqual({
      what: 'acknowledgement by sms, put off to the hours of contact',
      dueAt: T0 + 7 * HOUR,
      state: 'planned',
      steps: [
        {
          at: T0,
          why:
            'due, but the customer is written to from 08:00 to 20:00 in America/Los_Angeles (UTC-8), ' +
            'the zone that was reported',
        },
        { at: T0 + 7 * HOUR, why: 'those hours have begun' },
      ],
      notes: [],
    });
  });

  it.each([
    [
      'by the country of the phone',
      { found: 'phone', zones: two, among: 29, own: losAngeles },
      'every zone from Pacific/Honolulu (UTC-10) to America/New_York (UTC-5), where the country of their phone has it (29 plausible zones)',
    ],
    [
      'by the zone of the programme, where nothing tells',
      { found: 'unknown' },
      'America/Los_Angeles (UTC-8), the zone of the programme: nothing tells that of the customer',
    ],
    [
      'by the zone of the programme, where the plausible ones have no hour in common',
      { found: 'locale', zones: [-11, 1, 13].map((offset) => aZone('Somewhere', offset)), among: 12, own: losAngeles },
      'America/Los_Angeles (UTC-8), the zone of the programme: the 12 plausible ones have no hour in common',
    ],
    [
      'and says when changes of clocks are not known so far ahead',
      { until: T0 - DAY },
      'the zone that was reported; changes of clocks are not known so far ahead',
    ],
  ] as const)('is explained %s', (_, hours, expected) => {
    expect(whyOf(hours)).toContain(expected);
  });

  it('in the night in which clocks change says so, and one in another night does not', () => {
    const night = (days: number): string | undefined => {
      const j = opened(atNight({}, sms)).at(days * DAY);
      return explained(j, 'acknowledgement by sms')?.steps[1]?.why;
    };
    expect(night(6)).toBe(
      'those hours have begun; the clocks change on the way: America/Los_Angeles (UTC-7) from then on',
    );
    expect(night(5)).toBe('those hours have begun');
  });

  it('is not told of one that may go at once', () => {
    expect(explain(opened(atNight()).until(0).state, T0).map(({ what }) => what)).not.toContainEqual(
      expect.stringContaining('acknowledgement by'),
    );
  });
});

describe('a plan that the hours of contact have moved', () => {
  it('is explained by the time that was meant, and by the hours', () => {
    const j = opened(atNight({ followUpAfter: 51 * HOUR }))
      .until(18 * HOUR)
      .does(RESOLVE)
      .until(20 * HOUR);
    expect(explained(j, 'follow-up')).toMatchObject({
      dueAt: T0 + 66.75 * HOUR,
      steps: [
        { at: T0 + 18 * HOUR },
        { at: T0 + 69 * HOUR, why: '2 days 3 h later' },
        {
          at: T0 + 66.75 * HOUR,
          why:
            'moved to before the hours of contact end: the customer is written to from 08:00 to 20:00 ' +
            'in America/Los_Angeles (UTC-8), the zone that was reported',
        },
      ],
    });
  });

  it('of an apology that nobody signs is told for when it may leave', () => {
    const j = opened(atNight({ apologyWaits: 2 * HOUR }));
    expect(explained(j, 'apology without a signature')).toMatchObject({
      dueAt: T0 + 7 * HOUR,
      steps: [
        { at: T0 },
        { at: T0 + 2 * HOUR, why: '2 h later' },
        { at: T0 + 7 * HOUR, why: expect.stringMatching(/^moved to when the hours of contact begin/) as string },
      ],
    });
    expect(j.until(8 * HOUR).times('message_requested')).toContain(7 * HOUR);
    const { steps = [] } = explained(opened(atNight({ apologyWaits: 9 * HOUR })), 'apology without') ?? {};
    expect(steps).toHaveLength(2);
  });

  it('has no such step where the time that was meant is open', () => {
    const j = opened(atNight())
      .until(18 * HOUR)
      .does(RESOLVE)
      .until(20 * HOUR);
    expect(explained(j, 'follow-up')?.steps).toHaveLength(2);
  });
});
