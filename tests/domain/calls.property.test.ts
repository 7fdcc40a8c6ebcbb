import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OpenCase } from '../../domain/case/recovery-case.js';
import { promisedAt } from '../../domain/journey/promise-terms.js';
import { isOpen } from '../../domain/time/daily-window.js';
import { isStaffed, type StaffedCalendar } from '../../domain/time/staffed.js';
import { HOUR, MINUTE } from './support/builders.js';
import { aZone, anOffice, atNight, someHours } from './support/hours.js';
import { asks, opened, type Journey } from './support/journey.js';

/** A call asked for at some minute of a week, by a customer somewhere, of a team that is at work at some hours. */
const call = fc.record({
  after: fc.integer({ min: 0, max: 7 * 24 * 60 }).map((minutes) => minutes * MINUTE),
  zone: fc.integer({ min: -8, max: 12 }),
  opens: fc.integer({ min: 8 * 60, max: 16 * 60 }),
  minutes: fc.integer({ min: 1, max: 10 * 60 }),
  answerWithin: fc.integer({ min: 30, max: 48 * 60 }).map((minutes) => minutes * MINUTE),
  email: fc.boolean(),
});
type Call = typeof call extends fc.Arbitrary<infer T> ? T : never;

function officeOf({ opens, minutes }: Call): StaffedCalendar {
  return anOffice({ week: [{ days: [1, 2, 3, 4, 5], from: opens, until: opens + minutes }] });
}

function asked(one: Call): Journey {
  const { zone, answerWithin, email } = one;
  const hours = someHours({ zones: [aZone('Etc/Somewhere', zone)] });
  const reachableBy = [email ? 'email' : 'sms'] as const;
  const j = opened(atNight({ staffed: officeOf(one), answerWithin }, { hours, reachableBy })).until(one.after);
  return j.does({ type: 'call_me', input: 'in-1' });
}

/** When the task of the call is due. */
function dueOf({ state }: Journey): number {
  return state.asks[0]?.dueAt ?? NaN;
}

/** Whether the team is at work at an instant and the customer may be called; true where they have no hour in common. */
function isManned(c: OpenCase, at: number): boolean {
  const { staffed, contactHours } = c.protocol;
  const zones = c.hours?.zones ?? [];
  if (staffed === undefined || contactHours === undefined) return true;
  const open = (t: number): boolean => isStaffed(staffed, t) && isOpen(zones, contactHours, t);
  const week = Array.from({ length: 7 * 24 * 60 }, (_, i) => at + i * MINUTE);
  return open(at) || !week.some(open);
}

describe('a call', () => {
  it('is never due at an hour at which nobody of the team is there, or the customer sleeps', () => {
    fc.assert(
      fc.property(call, (one) => {
        const j = asked(one);
        expect(isManned(j.state, dueOf(j))).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('is due by the time that its confirmation names, or earlier where that goes out late', () => {
    fc.assert(
      fc.property(call, fc.integer({ min: 0, max: 12 * 60 }), (one, late) => {
        const j = asked(one);
        const terms = asks(j)?.promise;
        if (terms === undefined) return;
        const dueAt = dueOf(j);
        expect(promisedAt(terms, j.now)).toBe(dueAt);
        expect(promisedAt(terms, j.now + late * MINUTE)).toBeGreaterThanOrEqual(dueAt);
      }),
      { numRuns: 50 },
    );
  });

  it('would be due at such an hour if its time were only counted, as that of a reply is', () => {
    const late: Call = { after: 9 * HOUR, zone: 1, opens: 540, minutes: 480, answerWithin: 4 * HOUR, email: true };
    const { state, now } = asked(late);
    expect(isManned(state, now + late.answerWithin)).toBe(false);
  });
});
