import type { MessageOrder } from '../../../domain/case/case-events.js';
import type { OpenCase } from '../../../domain/case/recovery-case.js';
import type { MessageType } from '../../../domain/contact/messages.js';
import type { Copy, Journey, Run } from '../trace.js';
import { firstFault, none, ofEachCase, repeated } from './invariant.js';
import type { Invariant } from './invariant.js';
import { isAskedFor, MAX_NIGHTS, MAX_REQUESTS, seen, speaksOf } from './look.js';

const oneApology: Invariant = {
  name: 'one_apology',
  says: '3. A customer gets one automatic apology per case and window, combined messages included.',
  check: (journey) => {
    const apologies = journey.runs.flatMap((run) => run.copies.filter((copy) => speaksOf(copy.order, 'apology')));
    return (
      none(
        journey.runs,
        (run) => apologies.filter((a) => run.copies.includes(a)).length > 1,
        (run) => `case ${run.number} apologised twice`,
      ) ?? firstFault(apologies, (apology) => tooSoon(journey, apology))
    );
  },
};

/** The window is counted from the last apology to the opening of the case. */
function tooSoon({ script, runs }: Journey, { state, at }: Copy): string | undefined {
  if (state.phase === 'new') return undefined;
  const earlier = runs
    .flatMap((run) => run.copies)
    .filter((c) => c.at < state.openedAt && speaksOf(c.order, 'apology'));
  const last = earlier.at(-1)?.at ?? state.lastApologyAt;
  const again = last !== undefined && last < state.openedAt && state.openedAt - last <= script.protocol.apologyWindow;
  return again ? `apologised at ${at}, and before at ${last}` : undefined;
}

const acknowledgedOnce = ofEachCase(
  'acknowledged_once',
  'The customer is told at most once that an incident is with us; a combined message says it of one that was not told before.',
  ({ copies }) => {
    const saying = copies.filter((c) => speaksOf(c.order, 'acknowledgement'));
    return none(
      saying,
      (copy) => {
        const before = saying.slice(0, saying.indexOf(copy)).flatMap((c) => c.order.incidents);
        const again = copy.order.incidents.filter((id) => before.includes(id));
        return copy.order.message === 'acknowledgement'
          ? again.length > 0
          : again.length === copy.order.incidents.length;
      },
      ({ order }) => `${order.slot} acknowledges again`,
    );
  },
);

const oneCopy = ofEachCase(
  'one_copy_per_step',
  'No step reaches the customer twice, whatever channels it tried.',
  ({ copies }) => {
    const twice = repeated(copies.map(({ order }) => `${order.round}/${order.message}/${order.ordinal}`));
    return twice === undefined ? undefined : `${twice} reached the customer twice`;
  },
);

const silentWhenClosed = ofEachCase(
  'silent_when_closed',
  '7. No message leaves once the case is closed.',
  ({ copies }) =>
    none(
      copies,
      ({ state }) => state.phase === 'closed',
      ({ order }) => `${order.slot} left after closing`,
    ),
);

const silentWhenHeld = ofEachCase(
  'silent_when_held',
  '7. While a case is on hold no message is asked for, and none leaves that could still be stopped.',
  (run) =>
    none(
      seen(run, 'message_requested'),
      ({ event, before }) => before?.hold !== undefined && !isAskedFor(event),
      ({ event }) => `${event.slot} was asked for on hold`,
    ) ??
    none(
      run.copies,
      ({ order, state, raced }) => state.phase === 'open' && state.hold !== undefined && !raced && !isAskedFor(order),
      ({ order }) => `${order.slot} left on hold`,
    ),
);

const stillTrue = ofEachCase(
  'true_when_sent',
  'What no longer makes sense does not leave: nothing that announces a solution which is there, no survey after the answer.',
  (run) =>
    none(
      run.copies,
      ({ order, state, raced }) => !raced && state.phase === 'open' && isPointless(order, state),
      ({ order }) => `${order.slot} left though it was pointless`,
    ),
);

/** What says that somebody is at work. */
const announcing: ReadonlySet<MessageType> = new Set([
  'acknowledgement',
  'apology',
  'progress_update',
  'second_chance',
]);

