import type { FrozenHours } from '../domain/time/frozen-hours.js';
import type { StaffedCalendar, WeeklySpan } from '../domain/time/staffed.js';

/** What is known of where a customer is. */
export interface Whereabouts {
  /** IANA name, as it was reported. */
  readonly timeZone?: string;
  /** E.164. */
  readonly phone?: string;
  /** BCP 47. */
  readonly locale: string;
}

/** When a team is at work, as the programme says it. */
export interface TeamCalendar {
  readonly name: string;
  /** IANA name. */
  readonly timeZone: string;
  readonly week: readonly WeeklySpan[];
  /** Dates without work, such as `2026-12-24`. */
  readonly closed: readonly string[];
  /** Whose public holidays are without work: ISO 3166 codes of a country and, where its holidays differ, of a part of it. */
  readonly holidays?: { readonly country: string; readonly region?: string };
}

/** Zones and holidays as plain data: what a runtime knows of them today, for a case that decides by it for months. */
export interface Calendars {
  /** Where the clocks of a customer may be, from an instant on; `own` is the IANA name of the zone that stands in. */
  freeze(customer: Whereabouts, own: string, from: number): Promise<FrozenHours>;
  /** When a team is at work, from an instant on. */
  staffed(team: TeamCalendar, from: number): Promise<StaffedCalendar>;
}
