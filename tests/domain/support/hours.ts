import type { FrozenHours } from '../../../domain/time/frozen-hours.js';
import type { Opening } from '../../../domain/case/case-events.js';
import type { StaffedCalendar } from '../../../domain/time/staffed.js';
import type { FrozenProtocol } from '../../../domain/protocol/protocol.js';
import { aProtocol, DAY, T0 } from './builders.js';

/** Los Angeles, where the fixed clock stands at one in the morning; clocks change on Sunday, six days later. */
export const losAngeles = {
  zone: 'America/Los_Angeles',
  offsets: [
    { from: T0, minutes: -480 },
    { from: Date.UTC(2026, 2, 8, 10), minutes: -420 },
  ],
};

/** A zone whose clocks never change. */
export function aZone(zone: string, hours: number): FrozenHours['zones'][number] {
  return { zone, offsets: [{ from: T0, minutes: hours * 60 }] };
}

export function someHours(overrides: Partial<FrozenHours> = {}): FrozenHours {
  return { found: 'reported', zones: [losAngeles], source: 'tz 2025c', until: T0 + 120 * DAY, ...overrides };
}

/** A case whose customer is written to from eight to eight, as opened at one in the morning of their day. */
export function atNight(protocol: Partial<FrozenProtocol> = {}, opening: Partial<Opening> = {}): Partial<Opening> {
  const contactHours = { from: 8 * 60, until: 20 * 60 };
  return { hours: someHours(), ...opening, protocol: aProtocol({ contactHours, ...protocol }) };
}

/** Nine to five on working days, in Berlin, where the fixed clock stands at ten. */
export function anOffice(overrides: Partial<StaffedCalendar> = {}): StaffedCalendar {
  return {
    name: 'office',
    zone: aZone('Europe/Berlin', 1),
    week: [{ days: [1, 2, 3, 4, 5], from: 9 * 60, until: 17 * 60 }],
    closed: [],
    source: 'tz 2025c',
    ...overrides,
  };
}
