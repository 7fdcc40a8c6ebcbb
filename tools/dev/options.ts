import { parseArgs } from 'node:util';
import { type Asked, readCommandLine } from '../command-line/asked.js';
import { paceOf } from '../command-line/numbers.js';

/** How the development servers are to run. */
export interface Options {
  /** Milliseconds of plan that pass in one, in cases that open from now on. */
  readonly pace: number;
}

/** How it is called. */
export const usage = `Usage: npm run dev -- [options]

Runs Amends with everything it needs and keeps the data in .amends/ until you remove that folder.

Options:
  --pace N    milliseconds of plan that pass in one, for new cases (default 1; 3600: an hour in a second)
  --incident  print an incident of a new customer that has just happened, and start nothing
  --help      print this`;

const known = {
  pace: { type: 'string', default: '1' },
  incident: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** Reads the command line (without `node` and script). */
export function readOptions(words: readonly string[]): Asked<Options> | { readonly kind: 'incident' } {
  return readCommandLine(() => {
    const { pace: given, incident, help } = parseArgs({ args: [...words], options: known }).values;
    if (help) return { kind: 'help' };
    if (incident) return { kind: 'incident' };
    return { kind: 'run', options: { pace: paceOf(given) } };
  });
}
