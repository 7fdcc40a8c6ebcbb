import { none, firstFault, ofEachCase } from './invariant.js';
import type { Invariant } from './invariant.js';
import { heard, lastCase, seen, speaksOf, wentOut } from './look.js';

const remedyFirst = ofEachCase(
  'remedy_before_claim',
  '5. Nothing is resolved by the automatic remedy, and no message says so, before the remedy was granted.',
  (run) => {
    const granted = seen(run, 'act_done').at(0)?.index ?? Infinity;
    return none(
      seen(run, 'resolved'),
      ({ event, index }) => event.actor === 'system' && index < granted,
      () => 'resolved by a remedy that was not granted',
    );
  },
);

const resolvedFirst = ofEachCase(
  'resolved_before_told',
  'The customer is told of a solution only for incidents that are resolved.',
  (run) =>
    firstFault(seen(run, 'message_requested'), ({ event, before }) => {
      // What may have gone out is asked for again whether or not it still makes sense, and taken back at once.
      if (!speaksOf(event, 'resolution') || event.request > 1) return undefined;
      const open = before?.incidents.filter((i) => event.incidents.includes(i.id) && i.resolvedAt === undefined) ?? [];
      return open.length === 0 ? undefined : `${event.slot} speaks of what is not resolved`;
    }) ??
    none(
      run.copies,
      ({ order, state, raced }) =>
        !raced &&
        speaksOf(order, 'resolution') &&
        state.phase !== 'new' &&
        state.incidents.some((i) => order.incidents.includes(i.id) && i.resolvedAt === undefined && !i.moot),
      ({ order }) => `${order.slot} reached the customer before it was true`,
    ),
);

const apologySaid = ofEachCase(
  'owed_apology_is_said',
  '3. Where an apology is owed and the customer hears of the solution, an apology was asked for.',
  (run, { script: { protocol } }) => {
    const c = lastCase(run);
    const [opening] = seen(run, 'case_opened');
    if (c === undefined || opening === undefined || c.ending !== undefined) return undefined;
    const { at, lastApologyAt } = opening.event;
    const owed = lastApologyAt === undefined || at - lastApologyAt > protocol.apologyWindow;
    const told = c.messages.some((m) => speaksOf(m, 'resolution') && wentOut(m));
    const asked = c.messages.some((m) => speaksOf(m, 'apology'));
    return owed && told && !asked ? 'the customer never heard an apology' : undefined;
  },
);

const surveyLast = ofEachCase(
  'survey_after_repair',
  '9. No survey is asked for before everything is resolved and the customer knows.',
  (run) =>
    firstFault(seen(run, 'message_requested'), ({ event, before }) => {
      if (event.message !== 'survey' || before === undefined) return undefined;
      // What may be on its way is asked about again, whatever has changed since.
      if (before.messages.some((m) => m.slot === event.slot && m.state === 'unsettled')) return undefined;
      const live = before.incidents.filter((i) => !i.moot);
      const early = live.find(
        (i) => i.resolvedAt === undefined || !heard(before, i, { type: 'resolution', since: i.resolvedAt }),
      );
      return early === undefined ? undefined : `${event.slot} was asked for while ${early.id} was open or untold`;
    }),
);

/** What holds of the remedy, the apology, and what must be true before it is said. */
export const repairInvariants: readonly Invariant[] = [remedyFirst, resolvedFirst, apologySaid, surveyLast];
