import type { OpenCase } from '../../case/recovery-case.js';
import type { ZoneFound } from '../../time/frozen-hours.js';
import { clockWords, offsetAt, offsetWords, type FrozenZone } from '../../time/zone.js';
import { contactHoursOf, type ContactHours } from '../contact-hours.js';
import { postponedMoves } from '../parts.js';
import type { ExplainedTime, TimeStep } from './explained.js';

/** Each message that would go out now but for the hours of contact: when it goes, and whose clocks say so. */
export function explainPostponed(c: OpenCase, now: number): readonly ExplainedTime[] {
  return postponedMoves(c, now).map(({ until, postponed: { message, channel } }) => ({
    what: `${message} by ${channel}, put off to the hours of contact`,
    dueAt: until,
    state: 'planned',
    steps: [
      { at: now, why: `due, but ${hoursWords(c, now)}` },
      { at: until, why: `those hours have begun${changeWords(c, now, until)}` },
    ],
    notes: [],
  }));
}

/** The step by which a plan was moved out of closed hours; none where it was not. */
export function movedBy(c: OpenCase, plannedAt: number, at: number): readonly TimeStep[] {
  if (at === plannedAt) return [];
  const where = at < plannedAt ? 'before the hours of contact end' : 'when the hours of contact begin';
  return [{ at, why: `moved to ${where}: ${hoursWords(c, plannedAt)}` }];
}

/** Which hours count, on whose clocks, and how these were found. */
function hoursWords(c: OpenCase, at: number): string {
  const hours = contactHoursOf(c, at);
  if (hours === undefined) return 'the customer may be written to at any hour';
  const { from, until } = hours.window;
  const window = `${clockWords(from)} to ${clockWords(until)}`;
  return `the customer is written to from ${window} in ${zonesWords(hours, at)}${foundWords(c, hours)}${horizonWords(c, at)}`;
}

function zonesWords({ zones }: ContactHours, at: number): string {
  const inOrder = [...zones].sort((a, b) => offsetAt(a, at) - offsetAt(b, at));
  const [west, east] = [inOrder[0], inOrder.at(-1)];
  if (west === undefined || east === undefined || west === east) return west === undefined ? 'UTC' : named(west, at);
  return `every zone from ${named(west, at)} to ${named(east, at)}`;
}

function named(zone: FrozenZone, at: number): string {
  return `${zone.zone} (${offsetWords(offsetAt(zone, at))})`;
}

const sources: Readonly<Record<Exclude<ZoneFound, 'unknown'>, string>> = {
  reported: 'the zone that was reported',
  phone: 'where the country of their phone has it',
  locale: 'where the country of their locale has it',
};

function foundWords({ hours }: OpenCase, { zones }: ContactHours): string {
  if (hours === undefined) return '';
  const { found, among, own } = hours;
  if (found === 'unknown') return ', the zone of the programme: nothing tells that of the customer';
  if (own !== undefined && zones.includes(own)) {
    return `, the zone of the programme: the ${among ?? 0} plausible ones have no hour in common`;
  }
  return `, ${sources[found]}${among === undefined ? '' : ` (${among} plausible zones)`}`;
}

function horizonWords({ hours }: OpenCase, at: number): string {
  return hours !== undefined && at > hours.until ? '; changes of clocks are not known so far ahead' : '';
}

/** Changes of clocks on the way, which make a night longer or shorter. */
function changeWords(c: OpenCase, from: number, until: number): string {
  const changed = contactHoursOf(c, from)?.zones.filter((zone) => offsetAt(zone, from) !== offsetAt(zone, until)) ?? [];
  if (changed.length === 0) return '';
  return `; the clocks change on the way: ${changed.map((zone) => named(zone, until)).join(', ')} from then on`;
}
