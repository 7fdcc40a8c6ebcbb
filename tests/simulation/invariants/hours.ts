import type { MessageType } from '../../../domain/contact/messages.js';
import type { Copy, Journey } from '../trace.js';
import { none, ofEachCase } from './invariant.js';
import type { Invariant } from './invariant.js';

const HOUR = 3_600_000;
/** What answers a report, and what answers a reply or the wish for a call. */
const toReports: readonly MessageType[] = ['acknowledgement', 'resolved_at_once'];
const toReplies: readonly MessageType[] = ['agent_message', 'callback_confirmation'];

const insideHours = ofEachCase(
  'inside_hours',
  'No message leaves outside the hours of contact on the clocks of every place in which the customer may be, but an answer by e-mail to what they have just written, and the word that a channel has ended.',
  (run, { script }) =>
    none(
      run.copies,
      (copy) => !isAnswer(copy) && !isDay(script, copy),
      ({ order, at }) => `${order.slot} left at ${new Date(at).toISOString()}`,
    ),
);

/** What the runtime says that clocks show, which no code of ours looks at. */
function isDay({ place, protocol }: Journey['script'], { at }: Copy): boolean {
  const { contactHours: window } = protocol;
  if (place === undefined || window === undefined) return true;
  const open = (name: string, instant: number): boolean => {
    const minute = minuteIn(name, instant);
    return minute >= window.from && minute < window.until;
  };
  // Plausible zones without an hour in common leave it to the programme's own.
  const anyHour = Array.from({ length: 96 }, (_, i) => at + (i * HOUR) / 4);
  const common = place.names.length === 1 || anyHour.some((t) => place.names.every((name) => open(name, t)));
  return common ? place.names.every((name) => open(name, at)) : open(place.hours.own?.zone ?? '', at);
}

function isAnswer({ order, at, state }: Copy): boolean {
  if (order.message === 'opt_out_confirmation') return true;
  if (order.channel !== 'email' || state.phase === 'new') return false;
  const replied = [state.repliedAt ?? 0, ...state.asks.map(({ requestedAt }) => requestedAt)];
  if (toReplies.includes(order.message)) return replied.some((written) => at - written < HOUR);
  if (!toReports.includes(order.message)) return false;
  const fresh = state.incidents.filter(({ operational, reportedAt }) => operational !== true && at - reportedAt < HOUR);
  return fresh.some(({ id }) => order.incidents.includes(id));
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function minuteIn(timeZone: string, at: number): number {
  const clock =
    clocks.get(timeZone) ??
    new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  clocks.set(timeZone, clock);
  const [hours = 0, minutes = 0] = clock.format(at).split(':').map(Number);
  return hours * 60 + minutes;
}

/** What holds of the hours of contact. */
export const hoursInvariants: readonly Invariant[] = [insideHours];
