import fc from 'fast-check';
import { decisive, frozenZone } from '../../adapters/calendars/zones.js';
import type { FrozenHours } from '../../domain/time/frozen-hours.js';
import type { StaffedCalendar } from '../../domain/time/staffed.js';
import type { FrozenZone } from '../../domain/time/zone.js';

const DAY = 86_400_000;
/** Before every journey begins, and after every one has ended. */
const SPAN = { from: Date.UTC(2026, 0, 1), until: Date.UTC(2028, 0, 1) };

/** Where a customer may be, and what their case has frozen of it. */
export interface Place {
  /** Every plausible zone, by its IANA name. */
  readonly names: readonly string[];
  readonly hours: FrozenHours;
}

/** The zone of the programme. */
const OWN = 'America/New_York';

/**
 * Customers whose clocks change while a case lives, by an hour or by half of one, to the east and to the west; whose zone
 * is one of several; and whose plausible zones have no hour in common.
 */
const whereabouts: readonly (readonly string[])[] = [
  ['Europe/Berlin'],
  ['America/Los_Angeles'],
  ['America/Santiago'],
  ['Australia/Lord_Howe'],
  ['Asia/Kathmandu'],
  ['Pacific/Honolulu', 'America/Denver', 'America/New_York'],
  ['Europe/Lisbon', 'Atlantic/Azores'],
  ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Europe/Paris'],
];

/** Of the customers at a pace of real days every other one is written to by day alone. */
export const places = fc.oneof(
  { weight: 1, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.constantFrom(...whereabouts.map(placeOf)) },
);

/** Nine to five on working days in New York. */
export const office: StaffedCalendar = {
  name: 'office',
  zone: zoneOf(OWN),
  week: [{ days: [1, 2, 3, 4, 5], from: 9 * 60, until: 17 * 60 }],
  closed: ['2026-03-17'],
  source: 'simulated',
};

/** Somebody who is in one of these zones. */
export function placeOf(names: readonly string[]): Place {
  const zones = decisive(names.map(zoneOf));
  const several = names.length === 1 ? {} : { among: names.length, own: zoneOf(OWN) };
  const found = names.length === 1 ? 'reported' : 'phone';
  return { names, hours: { found, zones, ...several, source: 'simulated', until: SPAN.until - DAY } };
}

function zoneOf(name: string): FrozenZone {
  const zone = frozenZone(name, SPAN);
  if (zone === undefined) throw new Error(`${name} is unknown`);
  return zone;
}
