import { trueRules } from '../rules.js';
import { record } from '../../../domain/journey/move.js';
import { dueing, folding, moving, replacing } from './mutant.js';
import type { Mutant } from './mutant.js';

const MINUTE = 60_000;

/** Broken rules of promises, clocks and the ladder. */
export const timeMutants: readonly Mutant[] = [
  {
    name: 'a missed promise calls nobody',
    caughtBy: 'promises_end',
    rules: folding('promise_missed', (after, _event, { escalationsDue }) => ({ ...after, escalationsDue })),
  },
  {
    name: 'a promise is put off in silence',
    caughtBy: 'promises_end',
    rules: moving((move) => {
      if (move.kind !== 'record' || move.fact.type !== 'message_requested') return move;
      const { withdrawnDueAt: _, ...fact } = move.fact;
      return record(fact);
    }),
  },
  {
    name: 'plans are made by another clock than the one that explains them',
    caughtBy: 'waits_are_explained',
    rules: moving((move) =>
      move.kind === 'wait' && move.waitingFor === 'time' ? { ...move, until: move.until + 1 } : move,
    ),
  },
  {
    name: 'a message keeps no promise',
    caughtBy: 'promises_end',
    rules: replacing({
      messageFacts: (c, ended) => trueRules.messageFacts(c, ended).filter(({ type }) => type !== 'promise_kept'),
    }),
  },
  {
    name: 'texts promise five hours less than planned',
    caughtBy: 'calm_journeys_are_on_time',
    rules: replacing({
      promisedAt: (promise, now) => Math.max(now + 1, trueRules.promisedAt(promise, now) - 5 * 60 * MINUTE),
    }),
  },
  {
    name: 'a delayed text promises the time that was planned',
    caughtBy: 'honest_about_the_past',
    rules: replacing({ promisedAt: ({ dueAt }) => dueAt }),
  },
  {
    name: 'what a progress update promises is renewed like any other promise',
    caughtBy: 'renewed_once',
    rules: folding('promise_made', (after, { id }) => ({
      ...after,
      promises: after.promises.map((p) =>
        p.id === id ? { ...p, slot: p.slot.replace('/progress_update/', '/news/') } : p,
      ),
    })),
  },
  {
    name: 'what a text promised is not noted',
    caughtBy: 'promises_are_noted',
    rules: replacing({
      messageFacts: (c, ended) => trueRules.messageFacts(c, ended).filter(({ type }) => type !== 'promise_made'),
    }),
  },
  {
    name: 'clocks breach a minute early',
    caughtBy: 'breached_exactly_when_late',
    rules: replacing({ dueFact: (c, now) => trueRules.dueFact(c, now + MINUTE) }),
  },
  {
    name: 'a breach of the acknowledgement is noted as one of the apology',
    caughtBy: 'breached_exactly_when_late',
    rules: dueing((fact) => (fact.type === 'clock_breached' ? { ...fact, clock: 'apology' } : fact)),
  },
  {
    name: 'a warning is forgotten',
    caughtBy: 'warnings_ascend',
    rules: folding('clock_warned', (after, _event, { clocks }) => ({ ...after, clocks })),
  },
  {
    name: 'the time of a joined incident starts when that of the first one is over',
    caughtBy: 'own_24_hours',
    rules: folding('incident_joined', (after, { at, incident }) => ({
      ...after,
      incidents: after.incidents.map((i) =>
        i.id === incident.id ? { ...i, clockFrom: at + after.protocol.clocks.resolution } : i,
      ),
    })),
  },
  {
    name: 'an escalation goes straight to the top',
    caughtBy: 'one_rung_at_a_time',
    rules: dueing((fact, { protocol: { ladder } }) =>
      fact.type === 'escalated' ? { ...fact, rung: ladder.length, to: ladder.at(-1) ?? '' } : fact,
    ),
  },
  {
    name: 'a breach calls nobody',
    caughtBy: 'a_breach_calls_somebody',
    rules: folding('clock_breached', (after, _event, { escalationsDue }) => ({ ...after, escalationsDue })),
  },
];
