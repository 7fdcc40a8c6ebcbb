import { describe, expect, it } from 'vitest';
import { simulate } from './campaign.js';
import { invariants } from './invariants/index.js';
import { hoursMutants } from './mutants/hours.js';
import { journeyMutants } from './mutants/journey.js';
import { messageMutants } from './mutants/messages.js';
import { shellMutants } from './mutants/shell.js';
import { timeMutants } from './mutants/time.js';
import { voiceMutants } from './mutants/voices.js';
import { trueRules } from './rules.js';
import type { Rules } from './rules.js';
import { storyOf } from './story.js';

/** Fixed, so that a mutant is caught by the same journey each time. */
const SEED = 20_260_309;
/** Fewer than a run of the simulation lives through. */
const JOURNEYS = 2_500;

const mutants = [
  ...shellMutants,
  ...messageMutants,
  ...journeyMutants,
  ...timeMutants,
  ...voiceMutants,
  ...hoursMutants,
];

describe('a journey that fails', () => {
  const rules: Rules = { ...trueRules, lookFacts: (c, round) => trueRules.lookFacts(c, round, undefined) };
  const found = simulate({ seed: SEED, journeys: JOURNEYS, rules });

  it('is made so small that nothing happens in it but what matters', () => {
    expect(found?.script).toMatchObject({ commands: [], restarts: [], acts: [] });
    expect(found?.script.incidents).toHaveLength(1);
  });

  it('is repeated by its seed and path', () => {
    const again = simulate({ seed: SEED, journeys: 1, rules, path: found?.path ?? '' });
    expect(again).toMatchObject({ script: found?.script, violations: found?.violations });
  });

  it('is told from its facts, with what reached the customer', () => {
    const story = found === undefined ? '' : storyOf(found, rules);
    expect(story).toContain('answers_looked_for by system');
    expect(story).toContain('>> 1/survey/1/');
  });

  it('fails no longer once the rule is mended', () => {
    expect(simulate({ seed: SEED, journeys: 1, rules: trueRules, path: found?.path ?? '' })).toBeUndefined();
  });
});

describe('the simulation catches a broken rule', () => {
  it.each(mutants)(
    '$name: $caughtBy',
    ({ rules, caughtBy }) => {
      const caught = simulate({ seed: SEED, journeys: JOURNEYS, rules: rules(), watched: caughtBy });
      expect(caught?.violations).toMatchObject([{ invariant: caughtBy }]);
    },
    60_000,
  );

  it('has a broken rule for every invariant', () => {
    const caught = new Set(mutants.map(({ caughtBy }) => caughtBy));
    expect(invariants.map(({ name }) => name).filter((name) => !caught.has(name))).toEqual([]);
  });
});
