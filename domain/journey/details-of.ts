import type { CaseDetails, ClockView } from '../case/case-view.js';
import type { OpenCase, RecoveryCase } from '../case/recovery-case.js';
import type { Clock } from './clocks.js';
import { spokenAt } from './last-contact.js';
import { clocksOf, pastClocks, slaOf } from './clocks.js';
import { noWayTo } from './no-way.js';
import { standingOf } from './promise-standing.js';

/** The clocks, promises and messages of a case; of one that is not open yet there are none. */
export function detailsOf(c: RecoveryCase): CaseDetails {
  if (c.phase === 'new') return { clocks: [], promises: [], messages: [] };
  const reachedAt = spokenAt(c);
  const noWay = c.phase === 'closed' ? undefined : noWayTo(c);
  return {
    clocks: [...clockViews(c, clocksOf(c)), ...clockViews(c, pastClocks(c))],
    promises: c.promises.map((p) => ({ id: p.id, about: p.about, dueAt: p.dueAt, state: standingOf(p) })),
    messages: c.messages.map(({ slot, message, channel, state, endedAt, requestedAt }) => {
      return { slot, message, channel, state, at: endedAt ?? requestedAt };
    }),
    ...(reachedAt !== undefined && { reachedAt }),
    ...(noWay !== undefined && { noWay }),
  };
}

/** Clocks with their states. */
function clockViews(c: OpenCase, clocks: readonly Clock[]): readonly ClockView[] {
  return clocks.map((k) => {
    const { clock, incidentId, round, dueAt, doneAt } = k;
    return { clock, incidentId, round, dueAt, state: slaOf(c, k), ...(doneAt !== undefined && { doneAt }) };
  });
}
