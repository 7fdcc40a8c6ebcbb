import { describe, expect, it } from 'vitest';
import { simulate } from './campaign.js';
import { invariants } from './invariants/index.js';
import { journeyMutants } from './mutants/journey.js';
import { messageMutants } from './mutants/messages.js';
import { shellMutants } from './mutants/shell.js';
import { timeMutants } from './mutants/time.js';

/** Fixed, so that a mutant is caught by the same journey each time. */
const SEED = 20_260_309;
/** Far fewer than a run of the simulation lives through. */
const JOURNEYS = 600;

const mutants = [...shellMutants, ...messageMutants, ...journeyMutants, ...timeMutants];

describe('the simulation catches a broken rule', () => {
  it.each(mutants)('$name: $caughtBy', ({ rules, caughtBy }) => {
    const caught = simulate({ seed: SEED, journeys: JOURNEYS, rules: rules(), watched: caughtBy });
    expect(caught?.violations).toMatchObject([{ invariant: caughtBy }]);
  });

  it('has a broken rule for every invariant', () => {
    const caught = new Set(mutants.map(({ caughtBy }) => caughtBy));
    expect(invariants.map(({ name }) => name).filter((name) => !caught.has(name))).toEqual([]);
  });
});