function isPointless(order: MessageOrder, c: OpenCase): boolean {
  const open = c.incidents.filter((i) => i.resolvedAt === undefined && !i.moot);
  const named = open.some((i) => order.incidents.includes(i.id));
  if (isAskedFor(order)) return false;
  if (c.ending !== undefined) return order.message !== 'closing';
  if (announcing.has(order.message)) return !named;
  const asks = order.message === 'survey' || order.message === 'survey_reminder';
  return asks && (c.round.number !== order.round || c.round.verdict !== undefined);
}

const inFlight = ofEachCase('one_in_flight', '17. At most one customer message is in flight.', (run) =>
  none(
    seen(run, 'message_requested'),
    ({ after }) => (after?.messages.filter((m) => m.state === 'requested').length ?? 0) > 1,
    ({ event }) => `${event.slot} was asked for beside another`,
  ),
);

const requests = ofEachCase(
  'asked_sparingly',
  'A slot is asked for at most five times, and seven nights apart, each time with the next number, and never again after it went out or was refused.',
  (run) =>
    none(
      seen(run, 'act_requested'),
      ({ event }) => event.request > MAX_REQUESTS,
      () => 'the remedy was asked for too often',
    ) ??
    firstFault(seen(run, 'message_requested'), ({ event, index, before }) => {
      const { slot, request } = event;
      const asked = seen(run, 'message_requested').filter((e) => e.event.slot === slot && e.index < index).length;
      const last = before?.messages.find((m) => m.slot === slot);
      const nights = seen(run, 'message_skipped').filter(
        (e) => e.event.slot === slot && e.event.reason === 'outside_hours' && e.index < index,
      ).length;
      if (nights >= MAX_NIGHTS) return `${slot} was asked for after ${nights} nights`;
      if (request - nights > MAX_REQUESTS) return `${slot} was asked for ${request} times`;
      if (request !== asked + 1) return `${slot} was asked for by a wrong number, ${request}`;
      const slept = last?.state === 'skipped' && last.code === 'outside_hours';
      const free = last === undefined || slept || last.state === 'withdrawn' || last.state === 'unsettled';
      // At another address it is another matter.
      const corrected = last !== undefined && (before?.corrected[last.channel] ?? 0) > last.requestedAt;
      const open = free || (corrected && !['accepted', 'in_doubt', 'requested'].includes(last.state));
      return open ? undefined : `${slot} was asked for after it was ${last.state}`;
    }),
);

/** What counts against the budget; see domain/journey/budget.ts for what is owed in any case. */
const budgeted: readonly MessageType[] = [
  'acknowledgement',
  'resolution',
  'survey',
  'apology',
  'follow_up',
  'survey_reminder',
];

const budget = ofEachCase(
  'message_budget',
  'A round has no more kinds of messages than its severity allows, and none of a kind twice that is said once.',
  (run, { script }) =>
    firstFault(rounds(run), (copies) => {
      const kinds = copies.map(({ order }) => (order.message === 'resolved_at_once' ? 'resolution' : order.message));
      const counted = new Set(kinds.filter((kind) => budgeted.includes(kind)));
      const limit = Math.max(
        ...copies.map(({ state }) => (state.phase === 'new' ? 0 : script.protocol.messageBudget[state.severity])),
      );
      if (counted.size > limit) return `${[...counted].join(', ')} in a round for ${limit}`;
      const once = repeated(kinds.filter((kind) => !manyTimes.includes(kind)));
      return once === undefined ? undefined : `${once} twice in a round`;
    }),
);

/** Each incident, or each missed promise, may need one of its own. */
const manyTimes: readonly MessageType[] = [
  'acknowledgement',
  'resolution',
  'progress_update',
  'agent_message',
  'callback_confirmation',
  'opt_out_confirmation',
];

function rounds(run: Run): readonly (readonly Copy[])[] {
  return [...new Set(run.copies.map((c) => c.order.round))].map((n) => run.copies.filter((c) => c.order.round === n));
}

/** What holds of the messages that a customer gets. */
export const messageInvariants: readonly Invariant[] = [
  oneApology,
  acknowledgedOnce,
  oneCopy,
  silentWhenClosed,
  silentWhenHeld,
  stillTrue,
  inFlight,
  requests,
  budget,
];
