import { parseArgs } from 'node:util';
import { type Asked, readCommandLine } from '../../tools/command-line/asked.js';
import { runTool } from '../../tools/command-line/run-tool.js';
import { simulate } from './campaign.js';
import { liveContacts } from './contacts/campaign.js';
import { trueRules } from './rules.js';
import { storyOf } from './story.js';
import { Tally } from './tally.js';

/** Journeys between two lines of progress. */
const CHUNK = 2_000;

/** With fewer journeys it is chance what occurs. */
const ENOUGH = 3_000;

const usage = `Usage: npm run -s simulate -- [options]

Lives through random journeys and holds them to the invariants.

Options:
  --journeys N  how many (default 10000); from ${ENOUGH} on, what never occurs fails the run
  --seed N      repeats an earlier run, with its number of journeys
  --path PATH   repeats one journey of it, with --journeys 1
  --contacts N  instead, N random lives of customers whom somebody wants to sell to: nobody in a recovery may be
  --help        print this`;

await runTool('npm run -s simulate', readCommandLine(read), {
  usage,
  run: async (wanted) => {
    const { contacts, seed } = wanted;
    process.exitCode = contacts === undefined ? run(wanted) : await runContacts(contacts, seed);
  },
});

/** The exit code: 0 when every invariant held and everything occurred that can occur. */
function run({ journeys, seed, path: only }: Wanted): number {
  const tally = new Tally();
  const start = performance.now();
  for (let done = 0; done < journeys; done += CHUNK) {
    const path = only === undefined ? {} : { path: only };
    const chunk = { seed: seed + done, journeys: Math.min(CHUNK, journeys - done), ...path };
    const failure = simulate({ ...chunk, rules: trueRules, tally });
    if (failure !== undefined) {
      console.error(storyOf(failure));
      return 1;
    }
    progress(tally.journeys, journeys);
  }
  return report(tally, { seed, seconds: (performance.now() - start) / 1_000 });
}

/** The exit code: 0 when promotion reached nobody whom a recovery keeps it from, and everybody else. */
async function runContacts(sequences: number, seed: number): Promise<number> {
  const start = performance.now();
  const lived = (seen: { readonly sequences: number }): void => progress(seen.sequences, sequences);
  const { seen, broken } = await liveContacts({ seed, sequences, lived });
  const { asked, allowed, released } = seen;
  const seconds = Math.round((performance.now() - start) / 1_000);
  console.log(
    `${seen.sequences} lives, ${asked} questions, ${allowed} allowed, ${released} released, ${seconds} s, seed ${seed}`,
  );
  if (broken === undefined) return 0;
  console.error([...broken.rules, ...broken.steps.map((step) => JSON.stringify(step))].join('\n'));
  return 1;
}

function report(tally: Tally, { seed, seconds }: { readonly seed: number; readonly seconds: number }): number {
  for (const line of tally.table) console.log(line);
  const { unreached } = tally;
  const enough = tally.journeys >= ENOUGH;
  const speed = Math.round(tally.journeys / seconds);
  console.log(`${tally.journeys} journeys, ${tally.facts} facts, ${speed} journeys a second, seed ${seed}`);
  if (unreached.length === 0) return 0;
  const chance = enough ? '' : ` (which is chance with fewer than ${ENOUGH} journeys, and fails none)`;
  console.error(`never reached${chance}: ${unreached.join(', ')}`);
  return enough ? 1 : 0;
}

function progress(done: number, journeys: number): void {
  if (process.stdout.isTTY) process.stdout.write(`\r${done} of ${journeys}${done >= journeys ? '\n' : ''}`);
}

interface Wanted {
  readonly journeys: number;
  readonly seed: number;
  readonly path?: string;
  readonly contacts?: number;
}

function read(): Asked<Wanted> {
  const { values } = parseArgs({
    options: {
      help: { type: 'boolean', default: false },
      journeys: { type: 'string', default: '10000' },
      seed: { type: 'string' },
      path: { type: 'string' },
      contacts: { type: 'string' },
    },
  });
  const { help, path } = values;
  const journeys = whole('journeys', values.journeys);
  const seed = values.seed === undefined ? Date.now() % 1_000_000_000 : whole('seed', values.seed);
  const contacts = values.contacts === undefined ? undefined : whole('contacts', values.contacts);
  if (help) return { kind: 'help' };
  const options = { journeys, seed, ...(path !== undefined && { path }), ...(contacts !== undefined && { contacts }) };
  return { kind: 'run', options };
}

function whole(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1) {
    throw new RangeError(`--${name} takes a whole number from 1 on, not "${text}".`);
  }
  return value;
}
