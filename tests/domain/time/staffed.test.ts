import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isStaffed, nextStaffed, nextUnstaffed, type StaffedCalendar } from '../../../domain/time/staffed.js';
import { DAY, HOUR, MINUTE, T0 } from '../support/builders.js';

/** Berlin: an hour ahead of UTC, two from 29 March on. */
const zone = {
  zone: 'Europe/Berlin',
  offsets: [
    { from: T0, minutes: 60 },
    { from: Date.UTC(2026, 2, 29, 1), minutes: 120 },
  ],
};

function aCalendar(overrides: Partial<StaffedCalendar> = {}): StaffedCalendar {
  const week = [
    { days: [1, 2, 3, 4, 5], from: 9 * 60, until: 12 * 60 },
    { days: [1, 2, 3, 4], from: 13 * 60, until: 17 * 60 },
  ];
  return { name: 'office', zone, week, closed: ['2026-03-05'], source: 'tz 2026a', ...overrides };
}

const at = (day: number, hour: number, minute = 0): number => Date.UTC(2026, 2, day, hour - 1, minute);

describe('the next staffed time', () => {
  it.each([
    ['is at once while the team is at work', at(2, 10), at(2, 10)],
    ['is after lunch where it is noon', at(2, 12), at(2, 13)],
    ['is the next morning in the evening', at(2, 17), at(3, 9)],
    ['is the same morning before work', at(3, 7, 30), at(3, 9)],
    ['is the day after a closed date', at(4, 18), at(6, 9)],
    ['is Monday on a Friday afternoon', at(6, 12, 30), at(9, 9)],
    ['is at nine by the new clocks after a night that lost an hour', at(28, 12), Date.UTC(2026, 2, 30, 7)],
  ])('%s', (_, from, expected) => {
    expect(nextStaffed(aCalendar(), from)).toBe(expected);
  });

  it('is never where the calendar has no hours', () => {
    expect(nextStaffed(aCalendar({ week: [] }), T0)).toBeUndefined();
  });
});

describe('staffed hours', () => {
  it('begin with their first minute and end before their last', () => {
    const calendar = aCalendar();
    expect(isStaffed(calendar, at(2, 9))).toBe(true);
    expect(isStaffed(calendar, at(2, 9) - 1)).toBe(false);
    expect(isStaffed(calendar, at(2, 12) - 1)).toBe(true);
    expect(isStaffed(calendar, at(2, 12))).toBe(false);
    expect(nextUnstaffed(calendar, at(2, 10))).toBe(at(2, 12));
  });

  it('until midnight go on with the next morning where that begins at midnight', () => {
    const week = [{ days: [1, 2], from: 0, until: 24 * 60 }];
    expect(nextUnstaffed(aCalendar({ week }), at(2, 12))).toBe(at(4, 0));
  });

  it('are found from any instant without passing over a minute of them', () => {
    const calendar = aCalendar();
    fc.assert(
      fc.property(fc.integer({ min: T0, max: T0 + 60 * DAY }), (from) => {
        const next = nextStaffed(calendar, from) ?? NaN;
        expect(isStaffed(calendar, next)).toBe(true);
        for (let t = from; t < next; t += 11 * MINUTE) expect(isStaffed(calendar, t)).toBe(false);
        expect(next - from).toBeLessThan(5 * DAY + HOUR);
      }),
      { numRuns: 200 },
    );
  });
});
