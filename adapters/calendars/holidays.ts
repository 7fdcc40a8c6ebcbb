import Holidays from 'date-holidays';
import { dateOf } from '../../domain/time/zone.js';
import type { TeamCalendar } from '../../ports/calendars.js';
import type { Span } from './zones.js';

/** Version of the holiday data (date-holidays, CC-BY-3.0 by its authors). */
export const HOLIDAY_DATA = 'date-holidays 3.37.0';

const DAY = 86_400_000;

/** The public holidays of a country, or of a part of it, that touch a span, as ascending dates. */
export function publicHolidays(of: NonNullable<TeamCalendar['holidays']>, { from, until }: Span): readonly string[] {
  const book = of.region === undefined ? new Holidays(of.country) : new Holidays(of.country, of.region);
  const dates = yearsOf({ from, until })
    .flatMap((year) => book.getHolidays(year))
    .filter(({ type }) => type === 'public')
    .flatMap(({ date, start, end }) => daysFrom(date.slice(0, 10), end.getTime() - start.getTime()));
  // A day of leeway on both sides: the dates are those of clocks that we do not look at here.
  const [first, last] = [dateOf(Math.floor(from / DAY) - 1), dateOf(Math.floor(until / DAY) + 1)];
  return [...new Set(dates)].filter((date) => date >= first && date <= last).sort();
}

/** Whether there is data on the public holidays of a country, or of a part of it. */
export function knowsHolidays({ country, region }: NonNullable<TeamCalendar['holidays']>): boolean {
  const book = new Holidays();
  const known = Object.hasOwn(book.getCountries(), country);
  return known && (region === undefined || Object.hasOwn({ ...book.getStates(country) }, region));
}

/** Holidays of last year's end may reach into this one. */
function yearsOf({ from, until }: Span): readonly number[] {
  const [first, last] = [new Date(from).getUTCFullYear() - 1, new Date(until).getUTCFullYear() + 1];
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/** Some last several days; a day on which clocks change is an hour shorter or longer. */
function daysFrom(date: string, lasts: number): readonly string[] {
  const first = Date.parse(`${date}T00:00:00Z`) / DAY;
  return Array.from({ length: Math.max(1, Math.round(lasts / DAY)) }, (_, i) => dateOf(first + i));
}
