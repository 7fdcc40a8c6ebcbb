import { record } from '../../../domain/journey/move.js';
import { trueRules } from '../rules.js';
import { folding, moving, replacing } from './mutant.js';
import type { Mutant } from './mutant.js';

/** Broken rules of identity, stamps, waits and the journal. */
export const shellMutants: readonly Mutant[] = [
  {
    name: 'a case that should wait is resumed again and again',
    caughtBy: 'progress',
    rules: moving((move) => (move.kind === 'wait' ? record({ type: 'resumed' }) : move)),
  },
  {
    name: 'a look for an answer comes to nothing, and is begun again',
    caughtBy: 'progress',
    rules: replacing({ lookFacts: () => [] }),
  },
  {
    name: 'an incident joins as often as it is signalled',
    caughtBy: 'one_case_per_incident',
    rules: replacing({
      decide: (c, asked) => {
        const decision = trueRules.decide(c, asked);
        const { command } = asked;
        if (command.type !== 'incident' || decision.kind === 'accepted' || c.phase === 'closed') return decision;
        return { kind: 'accepted', facts: [{ type: 'joining_requested', incidentId: command.incidentId }] };
      },
    }),
  },
  {
    name: 'a wait for somebody to take the case does not say so',
    caughtBy: 'owner_or_visibly_nobody',
    rules: moving((move) =>
      move.kind === 'wait' && move.waitingFor === 'agent' ? { ...move, waitingFor: 'time' } : move,
    ),
  },
  {
    name: 'what the customer does has no actor',
    caughtBy: 'stamped',
    rules: replacing({
      stamp: (fact, stamp) => ({ ...fact, ...stamp, actor: stamp.actor === 'customer' ? '' : stamp.actor }),
    }),
  },
  {
    name: 'a fact that time brought about bears the time at which it was due',
    caughtBy: 'stamped',
    rules: replacing({
      stamp: (fact, stamp) => ({
        ...fact,
        ...stamp,
        at: fact.type === 'clock_breached' ? stamp.at - 60_000 : stamp.at,
      }),
    }),
  },
  {
    name: 'a wait does not say why',
    caughtBy: 'always_a_next_move',
    rules: moving((move) => (move.kind === 'wait' && move.waitingFor === 'customer' ? { ...move, reason: '' } : move)),
  },
  {
    name: 'nobody looks for an unread answer',
    caughtBy: 'always_a_next_move',
    rules: replacing({ inFlight: (c) => trueRules.inFlight(c).filter((effect) => effect.kind !== 'look') }),
  },
  {
    name: 'folding remembers what it has folded before',
    caughtBy: 'journal_is_state',
    rules: () => {
      const folded = new Set<string>();
      return {
        ...trueRules,
        evolve: (c, event) => {
          const after = trueRules.evolve(c, event);
          const again = event.type === 'owner_changed' && folded.has(after.chain);
          folded.add(after.chain);
          return again && after.phase !== 'new' ? { ...after, owner: 'somebody' } : after;
        },
      };
    },
  },
  {
    name: 'a refusal takes the case away from its owner',
    caughtBy: 'refused_changes_nothing',
    rules: folding('command_refused', ({ owner: _, ...after }) => after),
  },
];
