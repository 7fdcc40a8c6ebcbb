import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { createCalendars } from '../../../adapters/calendars/index.js';
import { nextOpen } from '../../../domain/time/daily-window.js';
import { nextStaffed } from '../../../domain/time/staffed.js';
import { DAY, HOUR, T0 } from '../../domain/support/builders.js';

const calendars = createCalendars();
const own = 'America/New_York';
const contact = { from: 8 * 60, until: 20 * 60 };
/** A number of this area, out of those that are kept for fiction. */
const fictional = (area: number): string => `+1${area}5550123`;

describe('the hours of a customer', () => {
  it('whose zone was reported are frozen for 120 days, with their changes of clocks and the version of the data', async () => {
    expect(await calendars.freeze({ timeZone: 'Europe/Berlin', locale: 'de' }, own, T0)).toEqual({
      found: 'reported',
      zones: [
        {
          zone: 'Europe/Berlin',
          offsets: [
            { from: T0, minutes: 60 },
            { from: Date.UTC(2026, 2, 29, 1), minutes: 120 },
          ],
        },
      ],
      source: `tz ${process.versions['tz'] ?? ''}`,
      until: T0 + 120 * DAY,
    });
  });

  it('with a phone of a country of many zones are those on its edges, in 600 bytes, and say among how many', async () => {
    const frozen = await calendars.freeze({ phone: fictional(202), locale: 'en' }, 'America/Chicago', T0);
    expect(frozen).toMatchObject({ found: 'phone', own: { zone: 'America/Chicago' } });
    expect(frozen.among).toBeGreaterThan(8);
    const edges = frozen.zones.map(({ offsets }) => offsets.map(({ minutes }) => minutes / 60));
    expect(edges.sort()).toEqual([[-10], [-5, -4]]);
    expect(JSON.stringify(frozen).length).toBeLessThanOrEqual(600);
  });

  it('open and close with those of all plausible zones, though only the outer ones are frozen', async () => {
    const { zones } = await calendars.freeze({ locale: 'en-US' }, own, T0);
    const names = ['Anchorage', 'Adak', 'Chicago', 'Denver', 'Los_Angeles', 'New_York', 'Phoenix'];
    const all = await Promise.all(
      [...names.map((name) => `America/${name}`), 'Pacific/Honolulu'].map((timeZone) =>
        calendars.freeze({ timeZone, locale: 'en' }, own, T0),
      ),
    );
    const each = all.flatMap((one) => one.zones);
    for (let at = T0; at < T0 + 30 * DAY; at += 5 * HOUR) {
      expect(nextOpen(zones, contact, at)).toBe(nextOpen(each, contact, at));
    }
  });

  it.each([
    ['a country that shares its calling code', { phone: fictional(416), locale: 'en' }, ['phone', 'America/St_Johns']],
    ['a locale with a region', { locale: 'es-MX' }, ['locale', 'America/Cancun']],
    ['a phone, whatever the locale says', { phone: fictional(202), locale: 'de-DE' }, ['phone', 'Pacific/Honolulu']],
  ])('are guessed from %s', async (_, whereabouts, [found, eastern]) => {
    const frozen = await calendars.freeze(whereabouts, own, T0);
    expect(frozen.found).toBe(found);
    expect(frozen.zones.map(({ zone }) => zone)).toContain(eastern);
  });

  it('of a country with one zone are those of that zone, and need no other', async () => {
    const frozen = await calendars.freeze({ locale: 'de-AT' }, own, T0);
    expect(frozen).toMatchObject({ found: 'locale', zones: [{ zone: 'Europe/Vienna' }] });
    expect(frozen).not.toHaveProperty('own');
  });

  it.each([
    ['nothing tells where they are', { locale: 'en' }],
    ['the reported zone is unknown here and nothing else tells', { timeZone: 'Mars/Olympus', locale: 'en' }],
    ['there are more plausible zones than can be kept', { phone: fictional(555), locale: 'en-US' }],
  ])('are those of the programme where %s', async (_, whereabouts) => {
    expect(await calendars.freeze(whereabouts, own, T0)).toMatchObject({ found: 'unknown', zones: [{ zone: own }] });
  });
});

describe('the calendar of a team', () => {
  const office = {
    name: 'office',
    timeZone: 'Europe/Berlin',
    week: [{ days: [1, 2, 3, 4, 5], from: 9 * 60, until: 17 * 60 }],
    closed: ['2026-03-04', '2027-03-04'],
  };

  it('keeps the closed dates of the months ahead, and leaves those of other years behind', async () => {
    expect(await calendars.staffed(office, T0)).toMatchObject({ name: 'office', closed: ['2026-03-04'] });
  });

  it('is closed on the public holidays of its country and its part of it, whose data it names', async () => {
    const { closed, source } = await calendars.staffed({ ...office, holidays: { country: 'DE', region: 'BE' } }, T0);
    expect(closed).toEqual([
      '2026-03-04',
      '2026-03-08',
      '2026-04-03',
      '2026-04-06',
      '2026-05-01',
      '2026-05-14',
      '2026-05-25',
    ]);
    expect(source).toContain('date-holidays');
  });

  it('leaves a holiday of another part of the country open', async () => {
    const { closed } = await calendars.staffed({ ...office, holidays: { country: 'DE', region: 'BY' } }, T0);
    expect(closed).not.toContain('2026-03-08');
  });

  it('has every day of a feast that lasts several', async () => {
    const { closed } = await calendars.staffed({ ...office, holidays: { country: 'SA' } }, T0);
    expect(closed).toEqual(expect.arrayContaining(['2026-03-19', '2026-03-20', '2026-03-21', '2026-03-22']));
  });

  it('goes on after the holidays of Easter at nine on Tuesday, in summer time', async () => {
    const calendar = await calendars.staffed({ ...office, holidays: { country: 'DE' } }, T0);
    expect(nextStaffed(calendar, Date.UTC(2026, 3, 2, 15))).toBe(Date.UTC(2026, 3, 7, 7));
  });

  it('names the version of the holiday data that is installed', async () => {
    const { source } = await calendars.staffed({ ...office, holidays: { country: 'DE' } }, T0);
    const { dependencies } = JSON.parse(await readFile('package.json', 'utf8')) as { dependencies: object };
    const installed = Object.entries(dependencies).find(([name]) => name === 'date-holidays')?.[1] as string;
    expect(source).toContain(`date-holidays ${installed}`);
  });
});
