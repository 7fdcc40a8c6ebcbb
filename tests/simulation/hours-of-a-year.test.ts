import { describe, expect, it } from 'vitest';
import { aProtocol, DAY, HOUR, MINUTE } from '../domain/support/builders.js';
import { live } from './history.js';
import { violations } from './invariants/index.js';
import { hoursMutants } from './mutants/hours.js';
import { placeOf } from './places.js';
import { trueRules } from './rules.js';
import type { Rules } from './rules.js';
import type { Script, SendPlan } from './script.js';

/** Every eighth zone that the runtime knows: all continents, both hemispheres, offsets of half and quarter hours. */
const names = Intl.supportedValuesOf('timeZone').filter((_, at) => at % 8 === 0);
/** A journey every four weeks of a year, each six hours and a quarter later on the day. */
const starts = Array.from({ length: 13 }, (_, i) => Date.UTC(2026, 2, 2) + i * (28 * DAY + 6.25 * HOUR));

const quick: SendPlan = {
  fate: 'accepted',
  takes: MINUTE,
  answers: 0,
  ignoresCancel: false,
  mortal: false,
  code: 'mailbox_full',
};

/** One customer in this zone: reached by phone alone, or by mail as well; the provider is slow every third time. */
function scriptOf(name: string, startAt: number, nth: number): Script {
  return {
    startAt,
    place: placeOf([name]),
    protocol: aProtocol({ contactHours: { from: 8 * 60, until: 20 * 60 } }),
    pace: 1,
    reachableBy: nth % 3 === 0 ? ['sms'] : ['email', 'sms'],
    incidents: [
      {
        cue: { after: 'start', nth: 1, delay: 0 },
        severity: 'high',
        reportedAgo: 0,
        takes: 0,
        refused: false,
        operational: nth % 4 === 0,
      },
    ],
    commands: [],
    inputs: [],
    sends: [quick, quick, { ...quick, takes: 4 * HOUR }],
    acts: [],
    answers: [
      { verdict: { score: 2 }, delay: (nth % 5) * DAY, signal: 'once' },
      { verdict: { score: 5 }, delay: HOUR, signal: 'once' },
    ],
    reaches: [],
    corrections: [],
    restarts: [],
    staffSilence: (nth % 30) * HOUR,
    lookTakes: 0,
    closingTakes: 0,
    olderRules: false,
  };
}

/** What reached customers over the year, and how many of their journeys had a message outside the hours. */
function year(rules: Rules, zones: readonly string[]): { messages: number; ended: number; outside: number } {
  const scripts = zones.flatMap((name, at) => starts.map((start, i) => scriptOf(name, start, at + i)));
  const journeys = scripts.map((script) => live(script, rules));
  const runs = journeys.flatMap((journey) => journey.runs);
  return {
    messages: runs.flatMap((run) => run.copies).length,
    ended: runs.filter(({ end }) => typeof end !== 'string').length,
    outside: journeys.filter((journey) => violations(journey, 'inside_hours').length > 0).length,
  };
}

describe('a year of journeys in fifty zones', () => {
  it('has no message outside the hours of contact, and every journey comes to its end', () => {
    expect(names.length).toBeGreaterThanOrEqual(50);
    const { messages, ended, outside } = year(trueRules, names);
    expect(outside).toBe(0);
    expect(ended).toBe(names.length * starts.length);
    expect(messages).toBeGreaterThan(8 * ended);
  }, 60_000);

  it('has some in most journeys, were the hours not looked at: the control', () => {
    const [sleepless] = hoursMutants;
    const { ended, outside } = year(sleepless?.rules() ?? trueRules, names.slice(0, 5));
    expect(outside).toBeGreaterThan(ended / 2);
  }, 60_000);
});
