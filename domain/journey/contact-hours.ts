import type { MessageOrder } from '../case/case-events.js';
import type { OpenCase } from '../case/recovery-case.js';
import type { MessageType } from '../contact/messages.js';
import { leftForHours } from '../contact/outside-hours.js';
import { lastOpen, nextClosed, nextOpen, type DailyWindow } from '../time/daily-window.js';
import type { FrozenZone } from '../time/zone.js';

/** The hours in which a customer may be written to, on the clocks of each of these zones. */
export interface ContactHours {
  readonly zones: readonly FrozenZone[];
  readonly window: DailyWindow;
}

/** A message that is to go out. */
export type Leaving = Pick<MessageOrder, 'message' | 'channel' | 'incidents' | 'round' | 'ordinal'>;

/** What answers a report; at any hour, as long as the customer has just written. */
const answersReport: readonly MessageType[] = ['acknowledgement', 'resolved_at_once'];
/** What answers a reply or the wish for a call, in the same way. */
const answersReply: readonly MessageType[] = ['agent_message', 'callback_confirmation'];
/** How long a customer counts as one who has just written (product.md, default numbers). */
const JUST_WRITTEN = 3_600_000;
/** Whatever is asked for in the last moment would come too late for the hours. */
const MOMENT = 60_000;
/** What is planned for closed hours goes out so much before they begin, so that a provider's hiccup costs no night. */
const LEEWAY = 15 * 60_000;

/**
 * The hours of contact of a case as they are from an instant on; undefined where it may write at any hour: for reasons of
 * safety, at a pace, and where it began before there were hours. Where the plausible zones of a customer have no hour in
 * common, the programme's own one decides.
 */
export function contactHoursOf(c: OpenCase, at: number): ContactHours | undefined {
  const { hours, protocol } = c;
  const { contactHours: window, safety } = protocol;
  if (hours === undefined || window === undefined || safety === true) return undefined;
  if (hours.own !== undefined && nextOpen(hours.zones, window, at) === undefined) return { zones: [hours.own], window };
  return { zones: hours.zones, window };
}

/** The earliest instant from now on at which a message may be asked for; `now` itself where it may at once. */
export function leavesAt(c: OpenCase, message: Leaving, now: number): number {
  const hours = hoursFor(c, message, now);
  if (hours === undefined) return now;
  const leftAt = leftOutAt(c, message);
  if (leftAt !== undefined) return openingFrom(hours, Math.max(now, closingFrom(hours, leftAt)));
  return answersUntil(c, message) - now >= MOMENT ? now : openingFrom(hours, now);
}

/** The first instant from now on at which a message may leave no more; undefined where it may at any hour. */
export function closesAt(c: OpenCase, message: Leaving, now: number): number | undefined {
  const hours = hoursFor(c, message, now);
  if (hours === undefined) return undefined;
  const answerEnds = answersUntil(c, message);
  const closing = Math.max(closingFrom(hours, now), answerEnds);
  return closing === answerEnds ? closingFrom(hours, closing) : closing;
}

/** That a channel has ended is said at once, on that very channel. */
function hoursFor(c: OpenCase, { message }: Leaving, now: number): ContactHours | undefined {
  return message === 'opt_out_confirmation' ? undefined : contactHoursOf(c, now);
}

/** A time at which the process wants to write, and the message that it follows. */
export interface Plan {
  readonly at: number;
  /** When that message was over: nothing planned goes out before it. */
  readonly since: number;
}

/**
 * When a planned message goes out: a time that falls into closed hours is moved before them, so that it is no later than
 * promised. Where that would be before the message that it follows, it waits for the next ones.
 */
export function plannedFor(c: OpenCase, { at, since }: Plan): number {
  const hours = contactHoursOf(c, at);
  if (hours === undefined || openingFrom(hours, at) === at) return at;
  const last = lastOpen(hours.zones, hours.window, at);
  const earlier = last && nextOpen(hours.zones, hours.window, last + 1 - LEEWAY);
  return earlier !== undefined && earlier > since ? earlier : openingFrom(hours, at);
}

/** The hours from an instant on that leave time to send something. */
function openingFrom({ zones, window }: ContactHours, from: number): number {
  const opens = nextOpen(zones, window, from) ?? from;
  const closes = nextClosed(zones, window, opens);
  return closes - opens >= MOMENT ? opens : (nextOpen(zones, window, closes) ?? opens);
}

function closingFrom({ zones, window }: ContactHours, at: number): number {
  return nextClosed(zones, window, at);
}

/** When the sender of this very message came too late for the hours. */
function leftOutAt(c: OpenCase, { round, message, ordinal, channel }: Leaving): number | undefined {
  const tried = c.messages.find(
    (m) => m.round === round && m.message === message && m.ordinal === ordinal && m.channel === channel,
  );
  return tried !== undefined && leftForHours(tried) ? tried.endedAt : undefined;
}

/** Until when a message is an answer to what the customer has just written; `-Infinity` where it is none. */
function answersUntil(c: OpenCase, { message, channel, incidents }: Leaving): number {
  if (channel !== 'email') return -Infinity;
  const reports = c.incidents.filter(({ id, operational }) => incidents.includes(id) && operational !== true);
  const written = [
    ...(answersReport.includes(message) ? reports.map(({ reportedAt }) => reportedAt) : []),
    ...(answersReply.includes(message) ? [c.repliedAt ?? -Infinity, ...c.asks.map((a) => a.requestedAt)] : []),
  ];
  return Math.max(...written) + JUST_WRITTEN;
}
