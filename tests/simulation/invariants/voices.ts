import type { CaseEvent } from '../../../domain/case/case-events.js';
import type { OpenCase } from '../../../domain/case/recovery-case.js';
import { leavesAt } from '../../../domain/journey/contact-hours.js';
import type { Copy, Stopping } from '../trace.js';
import { firstFault, none, ofEachCase } from './invariant.js';
import type { Invariant } from './invariant.js';
import { channelsLeft, isAskedFor, lastCase, seen } from './look.js';

const stopped: Invariant = {
  name: 'nothing_after_a_stop',
  says: '4. After a customer has stopped a channel nothing reaches them there but one word that confirms it.',
  check: ({ runs, stops }) => {
    const copies = runs.flatMap((run) => run.copies);
    return firstFault(stops, (stop) => {
      const after = copies.filter((copy) => isAfter(copy, stop));
      const other = after.find(({ order }) => order.message !== 'opt_out_confirmation');
      if (other !== undefined) return `${other.order.slot} reached a customer who had stopped ${stop.channel}`;
      const perRun = runs.map((run) => run.copies.filter((copy) => after.includes(copy)).length);
      return Math.max(0, ...perRun) > 1 ? `the stop of ${stop.channel} was confirmed twice` : undefined;
    });
  },
};

function isAfter({ order, at }: Copy, { channel, at: since, until = Infinity }: Stopping): boolean {
  return order.channel === channel && at > since && at < until;
}

const silent = ofEachCase(
  'silent_after_a_reply',
  '10. After a customer wrote or asked for a call, nothing goes out by itself until a person has let the case go on.',
  (run) =>
    none(
      seen(run, 'message_requested'),
      ({ event, index }) => isShut(run.journal.slice(0, index)) && !isAskedFor(event),
      ({ event }) => `${event.slot} was asked for though a reply waits`,
    ) ??
    none(
      run.copies,
      ({ order, state, raced }) =>
        !raced &&
        state.phase !== 'new' &&
        isShut(run.journal.slice(0, state.seq)) &&
        !isAskedFor(order) &&
        !isLast(order),
      ({ order }) => `${order.slot} left though a reply waits`,
    ),
);

/** Once it is decided how a case ends its last message is not taken back. */
function isLast({ message }: Copy['order']): boolean {
  return message === 'closing';
}

/** Whether something that the customer said waits for a person, by the facts alone. */
function isShut(journal: readonly CaseEvent[]): boolean {
  const shutAt = journal.findLastIndex(
    (event) => (event.type === 'customer_replied' && event.reading === 'reply') || event.type === 'callback_requested',
  );
  const openedAt = journal.findLastIndex(
    (event) => (event.type === 'resumed' && event.replies === true) || event.type === 'case_closed',
  );
  return shutAt > openedAt;
}

const attended = ofEachCase(
  'a_reply_makes_a_task',
  '10. While what a customer wrote keeps a case back, a person has a task because of it.',
  ({ rests }) =>
    none(
      rests,
      ({ state }) =>
        state.phase === 'open' &&
        state.repliedAt !== undefined &&
        !state.asks.some((a) => a.state === 'requested' || a.state === 'raised'),
      ({ at }) => `nobody has a task at ${at}`,
    ),
);

const written = ofEachCase(
  'what_people_write_is_sent',
  'What a person wrote to the customer is asked for once, whatever the case waits for, unless no channel is left or it ends.',
  (run) => {
    const c = lastCase(run);
    if (c === undefined || typeof run.end === 'string' || channelsLeft(c).length === 0) return undefined;
    return none(
      c.texts,
      ({ ordinal }) => !c.messages.some((m) => m.message === 'agent_message' && m.ordinal === ordinal),
      ({ text }) => `${text} was never sent`,
    );
  },
);

/** Whether the confirmation of a call has to wait for the hours of contact on every channel. */
function waitsForHours(c: OpenCase, { ordinal, at }: { readonly ordinal: number; readonly at: number }): boolean {
  const leaving = { message: 'callback_confirmation', round: c.round.number, ordinal } as const;
  const incidents = c.incidents.map(({ id }) => id);
  return channelsLeft(c).every((channel) => leavesAt(c, { ...leaving, incidents, channel }, at) > at);
}

const confirmed = ofEachCase(
  'calls_are_confirmed',
  'Whoever asks for a call is told by when it comes before anything else goes out, unless it was made before that, they sleep, or nothing can reach them.',
  (run) =>
    firstFault(seen(run, 'message_requested'), ({ event, before }) => {
      if (before === undefined || isAskedFor(event) || channelsLeft(before).length === 0) return undefined;
      const calls = before.asks.filter((a) => a.kind === 'call_back');
      const owed = calls.find((a, i) => {
        const said = before.messages.some((m) => m.message === 'callback_confirmation' && m.ordinal === i + 1);
        const sleeps = waitsForHours(before, { ordinal: i + 1, at: event.at });
        return (a.state === 'requested' || a.state === 'raised') && !said && !sleeps;
      });
      return owed && `${event.slot} was asked for before ${owed.task} was confirmed`;
    }),
);

/** What holds of what customers write and refuse, and of what people write to them. */
export const voiceInvariants: readonly Invariant[] = [stopped, silent, attended, written, confirmed];
