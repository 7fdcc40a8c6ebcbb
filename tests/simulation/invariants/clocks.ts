import type { ClockRef } from '../../../domain/case/case-events.js';
import { sameClock } from '../../../domain/case/fold-clocks.js';
import { clockRecord, clocksOf } from '../../../domain/journey/clocks.js';
import { explain } from '../../../domain/journey/explain/explain.js';
import { toldAt } from '../../../domain/journey/told.js';
import { protocolOf } from '../protocols.js';
import type { Script } from '../script.js';
import { firstFault, none, ofEachCase } from './invariant.js';
import type { Invariant } from './invariant.js';
import { seen } from './look.js';

const breaches = ofEachCase(
  'breached_exactly_when_late',
  'A clock is breached when it was not done by its due time, never before, and the fact is there at the next rest.',
  (run) =>
    firstFault(seen(run, 'clock_breached'), ({ event, before }) => {
      const clock =
        before &&
        clocksOf(before).find(
          (k) => k.clock === event.clock && k.incidentId === event.incidentId && k.round === event.round,
        );
      return clock !== undefined && clock.doneAt === undefined && event.at >= clock.dueAt
        ? undefined
        : `the ${event.clock} clock was not late`;
    }) ??
    firstFault(run.rests, ({ state, at }) => {
      if (state.phase !== 'open') return undefined;
      const late = clocksOf(state).find(
        (k) => k.doneAt === undefined && k.dueAt <= at && clockRecord(state, k)?.breachedAt === undefined,
      );
      return late && `the ${late.clock} clock of ${late.incidentId} is late and nobody noted it`;
    }) ??
    firstFault(seen(run, 'message_accepted'), ({ before, after }) => {
      const running = before === undefined ? [] : clocksOf(before).filter((k) => k.doneAt === undefined);
      const done = after === undefined ? [] : clocksOf(after).filter((k) => running.some((r) => sameClock(r, k)));
      const late = done.find(
        (k) => after && (k.doneAt ?? 0) > k.dueAt && clockRecord(after, k)?.breachedAt === undefined,
      );
      return late && `the ${late.clock} clock of ${late.incidentId} was late and nobody noted it`;
    }),
);

const warnings = ofEachCase(
  'warnings_ascend',
  'A clock warns at each percentage at most once, in ascending order, and not after its breach.',
  (run) =>
    firstFault(seen(run, 'clock_warned'), ({ event, index }) => {
      const of = (ref: ClockRef): boolean => sameClock(ref, event);
      const breached = seen(run, 'clock_breached').some((e) => e.index < index && of(e.event));
      if (breached) return `the ${event.clock} clock warned after its breach`;
      const higher = seen(run, 'clock_warned').some(
        (e) => e.index < index && of(e.event) && e.event.percent >= event.percent,
      );
      return higher ? `the ${event.clock} clock warned at ${event.percent} % again` : undefined;
    }),
);

const own24Hours = ofEachCase(
  'own_24_hours',
  'Each incident has its own time from its report, or from the start of a second chance; unresolved or untold by then, it is breached.',
  (run, { script }) => {
    const restarts = seen(run, 'round_started').filter(({ event }) => event.cause === 'second_chance');
    return firstFault(run.rests, ({ state, at }) => {
      if (state.phase !== 'open') return undefined;
      const late = state.incidents.find((i) => {
        const restart = restarts.findLast(
          ({ event, before }) => event.at <= at && before?.incidents.some(({ id, moot }) => id === i.id && !moot),
        );
        const dueAt =
          (restart?.event.at ?? i.reportedAt) +
          protocolOf(script, state.incidents[0]?.category ?? '').clocks.resolution;
        const breached = state.clocks.some(
          (k) => k.clock === 'resolution' && k.incidentId === i.id && k.breachedAt !== undefined,
        );
        return !i.moot && dueAt <= at && toldAt(state, i) === undefined && !breached;
      });
      return late && `${late.id} had its time and nobody noted it`;
    });
  },
);

