import { trueRules } from '../rules.js';
import { folding, moving, replacing, seeing } from './mutant.js';
import type { Mutant } from './mutant.js';

/** Broken rules of resolutions, rounds and the end. */
export const journeyMutants: readonly Mutant[] = [
  {
    name: 'a remedy counts as granted as soon as it is asked for',
    caughtBy: 'remedy_before_claim',
    rules: seeing((c) => (c.act?.state === 'requested' ? { ...c, act: { ...c.act, state: 'done' } } : c)),
  },
  {
    name: 'what somebody has taken counts as resolved',
    caughtBy: 'resolved_before_told',
    rules: seeing((c) =>
      c.owner === undefined
        ? c
        : { ...c, incidents: c.incidents.map((i) => ({ ...i, resolvedAt: i.resolvedAt ?? c.at })) },
    ),
  },
  {
    name: 'the second chance is forgotten',
    caughtBy: 'no_third_automatic_round',
    rules: folding('round_started', (after) => ({ ...after, secondChanceUsed: false })),
  },
  {
    name: 'a survey may be answered again and again',
    caughtBy: 'one_verdict_a_round',
    rules: replacing({ decide: (c, asked) => trueRules.decide({ ...c, answered: [] }, asked) }),
  },
  {
    name: 'no case has a second chance',
    caughtBy: 'low_verdict_is_heard',
    rules: seeing((c) => ({ ...c, secondChanceUsed: true })),
  },
  {
    name: 'what is not resolved is not seen',
    caughtBy: 'nothing_forgotten',
    rules: seeing((c) => ({ ...c, incidents: c.incidents.filter((i) => i.resolvedAt !== undefined) })),
  },
  {
    name: 'a joining incident does not keep the case open',
    caughtBy: 'nothing_forgotten',
    rules: seeing((c) => ({ ...c, joining: [] })),
  },
  {
    name: 'an apology is never owed',
    caughtBy: 'owed_apology_is_said',
    rules: seeing((c) => ({ ...c, lastApologyAt: c.openedAt })),
  },
  {
    name: 'the look for an unread answer never finds one',
    caughtBy: 'no_answer_is_lost',
    rules: replacing({ lookFacts: (c, round) => trueRules.lookFacts(c, round, undefined) }),
  },
  {
    name: 'a closed case obeys',
    caughtBy: 'closed_is_quiet',
    rules: replacing({ decide: (c, asked) => trueRules.decide({ ...c, phase: 'open' }, asked) }),
  },
  {
    name: 'a case closes without a cause',
    caughtBy: 'closing_explained',
    rules: moving((move) => (move.kind === 'close' ? { ...move, cause: '' } : move)),
  },
  {
    name: 'a closing that was refused is named as the last message',
    caughtBy: 'closing_explained',
    rules: moving((move, c) => {
      const refused = c.messages.find((m) => m.message === 'closing' && m.state === 'rejected');
      return move.kind === 'close' && refused !== undefined ? { ...move, lastMessage: refused.slot } : move;
    }),
  },
  {
    name: 'a failure may be denied after its solution was told',
    caughtBy: 'no_failure_denied_after_a_solution',
    rules: replacing({
      decide: (c, asked) =>
        trueRules.decide({ ...c, messages: c.messages.filter((m) => !m.message.startsWith('resol')) }, asked),
    }),
  },
  {
    name: 'an end may be decided after the customer was told of another',
    caughtBy: 'closing_tells_the_outcome',
    rules: replacing({
      decide: (c, asked) =>
        trueRules.decide({ ...c, messages: c.messages.filter((m) => m.message !== 'closing') }, asked),
    }),
  },
  {
    name: 'silence counts as recovered',
    caughtBy: 'outcome_follows',
    rules: moving((move) =>
      move.kind === 'close' && move.outcome === 'unconfirmed' ? { ...move, outcome: 'recovered' } : move,
    ),
  },
];
