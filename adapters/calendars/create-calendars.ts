import type { FrozenHours } from '../../domain/time/frozen-hours.js';
import type { StaffedCalendar } from '../../domain/time/staffed.js';
import type { FrozenZone } from '../../domain/time/zone.js';
import type { Calendars, TeamCalendar, Whereabouts } from '../../ports/calendars.js';
import { HOLIDAY_DATA, publicHolidays } from './holidays.js';
import { plausibleZones } from './plausible.js';
import { decisive, frozenZone, type Span, ZONE_DATA } from './zones.js';

/** Longer than nearly every case: follow-up, survey and second chance take six weeks. Milliseconds. */
const HORIZON = 120 * 86_400_000;
/** Whoever may be in more zones than this may be anywhere. */
const MOST_ZONES = 12;

/** Calendars from what this runtime knows of zones (`temporal-polyfill`), and of holidays (`date-holidays`). */
export function createCalendars(): Calendars {
  return {
    freeze: (customer, own, from) => Promise.resolve(freeze(customer, own, { from, until: from + HORIZON })),
    staffed: (team, from) => Promise.resolve(staffed(team, { from, until: from + HORIZON })),
  };
}

function freeze({ timeZone, ...hints }: Whereabouts, own: string, span: Span): FrozenHours {
  const common = { source: ZONE_DATA, until: span.until };
  const reported = timeZone === undefined ? undefined : frozenZone(timeZone, span);
  if (reported !== undefined) return { found: 'reported', zones: [reported], ...common };
  const { found, zones: names } = plausibleZones(hints);
  const plausible = names.map((name) => frozenZone(name, span)).filter((zone) => zone !== undefined);
  const zones = decisive(plausible);
  const standIn = known(own, span);
  if (zones.length === 0 || zones.length > MOST_ZONES) return { found: 'unknown', zones: [standIn], ...common };
  const several = zones.length === 1 ? {} : { among: plausible.length, own: standIn };
  return { found, zones, ...several, ...common };
}

function staffed({ name, timeZone, week, closed, holidays }: TeamCalendar, span: Span): StaffedCalendar {
  const off = holidays === undefined ? [] : publicHolidays(holidays, span);
  return {
    name,
    zone: known(timeZone, span),
    week,
    closed: [...new Set([...closed.filter((date) => isNear(date, span)), ...off])].sort(),
    source: holidays === undefined ? ZONE_DATA : `${ZONE_DATA}, ${HOLIDAY_DATA}`,
  };
}

/** Zones of a programme were checked when it was published; another runtime may know fewer. */
function known(zone: string, span: Span): FrozenZone {
  return frozenZone(zone, span) ?? { zone: 'UTC', offsets: [{ from: span.from, minutes: 0 }] };
}

/** A case need not carry the dates of other years. */
function isNear(date: string, { from, until }: Span): boolean {
  const at = Date.parse(`${date}T00:00:00Z`);
  return at > from - 2 * 86_400_000 && at < until + 2 * 86_400_000;
}
