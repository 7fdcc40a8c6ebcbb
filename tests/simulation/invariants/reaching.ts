import type { OpenCase } from '../../../domain/case/recovery-case.js';
import { none, ofEachCase } from './invariant.js';
import type { Invariant } from './invariant.js';
import { isKeptBack } from './proactive.js';
import { channelsLeft, heard, isAside, lastCase, seen, speaksOf, unsaid, wentOut } from './look.js';

/** The version of the rules that brought it. */
const SINCE = 3;

const asked = ofEachCase(
  'somebody_is_asked_to_reach',
  'No case ends by itself with something untold, unless the customer answered, or a person was asked to tell it, and had their time.',
  (run) => {
    const c = lastCase(run);
    if (c?.phase !== 'closed' || c.ending !== undefined || c.rules < SINCE) return undefined;
    if (c.round.verdict !== undefined || untold(c).length === 0) return undefined;
    const last = c.reaches.at(-1);
    if (last === undefined) return 'nobody was asked to reach the customer';
    return last.state === 'not_reached' || last.state === 'reached'
      ? undefined
      : `the case ended while ${last.task} was ${last.state}`;
  },
);

const once = ofEachCase(
  'asked_to_reach_where_nothing_does',
  'A person is asked only where something came to its end untold, one task at a time, and not again while nothing has changed since the customer was not reached.',
  (run) =>
    none(
      seen(run, 'task_requested').filter(({ event }) => event.kind === 'reach_customer'),
      ({ before, event }) =>
        before === undefined ||
        before.reaches.slice(-1).some(isOpen) ||
        (unsaid(before).length === 0 && !mayAskForIncidents(before, event.at)),
      ({ event }) => `${event.task} was asked for though a message may still tell it, or another task`,
    ),
);

const ended = ofEachCase(
  'nobody_is_asked_in_vain',
  'A task is over only when the customer was told everything, has answered, or is owed nothing more, or is not to hear of it yet.',
  (run) =>
    none(
      seen(run, 'task_ended').filter(({ event }) => event.task.startsWith('reach-')),
      ({ before, event }) =>
        before !== undefined &&
        (unsaid(before).length > 0 || (before.round.verdict === undefined && owed(before, event.at).length > 0)),
      ({ event }) => `${event.task} was taken from the list though something is untold`,
    ),
);

const texts = ofEachCase(
  'texts_that_nobody_heard_are_told_by_hand',
  'While no channel took what a person wrote, another person has the task to tell it.',
  ({ rests }) =>
    none(
      rests,
      ({ state }) => state.phase === 'open' && unsaid(state).length > 0 && !state.reaches.some(isOpen),
      ({ at }) => `nobody has the task at ${at}`,
    ),
);

const soon = ofEachCase(
  'what_is_owed_is_told_by_hand_at_once',
  'As soon as nothing more will tell an incident that is owed, a person has the task, unless the gate is shut or it was in vain.',
  ({ rests }) =>
    none(
      rests,
      ({ state, at }) =>
        state.phase === 'open' &&
        state.rules >= SINCE &&
        state.ending === undefined &&
        state.hold === undefined &&
        state.repliedAt === undefined &&
        state.round.verdict === undefined &&
        !state.messages.some((m) => m.state === 'requested') &&
        state.act?.state !== 'requested' &&
        !state.reaches.some(isOpen) &&
        mayAskForIncidents(state, at),
      ({ at }) => `nobody has the task at ${at}`,
    ),
);

function isOpen({ state }: OpenCase['reaches'][number]): boolean {
  return state === 'requested' || state === 'raised';
}

function mayAskForIncidents(c: OpenCase, at: number): boolean {
  return endedUntold(c, at).length > 0 && !c.reaches.slice(-1).some((r) => forbids(c, r));
}

function forbids(c: OpenCase, { state, endedAt = 0 }: OpenCase['reaches'][number]): boolean {
  if (state !== 'not_reached') return false;
  const changed = Object.values(c.corrected).some((at) => at > endedAt);
  // The last message is no new beginning: it says how it ended for want of a person.
  const through = c.messages.filter((m) => m.state === 'accepted' && m.message !== 'closing');
  return !changed && !through.some((m) => (m.endedAt ?? 0) > endedAt);
}

/** The incidents owed at this instant for which every message that should tell it has come to its end. */
function endedUntold(c: OpenCase, at: number): readonly string[] {
  return owed(c, at).filter((id) => {
    const incident = c.incidents.find((one) => one.id === id);
    if (incident === undefined) return false;
    const type = incident.resolvedAt === undefined ? 'acknowledgement' : 'resolution';
    return channelsLeft(c).length === 0 || heard(c, incident, { type, since: incident.resolvedAt ?? 0 });
  });
}

/** What is untold, without what the customer is not to hear of yet. */
function owed(c: OpenCase, at: number): readonly string[] {
  const kept = c.incidents.filter((i) => isKeptBack(c, i, at)).map(({ id }) => id);
  return untold(c).filter((id) => !kept.includes(id));
}

/** The incidents of which no message that arrived, or may have, and no person says how they stand. */
function untold(c: OpenCase): readonly string[] {
  return c.incidents
    .filter(({ moot }) => !moot)
    .filter(({ id, joinedAt, resolvedAt }) => {
      const about = c.messages.filter((m) => m.incidents.includes(id) && !isAside(m));
      const telling = about.filter((m) => resolvedAt === undefined || speaksOf(m, 'resolution'));
      const byHand = c.reaches.some((r) => r.state === 'reached' && (r.endedAt ?? 0) > (resolvedAt ?? joinedAt - 1));
      return !byHand && !telling.some((m) => wentOut(m) && m.requestedAt >= (resolvedAt ?? 0));
    })
    .map(({ id }) => id);
}

/** What holds of people who tell the customer what no message can. */
export const reachInvariants: readonly Invariant[] = [asked, once, ended, texts, soon];
