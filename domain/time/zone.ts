/** From an instant on (epoch milliseconds) a zone's clocks are this many minutes ahead of UTC. */
export interface OffsetStep {
  readonly from: number;
  readonly minutes: number;
}

/** The clocks of a place as plain data. The first offset holds before its time too, the last one for good. */
export interface FrozenZone {
  /** IANA name. */
  readonly zone: string;
  /** Ascending; never empty. */
  readonly offsets: readonly OffsetStep[];
}

/** What the clocks of a place show. */
export interface LocalTime {
  /** Calendar days since 1 January 1970. */
  readonly day: number;
  /** Milliseconds since midnight, as clocks count them. */
  readonly ms: number;
}

const MINUTE = 60_000;
const DAY = 86_400_000;

/** Minutes ahead of UTC at an instant. */
export function offsetAt({ offsets }: FrozenZone, at: number): number {
  const step = offsets.findLast(({ from }) => from <= at) ?? offsets[0];
  return step?.minutes ?? 0;
}

/** When the offset changes next after an instant; `Infinity` where it does not. */
export function nextChange({ offsets }: FrozenZone, at: number): number {
  return offsets.slice(1).find(({ from }) => from > at)?.from ?? Infinity;
}

/** Since when the offset of an instant holds; `-Infinity` for the first one. */
export function lastChange({ offsets }: FrozenZone, at: number): number {
  return offsets.slice(1).findLast(({ from }) => from <= at)?.from ?? -Infinity;
}

/** Date and time of day at an instant. */
export function localAt(zone: FrozenZone, at: number): LocalTime {
  const local = at + offsetAt(zone, at) * MINUTE;
  const day = Math.floor(local / DAY);
  return { day, ms: local - day * DAY };
}

/** The day of the week of a calendar day: 1 for Monday to 7 for Sunday, as ISO 8601 counts them. */
export function weekdayOf(day: number): number {
  // 1 January 1970 was a Thursday.
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** A calendar day as `2026-12-25`. */
export function dateOf(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** An offset in words: "UTC", "UTC+1", "UTC-3:30". */
export function offsetWords(minutes: number): string {
  if (minutes === 0) return 'UTC';
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `UTC${minutes < 0 ? '-' : '+'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}

/** A time of day, in minutes since midnight, as clocks show it: "08:00". */
export function clockWords(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
