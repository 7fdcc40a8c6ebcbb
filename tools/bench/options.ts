import { parseArgs } from 'node:util';

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

/** What a command line asks for. */
export type Asked =
  | { readonly kind: 'run'; readonly options: BenchOptions }
  | { readonly kind: 'help' }
  | { readonly kind: 'misuse'; readonly why: string };

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
export function readOptions(words: readonly string[]): Asked {
  try {
    const { values, positionals } = parseArgs({ args: [...words], options: known, allowPositionals: true });
    if (values.help) return { kind: 'help' };
    const [benchmark, ...more] = positionals;
    if (benchmark !== 'contacts' || more.length > 0) return { kind: 'misuse', why: 'Name one benchmark: contacts' };
    const { json } = values;
    const numbers = { size: whole('size', values.size, 10_000), rounds: whole('rounds', values.rounds, 1_000) };
    return { kind: 'run', options: { benchmark, ...numbers, seed: whole('seed', values.seed, 2 ** 31), json } };
  } catch (error) {
    return { kind: 'misuse', why: (error as Error).message };
  }
}

function whole(name: string, text: string, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= most) return value;
  throw new RangeError(`--${name} has to be a whole number from 1 to ${most}`);
}
