import { Temporal } from 'temporal-polyfill';
import { offsetAt, type FrozenZone, type OffsetStep } from '../../domain/time/zone.js';

/** Version of the zone data of this runtime. */
export const ZONE_DATA = `tz ${process.versions['tz'] ?? 'of an unknown version'}`;

/** A span of time to freeze, epoch milliseconds. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

/** The clocks of a zone over a span; undefined where this runtime does not know the zone. */
export function frozenZone(zone: string, { from, until }: Span): FrozenZone | undefined {
  const start = inZone(zone, from);
  if (start === undefined) return undefined;
  const offsets: OffsetStep[] = [{ from, minutes: minutesOf(start) }];
  for (let next = start.getTimeZoneTransition('next'); next !== null; next = next.getTimeZoneTransition('next')) {
    if (next.epochMilliseconds >= until) break;
    const step = { from: next.epochMilliseconds, minutes: minutesOf(next) };
    // Some transitions change a name alone.
    if (step.minutes !== offsets.at(-1)?.minutes) offsets.push(step);
  }
  return { zone, offsets };
}

/** Windows have at most sixteen hours: over so many minutes a zone between two others closes no hour that they leave open. */
const WITHOUT_THOSE_BETWEEN = 8 * 60;

/**
 * The zones on which an intersection of daily windows depends: of those with equal clocks the first, and of zones that are
 * near to each other those on the outside.
 */
export function decisive(zones: readonly FrozenZone[]): readonly FrozenZone[] {
  const distinct = zones.filter((zone, index) => zones.findIndex((other) => sameClocks(other, zone)) === index);
  const instants = [...new Set(distinct.flatMap(({ offsets }) => offsets.map(({ from }) => from)))];
  const edges = instants.map((at) => ({ at, ...edgesOf(distinct, at) }));
  if (edges.some(({ west, east }) => east - west > WITHOUT_THOSE_BETWEEN)) return distinct;
  const onEdge = (zone: FrozenZone): readonly string[] =>
    edges.flatMap(({ at, west, east }) => {
      const offset = offsetAt(zone, at);
      return [...(offset === west ? [`${at} west`] : []), ...(offset === east ? [`${at} east`] : [])];
    });
  const kept: FrozenZone[] = [];
  const farthestFirst = [...distinct].sort((a, b) => onEdge(b).length - onEdge(a).length);
  for (const zone of farthestFirst) {
    const covered = kept.flatMap(onEdge);
    if (onEdge(zone).some((edge) => !covered.includes(edge))) kept.push(zone);
  }
  return kept;
}

function edgesOf(zones: readonly FrozenZone[], at: number): { readonly west: number; readonly east: number } {
  const offsets = zones.map((zone) => offsetAt(zone, at));
  return { west: Math.min(...offsets), east: Math.max(...offsets) };
}

function sameClocks(one: FrozenZone, other: FrozenZone): boolean {
  return JSON.stringify(one.offsets) === JSON.stringify(other.offsets);
}

function inZone(zone: string, at: number): Temporal.ZonedDateTime | undefined {
  try {
    return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  } catch {
    return undefined;
  }
}

function minutesOf({ offsetNanoseconds }: Temporal.ZonedDateTime): number {
  return Math.round(offsetNanoseconds / 60e9);
}
