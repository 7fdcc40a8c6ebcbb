import type { ClockRef } from './case-events.js';
import type { Folds } from './folds.js';
import type { ClockRecord, OpenCase } from './recovery-case.js';

/** Facts about clocks, the ladder and the gate. */
export const foldClocks: Folds<'clock_warned' | 'clock_breached' | 'escalated' | 'held' | 'resumed'> = {
  clock_warned: (c, event) => clock(c, event, { warned: event.percent }),
  clock_breached: (c, event) => ({
    ...clock(c, event, { breachedAt: event.at }),
    escalationsDue: [...c.escalationsDue, 'breach'],
  }),
  escalated: (c, event) => ({
    ...c,
    rung: event.rung,
    escalatedTo: event.to,
    escalatedAt: event.at,
    escalationsDue: c.escalationsDue.slice(1),
  }),
  held: (c, event) => ({ ...c, hold: { reason: event.reason, until: event.until } }),
  resumed: (c, { replies, at }) => {
    if (replies === true) return seenTo(c, at);
    const { hold: _, ...rest } = c;
    return rest;
  },
};

/** Nothing that the customer wrote keeps the case silent any more; nothing changes where nothing did. */
export function seenTo(c: OpenCase, at: number): OpenCase {
  const { repliedAt, ...rest } = c;
  return repliedAt === undefined ? c : { ...rest, seenToAt: at };
}

/** Whether two references name the same clock. */
export function sameClock(a: ClockRef, b: ClockRef): boolean {
  return a.clock === b.clock && a.incidentId === b.incidentId && a.round === b.round;
}

function clock(c: OpenCase, ref: ClockRef, change: Partial<ClockRecord>): OpenCase {
  const { clock: name, incidentId, round } = ref;
  const before = c.clocks.find((k) => sameClock(k, ref)) ?? { clock: name, incidentId, round, warned: 0 };
  return { ...c, clocks: [...c.clocks.filter((k) => !sameClock(k, ref)), { ...before, ...change }] };
}
