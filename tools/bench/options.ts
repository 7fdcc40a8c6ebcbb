import { parseArgs } from 'node:util';
import { type Asked, readCommandLine } from '../command-line/asked.js';
import { wholeNumber } from '../command-line/numbers.js';

/** How a benchmark is to run. */
export interface BenchOptions {
  readonly benchmark: 'contacts';
  /** How much is measured in one round, in units of the benchmark. */
  readonly size: number;
  /** How often each contestant is measured, in turns. */
  readonly rounds: number;
  /** The same seed makes the same data. */
  readonly seed: number;
  /** Whether stdout holds the result as one JSON document and nothing else. */
  readonly json: boolean;
}

/** How benchmarks are called. */
export const usage = `Usage: npm run bench -- <benchmark> [options]

Measures the product against the least that could do the same, in turns, on services of this run alone.

Benchmarks:
  contacts     POST /v1/contact-decisions:batch against a bare batched read of the same documents

Options:
  --size N     how much a round measures (default 10000: contacts asked about)
  --rounds N   how often each is measured, at least 5 for figures that mean something (default 9)
  --seed N     makes other data (default 1)
  --json       print one JSON document on stdout, everything else on stderr
  --help       print this`;

const known = {
  size: { type: 'string', default: '10000' },
  rounds: { type: 'string', default: '9' },
  seed: { type: 'string', default: '1' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** Reads the command line (without `node` and script). */
export function readOptions(words: readonly string[]): Asked<BenchOptions> {
  return readCommandLine(() => {
    const { values, positionals } = parseArgs({ args: [...words], options: known, allowPositionals: true });
    if (values.help) return { kind: 'help' };
    const [benchmark, ...more] = positionals;
    if (benchmark !== 'contacts' || more.length > 0) throw new Error('Name one benchmark: contacts');
    const { json } = values;
    const numbers = {
      size: wholeNumber('size', values.size, 10_000),
      rounds: wholeNumber('rounds', values.rounds, 1_000),
    };
    return { kind: 'run', options: { benchmark, ...numbers, seed: wholeNumber('seed', values.seed, 2 ** 31), json } };
  });
}
