import { isDeepStrictEqual } from 'node:util';
import { newCase } from '../../../domain/case/evolve.js';
import type { RecoveryCase } from '../../../domain/case/recovery-case.js';
import { unresolved } from '../../../domain/journey/told.js';
import { firstFault, none, ofEachCase, repeated } from './invariant.js';
import type { Invariant } from './invariant.js';
import { lastCase } from './look.js';

const oneCase: Invariant = {
  name: 'one_case_per_incident',
  says: '1. Every incident that was taken up is in exactly one case, once.',
  check: ({ runs, takenUp }) => {
    const held = runs.flatMap((run) => lastCase(run)?.incidents.map((i) => i.id) ?? []);
    const twice = repeated(held);
    if (twice !== undefined) return `${twice} is held twice`;
    return none(
      takenUp,
      (id) => !held.includes(id),
      (id) => `${id} was taken up and is in no case`,
    );
  },
};

const owner = ofEachCase(
  'owner_or_visibly_nobody',
  '1. While something is unresolved and nobody owns the case, a rest says that it waits for an agent, a hold, or an effect.',
  ({ rests }) =>
    none(
      rests,
      ({ state, move }) => {
        if (state.phase === 'new' || state.owner !== undefined || unresolved(state).length === 0) return false;
        return !['agent', 'hold', 'provider'].includes(move.waitingFor);
      },
      ({ move }) => `nobody owns it, and it waits for ${move.waitingFor}`,
    ),
);

const stamped = ofEachCase(
  'stamped',
  '13. Every fact has an actor, a time and a version of the rules, and times never run backwards.',
  ({ journal }) =>
    none(
      journal,
      ({ actor, at, rules }) => actor === '' || !Number.isSafeInteger(at) || !Number.isSafeInteger(rules),
      ({ type }) => `${type} is not stamped`,
    ) ??
    none(
      journal.slice(1),
      (e) => e.at < (journal[journal.indexOf(e) - 1]?.at ?? 0),
      (e) => `${e.type} lies before its predecessor`,
    ),
);

const nextMove = ofEachCase(
  'always_a_next_move',
  '16. A case that is not closed has a next move, or a wait with a reason and an end in the future, or an effect under way.',
  ({ rests, end }) => {
    if (end === 'stuck') return 'it waits for an effect that does not run';
    return (
      none(
        rests,
        ({ move }) => move.reason === '',
        ({ at }) => `the wait at ${at} has no reason`,
      ) ??
      none(
        rests,
        ({ move, at }) => move.alarm && !(move.until > at),
        ({ move }) => `the end of "${move.reason}" has passed`,
      ) ??
      none(
        rests,
        ({ move, effects }) => move.effect && effects === 0,
        ({ move }) => `no effect runs: "${move.reason}"`,
      )
    );
  },
);

const journalIsState = ofEachCase(
  'journal_is_state',
  '18. Folding the journal anew gives the state that the shell holds, its chain included.',
  ({ journal, states, refolded }, { rules }) => {
    const held = states.at(-1);
    if (held === undefined) return undefined;
    const folded = journal.reduce<RecoveryCase>((c, event) => rules.evolve(c, event), newCase);
    if (!isDeepStrictEqual(folded, held)) return 'the fold of the journal differs from the state';
    return none(
      refolded,
      (r) => !isDeepStrictEqual(r.held, r.folded),
      (r) => `differs after a restart at ${r.held.seq}`,
    );
  },
);

const refusals = ofEachCase(
  'refused_changes_nothing',
  'A refused command or input changes nothing of the case.',
  (run) =>
    none(
      run.refused,
      ({ before, after }) => before !== after,
      (r) => `${r.command}, refused as ${r.reason}, changed the case`,
    ) ??
    firstFault(run.journal, (event) => {
      if (event.type !== 'command_refused') return undefined;
      const i = run.journal.indexOf(event);
      return sameButCount(run.states[i - 1], run.states[i])
        ? undefined
        : `the refused ${event.command} changed the case`;
    }),
);

const progress = ofEachCase(
  'progress',
  'Every case ends: within a bounded number of facts, and never with many facts while no time passes.',
  ({ end, journal }) =>
    typeof end === 'string' ? `${end} after ${journal.length} facts, the last ${journal.at(-1)?.type}` : undefined,
);

function sameButCount(before: object | undefined, after: object | undefined): boolean {
  const plain = { seq: 0, chain: '', at: 0 };
  return isDeepStrictEqual({ ...before, ...plain }, { ...after, ...plain });
}

/** What holds of any shell: identity, stamps, rests, the journal. */
export const shellInvariants: readonly Invariant[] = [
  progress,
  oneCase,
  owner,
  stamped,
  nextMove,
  journalIsState,
  refusals,
];
