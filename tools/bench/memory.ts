import process from 'node:process';

/** What memory a process held while it did the same work again and again. */
export interface MemoryCourse {
  /** The most in each repeat, MiB of the resident set. */
  readonly peaks: readonly number[];
  /** The most in the last third of the repeats over the most in the second third; about 1 where nothing is kept. */
  readonly growth: number;
}

/** Milliseconds between two looks. */
const BETWEEN = 5;
const MIB = 1024 * 1024;

/** Repeats the work and notes the most memory that this process held in each; the first third is for warming up. */
export async function memoryOf(work: () => Promise<void>, repeats: number): Promise<MemoryCourse> {
  const peaks: number[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) peaks.push(await peakOf(work));
  const third = Math.floor(repeats / 3);
  const most = (from: number, to: number): number => Math.max(...peaks.slice(from, to));
  return { peaks, growth: most(repeats - third, repeats) / most(third, repeats - third) };
}

async function peakOf(work: () => Promise<void>): Promise<number> {
  let peak = process.memoryUsage.rss();
  const look = (): void => {
    peak = Math.max(peak, process.memoryUsage.rss());
  };
  const looking = setInterval(look, BETWEEN);
  await work().finally(() => clearInterval(looking));
  look();
  return peak / MIB;
}
