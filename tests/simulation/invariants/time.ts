import type { ClockRef } from '../../../domain/case/case-events.js';
import { sameClock } from '../../../domain/case/fold-clocks.js';
import type { PromiseRecord } from '../../../domain/case/recovery-case.js';
import { messageTypes } from '../../../domain/contact/messages.js';
import { clockRecord, clocksOf } from '../../../domain/journey/clocks.js';
import { toldAt } from '../../../domain/journey/told.js';
import type { Run } from '../trace.js';
import { firstFault, none, ofEachCase } from './invariant.js';
import type { Invariant } from './invariant.js';
import { lastCase, seen, speaksOf } from './look.js';

const promisesEnd = ofEachCase(
  'promises_end',
  '8. Each promise ends kept in time, missed with somebody called since it was made, or withdrawn by a message.',
  (run) =>
    typeof run.end === 'string' ? undefined : firstFault(lastCase(run)?.promises ?? [], (p) => endOfPromise(run, p)),
);

function endOfPromise(run: Run, p: PromiseRecord): string | undefined {
  const said = `promise ${p.id} of ${p.slot}`;
  const missedAt = seen(run, 'promise_missed').find(({ event }) => event.id === p.id)?.event.at;
  switch (p.state) {
    case 'open':
      return `${said} never ended`;
    case 'kept':
      return keptInTime(run, p) ? undefined : `${said} was not kept in time`;
    case 'withdrawn':
      return seen(run, 'promise_withdrawn').some(
        ({ event, before }) =>
          event.id === p.id && before?.messages.some((m) => m.slot === event.slot && m.state === 'accepted'),
      )
        ? undefined
        : `${said} was withdrawn without a message`;
    case 'missed': {
      const called = seen(run, 'escalated').some(({ event }) => event.at >= p.madeAt);
      if (!called) return `nobody was called for the missed ${said}`;
      if (keptBy(run, p) !== undefined) return `${said} counts as missed though ${keptBy(run, p)} came in time`;
      if (movedBy(run, p) !== undefined) return `${said} counts as missed though ${movedBy(run, p)} had moved it`;
      return missedAt !== undefined && (missedAt > p.dueAt || closesAt(run, missedAt))
        ? undefined
        : `${said} was given up before its time`;
    }
  }
}

function keptInTime(run: Run, p: PromiseRecord): boolean {
  return seen(run, 'promise_kept').some(({ event }) => event.id === p.id && event.slot === keptBy(run, p));
}

/** The first message that went out for certain after the promise and in its time, and says what was promised. */
function keptBy(run: Run, { id, about, dueAt }: PromiseRecord): string | undefined {
  const made = seen(run, 'promise_made').find(({ event }) => event.id === id)?.index ?? Infinity;
  const later = seen(run, 'message_accepted').filter(
    ({ event, index }) => index > made && index < givenUp(run, id) && event.at <= dueAt,
  );
  const enough = {
    news: messageTypes,
    check: ['follow_up', 'survey', 'second_chance', 'closing'],
    survey: ['survey', 'second_chance', 'closing'],
  }[about];
  const messages = later.map(({ event, after }) => after?.messages.find((m) => m.slot === event.slot));
  return messages.find((m) => enough.some((type) => type === m?.message))?.slot;
}

/** A later message, certain to have gone out, that promised the same anew while there was time. */
function movedBy(run: Run, { id, about, dueAt }: PromiseRecord): string | undefined {
  const made = seen(run, 'promise_made');
  const own = made.find(({ event }) => event.id === id);
  const later = made
    .filter(({ event }) => event.about === about && event.at <= dueAt)
    .filter(({ index }) => own !== undefined && index > own.index && index < givenUp(run, id));
  const certain = later.find(({ event, after }) =>
    after?.messages.some((m) => m.slot === event.slot && m.state === 'accepted'),
  );
  return certain?.event.slot;
}

/** A close gives up what was still promised; a reopening does not make that undone. */
function givenUp(run: Run, id: string): number {
  return seen(run, 'promise_missed').find(({ event }) => event.id === id)?.index ?? Infinity;
}

function closesAt(run: Run, at: number): boolean {
  return seen(run, 'case_closed').some(({ event }) => event.at === at);
}

const ownedUp = ofEachCase(
  'honest_about_the_past',
  'A message owns up only to a time that has passed, and no text promises a time that has.',
  (run) =>
    none(
      run.copies,
      ({ order, at }) => (order.missedDueAt ?? 0) >= at,
      ({ order }) => `${order.slot} owns up to a time still to come`,
    ) ??
    none(
      run.copies,
      ({ promiseDueAt, at }) => promiseDueAt !== undefined && promiseDueAt <= at,
      ({ order }) => `${order.slot} promises the past`,
    ),
);

const renewedOnce = ofEachCase(
  'renewed_once',
  'A missed promise is renewed by at most one progress update, and what a progress update promised is not renewed again.',
  (run) => {
    const renewals = seen(run, 'promise_made').filter(({ event }) => event.slot.includes('/progress_update/'));
    const renewed = renewals.map(({ event }) => event.id);
    const owed = seen(run, 'promise_missed').filter(({ event }) => !renewed.includes(event.id));
    const updates = run.copies.filter(({ order }) => order.message === 'progress_update');
    return none(
      updates,
      (u) => updates.filter((v) => v.at <= u.at).length > owed.filter(({ event }) => event.at <= u.at).length,
      ({ order }) => `${order.slot} renews what was renewed`,
    );
  },
);

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
        const dueAt = (restart?.event.at ?? i.reportedAt) + script.protocol.clocks.resolution;
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
      const owner = before?.owner === undefined ? 0 : protocol.ladder.indexOf(before.owner) + 1;
      const called = seen(run, 'escalated').findLast((e) => e.index < index)?.event.rung ?? 0;
      const reached = Math.max(owner, called);
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

const spoken = ofEachCase(
  'promises_are_noted',
  'Every time that a customer was told becomes a promise of the case.',
  (run) =>
    none(
      run.copies,
      ({ order, promiseDueAt }) =>
        promiseDueAt !== undefined &&
        !speaksOf(order, 'closing') &&
        !seen(run, 'promise_made').some(({ event }) => event.slot === order.slot && event.dueAt === promiseDueAt) &&
        arrivalKnown(run, order.slot),
      ({ order }) => `what ${order.slot} promised is not noted`,
    ),
);

function arrivalKnown(run: Run, slot: string): boolean {
  return lastCase(run)?.messages.some((m) => m.slot === slot && m.state === 'accepted') ?? false;
}

/** What holds of promises, clocks and the ladder. */
export const timeInvariants: readonly Invariant[] = [
  promisesEnd,
  ownedUp,
  renewedOnce,
  spoken,
  breaches,
  warnings,
  own24Hours,
  ladder,
  breachCalls,
];
