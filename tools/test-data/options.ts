import { parseArgs } from 'node:util';
import { type Asked, readCommandLine } from '../command-line/asked.js';

/** What is to be measured. */
export interface Options {
  /** The folder of the data. */
  readonly data: string;
  /** Whether stdout holds one JSON document and nothing else. */
  readonly json: boolean;
}

/** How it is called. */
export const usage = `Usage: npm run -s test:data -- --data DIR [--json]

Measures the shipped programme on real data, which no part of this repository holds: how many late orders open a
journey before their customer gives a low score, and how long before.

Options:
  --data DIR  the folder that holds olist-orders/
  --json      print one JSON document
  --help      print this`;

const known = {
  data: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** Reads the command line (without `node` and script). */
export function readOptions(words: readonly string[]): Asked<Options> {
  return readCommandLine(() => {
    const { data, json, help } = parseArgs({ args: [...words], options: known }).values;
    if (help) return { kind: 'help' };
    if (data === undefined) throw new Error('--data has to name the folder of the data');
    return { kind: 'run', options: { data, json } };
  });
}