const ladder = ofEachCase(
  'one_rung_at_a_time',
  'Each escalation calls one rung above whoever was called or owns the case; at the top the same person is called again.',
  (run, { script: { protocol } }) =>
    firstFault(seen(run, 'escalated'), ({ event, index, before }) => {
      const rungOf = (owner?: string): number => (owner === undefined ? 0 : protocol.ladder.indexOf(owner) + 1);
      const called = seen(run, 'escalated').findLast((e) => e.index < index)?.event.rung ?? 0;
      // A second chance takes the case from its owner, and goes above.
      const gaveWay = seen(run, 'round_started').filter((e) => e.index < index && e.event.cause === 'second_chance');
      const reached = Math.max(called, rungOf(before?.owner), ...gaveWay.map((e) => rungOf(e.before?.owner)));
      const rung = Math.min(reached + 1, protocol.ladder.length);
      return event.rung === rung && event.to === protocol.ladder[rung - 1]
        ? undefined
        : `rung ${event.rung} after ${reached}`;
    }),
);

const breachCalls = ofEachCase(
  'a_breach_calls_somebody',
  'Every breach is followed by an escalation before the case rests.',
  (run) =>
    none(
      run.rests,
      ({ state }) => state.phase === 'open' && state.escalationsDue.length > 0,
      () => 'it rests with an escalation due',
    ) ??
    (seen(run, 'clock_breached').length > 0 && seen(run, 'escalated').length === 0
      ? 'a breach without an escalation'
      : undefined),
);

const calm = ofEachCase(
  'calm_journeys_are_on_time',
  'Where nothing fails and staff act in time, no promise is missed, and no clock is breached but by the hours of contact.',
  ({ journal }, { script }) => {
    const byDay = script.place !== undefined;
    const late = journal.find(({ type }) => type === 'promise_missed' || (type === 'clock_breached' && !byDay));
    return late !== undefined && isCalm(script) ? `${late.type} though nothing had failed` : undefined;
  },
);

const HOUR = 3_600_000;

/** What somebody or something may take without anybody calling it a failure. */
const MOMENT = HOUR / 60;

function isCalm(script: Script): boolean {
  const { protocol, pace, incidents, commands, corrections, inputs, restarts, staffSilence } = script;
  const patient = pace === 1 && protocol.clocks.resolution >= 24 * HOUR && staffSilence <= HOUR;
  const prompt = incidents.every((i) => i.reportedAgo === 0 && i.takes <= MOMENT && i.reachableBy === undefined);
  const undisturbed =
    restarts.length + corrections.length + inputs.length === 0 && commands.every(({ ask }) => ask.type !== 'hold');
  return patient && prompt && undisturbed && !somethingFails(script);
}

function somethingFails({ sends, acts, lookTakes, closingTakes }: Script): boolean {
  return (
    sends.some((s) => s.fate !== 'accepted' || s.takes + s.answers > MOMENT) ||
    acts.some((a) => a.fate !== 'done' || a.takes > MOMENT) ||
    Math.max(lookTakes, closingTakes) > MOMENT
  );
}

const explained = ofEachCase(
  'waits_are_explained',
  'Whenever a case waits for a time, that time is among those that it can explain.',
  ({ rests }) =>
    firstFault(rests, ({ at, move, state }) => {
      if (state.phase !== 'open' || !move.alarm) return undefined;
      // A message whose time falls into the night is asked for at that time, and waits from then on: one of the steps.
      const times = explain(state, at).flatMap(({ dueAt, steps, notes }) => [
        dueAt,
        ...[...steps, ...notes].map((s) => s.at),
      ]);
      return times.includes(move.until) ? undefined : `it waits for ${move.reason} until ${move.until}, unexplained`;
    }),
);

/** What holds of clocks and the ladder. */
export const clockInvariants: readonly Invariant[] = [
  breaches,
  warnings,
  own24Hours,
  ladder,
  breachCalls,
  calm,
  explained,
];
