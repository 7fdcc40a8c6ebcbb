import type { OpenCase } from '../../../domain/case/recovery-case.js';
import { none, ofEachCase } from './invariant.js';
import type { Invariant } from './invariant.js';
import { channelsLeft, lastCase, seen, speaksOf, wentOut } from './look.js';

/** The version of the rules that brought it. */
const SINCE = 3;

const asked = ofEachCase(
  'somebody_is_asked_to_reach',
  'No case ends by itself with something untold that no channel could tell, unless a person was asked to tell it, and had their time.',
  (run) => {
    const c = lastCase(run);
    const ended = typeof run.end !== 'string' && run.end.outcome === 'unreachable';
    if (c === undefined || !ended || c.ending !== undefined || c.rules < SINCE) return undefined;
    if (channelsLeft(c).length > 0 || untold(c).length === 0) return undefined;
    const last = c.reaches.at(-1);
    if (last === undefined) return 'nobody was asked to reach the customer';
    return last.state === 'not_reached' ? undefined : `the case ended while ${last.task} was ${last.state}`;
  },
);

const once = ofEachCase(
  'asked_to_reach_where_nothing_does',
  'A person is asked only where no channel is left, one task at a time, and not again once the customer was not reached.',
  (run) =>
    none(
      seen(run, 'task_requested'),
      ({ before }) =>
        before === undefined ||
        channelsLeft(before).length > 0 ||
        before.reaches.some(({ state }) => state !== 'reached'),
      ({ event }) => `${event.task} was asked for though a channel was left, or another task`,
    ),
);

/** The incidents of which no message that arrived, or may have, says how they stand. */
function untold(c: OpenCase): readonly string[] {
  return c.incidents
    .filter(({ moot }) => !moot)
    .filter(({ id, resolvedAt }) => {
      const type = resolvedAt === undefined ? 'acknowledgement' : 'resolution';
      const telling = c.messages.filter((m) => speaksOf(m, type) && m.incidents.includes(id));
      return !telling.some((m) => wentOut(m) && m.requestedAt >= (resolvedAt ?? 0));
    })
    .map(({ id }) => id);
}

/** What holds of people who tell the customer what no message can. */
export const reachInvariants: readonly Invariant[] = [asked, once];
