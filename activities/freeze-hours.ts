import type { Incident } from '../domain/case/incident.js';
import type { FrozenHours } from '../domain/time/frozen-hours.js';
import type { StaffedCalendar } from '../domain/time/staffed.js';
import type { Programme } from '../ports/programme-store.js';
import type { KnownHours } from './contract.js';
import type { Dependencies } from './dependencies.js';

/** Where calendars come from, and when. */
type Sources = Pick<Dependencies, 'calendars' | 'clock'>;

/** What tells where the clocks of a customer are. */
type Whereabouts = Pick<Incident['customer'], 'timeZone' | 'phone' | 'locale'>;

/** Hours that end nearer than this are frozen anew when there is occasion to. Milliseconds. */
const NEAR = 60 * 86_400_000;

/** Where the clocks of a customer are. */
export function hoursOf(
  { calendars, clock }: Sources,
  { timeZone: own = 'UTC' }: Programme,
  { timeZone, phone, locale }: Whereabouts,
): Promise<FrozenHours> {
  const known = { locale, ...(timeZone !== undefined && { timeZone }), ...(phone !== undefined && { phone }) };
  return calendars.freeze(known, own, clock.now());
}

/** Whether the hours that a case has are others than these, or end soon. */
export function isOutdated({ zones, until }: KnownHours, hours: FrozenHours, now: number): boolean {
  return hours.zones.map(({ zone }) => zone).join() !== zones.join() || until - now < NEAR;
}

/** When the team of a protocol is at work; undefined where it always is. */
export async function staffedOf(
  { calendars, clock }: Sources,
  programme: Programme,
  teamId: string,
): Promise<StaffedCalendar | undefined> {
  const name = programme.teams.find(({ id }) => id === teamId)?.calendar;
  const calendar = programme.calendars?.find((one) => one.name === name);
  return calendar && calendars.staffed(calendar, clock.now());
}
