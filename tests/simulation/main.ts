import { parseArgs } from 'node:util';
import { simulate } from './campaign.js';
import { trueRules } from './rules.js';
import { storyOf } from './story.js';
import { Tally } from './tally.js';

/** Journeys between two lines of progress. */
const CHUNK = 2_000;

/** With fewer journeys it is chance what occurs. */
const ENOUGH = 3_000;

const { values } = parseArgs({
  options: { journeys: { type: 'string', default: '10000' }, seed: { type: 'string' }, path: { type: 'string' } },
});
const journeys = whole('journeys', values.journeys);
const seed = values.seed === undefined ? Date.now() % 1_000_000_000 : whole('seed', values.seed);

process.exitCode = run();

/** The exit code: 0 when every invariant held and everything occurred that can occur. */
function run(): number {
  const tally = new Tally();
  const start = performance.now();
  for (let done = 0; done < journeys; done += CHUNK) {
    const path = values.path === undefined ? {} : { path: values.path };
    const chunk = { seed: seed + done, journeys: Math.min(CHUNK, journeys - done), ...path };
    const failure = simulate({ ...chunk, rules: trueRules, tally });
    if (failure !== undefined) {
      console.error(storyOf(failure));
      return 1;
    }
    progress(tally.journeys);
  }
  return report(tally, (performance.now() - start) / 1_000);
}

function report(tally: Tally, seconds: number): number {
  for (const line of tally.table) console.log(line);
  const unreached = tally.journeys < ENOUGH ? [] : tally.unreached;
  const speed = Math.round(tally.journeys / seconds);
  console.log(`${tally.journeys} journeys, ${tally.facts} facts, ${speed} journeys a second, seed ${seed}`);
  if (unreached.length > 0) console.error(`never reached: ${unreached.join(', ')}`);
  return unreached.length > 0 ? 1 : 0;
}

function progress(done: number): void {
  if (process.stdout.isTTY) process.stdout.write(`\r${done} of ${journeys} journeys${done >= journeys ? '\n' : ''}`);
}

function whole(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`--${name} takes a whole number, not "${text}"`);
  return value;
}
