import type { OpenCase } from '../../case/recovery-case.js';
import { durationWords } from '../../duration-words.js';
import type { Clock } from '../clocks.js';
import { clockRecord, clocksOf, warnedAt, warningsOf } from '../clocks.js';
import type { ExplainedState, ExplainedTime, TimeStep } from './explained.js';

/** How the due time of each clock came about. A customer's clock is wall time: nights, weekends and holds never stop it. */
export function explainClocks(c: OpenCase): readonly ExplainedTime[] {
  return clocksOf(c).map((clock) => ({
    what: `${clock.clock} of ${clock.incidentId}`,
    dueAt: clock.dueAt,
    state: stateOf(c, clock),
    steps: [
      { at: clock.from, why: startOf(c, clock) },
      {
        at: clock.dueAt,
        why: `${durationWords(clock.dueAt - clock.from)} of the customer's time later (${numberOf(c, clock)})`,
      },
    ],
    notes: [...warnings(c, clock), ...ends(c, clock)],
  }));
}

function stateOf(c: OpenCase, clock: Clock): ExplainedState {
  if (clockRecord(c, clock)?.breachedAt !== undefined) return 'breached';
  return clock.doneAt === undefined ? 'running' : 'met';
}

function startOf(c: OpenCase, { clock, incidentId, round, from }: Clock): string {
  const incident = c.incidents.find((i) => i.id === incidentId);
  const again = clock === 'resolution' && incident !== undefined && incident.reportedAt !== from;
  if (again) return `round ${round} began, a second chance with a time of its own`;
  const held = incident?.operational === true && clock !== 'resolution';
  return held
    ? `${incidentId} was kept back until then: the customer knew nothing of it`
    : `${incidentId} was reported`;
}

function numberOf(c: OpenCase, { clock }: Clock): string {
  const number = `protocol ${c.protocol.name}, ${clock} clock`;
  return c.recategorised === undefined ? number : `${number}; the case was moved to ${c.recategorised.category}`;
}

/** Warnings that are still to come; those that were given are past. */
function warnings(c: OpenCase, clock: Clock): readonly TimeStep[] {
  if (clock.doneAt !== undefined) return [];
  const given = clockRecord(c, clock)?.warned ?? 0;
  return warningsOf(c, clock)
    .filter((percent) => percent > given)
    .map((percent) => ({ at: warnedAt(clock, percent), why: `warns at ${percent} %` }));
}

function ends(c: OpenCase, clock: Clock): readonly TimeStep[] {
  const breachedAt = clockRecord(c, clock)?.breachedAt;
  return [
    ...(breachedAt === undefined ? [] : [{ at: breachedAt, why: 'breached: the next rung was called' }]),
    ...(clock.doneAt === undefined
      ? []
      : [{ at: clock.doneAt, why: 'over: the customer had heard, or could not be reached' }]),
  ];
}
