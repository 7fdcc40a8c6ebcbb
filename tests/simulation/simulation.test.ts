import { expect, it } from 'vitest';
import { simulate } from './campaign.js';
import { trueRules } from './rules.js';
import { storyOf } from './story.js';
import { Tally } from './tally.js';

const JOURNEYS = 3_000;
/** The same journeys for everybody: what others would find, `npm run simulate` looks for each night, with a new seed. */
const seed = 602;

it('3,000 random journeys keep every invariant, and meet every event, outcome and refusal', () => {
  const tally = new Tally();
  const failure = simulate({ seed, journeys: JOURNEYS, rules: trueRules, tally });
  process.stdout.write([...tally.table, `${tally.journeys} journeys, seed ${seed}`, ''].join('\n'));
  expect(failure === undefined ? 'every invariant held' : storyOf(failure)).toBe('every invariant held');
  expect(tally.journeys).toBe(JOURNEYS);
  expect(tally.unreached).toEqual([]);
}, 120_000);
