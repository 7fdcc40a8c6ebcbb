import { parseArgs } from 'node:util';
import { type Asked, readCommandLine } from '../command-line/asked.js';
import { paceOf } from '../command-line/numbers.js';

/** How the demo is to run. */
export interface Options {
  /** Milliseconds of plan that pass in one. */
  readonly pace: number;
  /** Whether everything stays up after the summary, until it is interrupted. */
  readonly stay: boolean;
  /** Whether the worker is killed half-way. */
  readonly kill: boolean;
  /** Whether stdout holds the summary as one JSON document and nothing else. */
  readonly json: boolean;
}

/** Ten hours in a second: seventeen days pass in forty-one. Much faster, and the machine would miss the staff's deadlines. */
const usualPace = '36000';

/** How the demo is called. */
export const usage = `Usage: npm run demo -- [options]

Runs 25 real complaints from report to closed loop, against real services, and counts what arrived.

Options:
  --pace N  milliseconds of plan that pass in one (default ${usualPace}: ten hours in a second)
  --kill    kill the worker with SIGKILL half-way and start it again
  --stay    keep everything up afterwards and print where it is
  --json    print one JSON document on stdout, everything else on stderr
  --help    print this`;

const known = {
  pace: { type: 'string', default: usualPace },
  stay: { type: 'boolean', default: false },
  kill: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** Reads the command line (without `node` and script). */
export function readOptions(words: readonly string[]): Asked<Options> {
  return readCommandLine(() => {
    const { pace: given, help, ...switches } = parseArgs({ args: [...words], options: known }).values;
    if (help) return { kind: 'help' };
    return { kind: 'run', options: { pace: paceOf(given), ...switches } };
  });
}
