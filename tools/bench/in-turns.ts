import process from 'node:process';

/** What the rounds of one contestant took, in milliseconds. */
export interface Timing {
  readonly median: number;
  readonly fastest: number;
  readonly slowest: number;
}

/** Two ways to do the same. */
export interface Contestants {
  readonly product: () => Promise<void>;
  readonly bare: () => Promise<void>;
}

/** What both took by one measure, and how near the product comes: 1 is as little as the bare way, 0.5 takes twice as much. */
export interface Comparison {
  readonly product: Timing;
  readonly bare: Timing;
  /** Of the medians. */
  readonly ratio: number;
  /** The ratio of each round, from the lowest to the highest: how far it may be trusted. */
  readonly ratios: readonly number[];
}

/** Time on the wall, and time that this process worked: what its servers do is not in the latter, nor what else the machine does. */
export interface Comparisons {
  readonly wall: Comparison;
  readonly work: Comparison;
}

type Measure = keyof Comparisons;
type Round = Readonly<Record<keyof Contestants, Readonly<Record<Measure, number>>>>;

/** Measures both in turns, so that a machine that slows down slows both; each once before, unmeasured. */
export async function inTurns({ product, bare }: Contestants, rounds: number): Promise<Comparisons> {
  await bare();
  await product();
  const all: Round[] = [];
  for (let round = 0; round < rounds; round++) {
    // Who is first changes too.
    if (round % 2 === 0) {
      const first = await measured(product);
      all.push({ product: first, bare: await measured(bare) });
    } else {
      const first = await measured(bare);
      all.push({ bare: first, product: await measured(product) });
    }
  }
  return { wall: compared(all, 'wall'), work: compared(all, 'work') };
}

async function measured(work: () => Promise<void>): Promise<Readonly<Record<Measure, number>>> {
  const start = performance.now();
  const worked = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(worked);
  return { wall: performance.now() - start, work: (user + system) / 1_000 };
}

function compared(rounds: readonly Round[], measure: Measure): Comparison {
  const product = timingOf(rounds.map((one) => one.product[measure]));
  const bare = timingOf(rounds.map((one) => one.bare[measure]));
  const ratios = rounds.map((one) => one.bare[measure] / one.product[measure]).sort((a, b) => a - b);
  return { product, bare, ratio: bare.median / product.median, ratios };
}

function timingOf(times: readonly number[]): Timing {
  const sorted = [...times].sort((a, b) => a - b);
  return { median: median(sorted), fastest: sorted[0] ?? NaN, slowest: sorted.at(-1) ?? NaN };
}

/** The middle of sorted numbers, or the mean of the two in the middle; not a number where there are none. */
export function median(sorted: readonly number[]): number {
  const half = (sorted.length - 1) / 2;
  const [low = NaN, high = NaN] = [sorted[Math.floor(half)], sorted[Math.ceil(half)]];
  return (low + high) / 2;
}
