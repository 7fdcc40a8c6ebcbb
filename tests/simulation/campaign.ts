import fc from 'fast-check';
import { scripts } from './arbitraries.js';
import { live } from './history.js';
import { violations } from './invariants/index.js';
import type { Violation } from './invariants/index.js';
import type { Rules } from './rules.js';
import type { Script } from './script.js';
import type { Tally } from './tally.js';

/** A journey that breaks an invariant, as small as shrinking could make it. */
export interface Failure {
  /** Repeats it: `npm run simulate -- --seed SEED --journeys 1 --path PATH`. */
  readonly seed: number;
  readonly path: string;
  readonly script: Script;
  readonly violations: readonly Violation[];
}

/** How a campaign is run. */
export interface Campaign {
  readonly seed: number;
  readonly journeys: number;
  readonly rules: Rules;
  readonly tally?: Tally;
  /** Stops at the first journey that breaks this invariant, as it is; else at any, made as small as possible. */
  readonly watched?: string;
  /** Repeats one journey of an earlier campaign. */
  readonly path?: string;
}

/** Smaller journeys that are tried after one has failed; then it is small enough to read. */
const MAX_SHRINKS = 1_500;
/** Milliseconds that this may take: a journey without an end is lived for a second each time. */
const SHRINKS_FOR = 60_000;

/** Lives through random journeys until one breaks an invariant; undefined when none does. */
export function simulate({ seed, journeys, rules, tally, watched, path }: Campaign): Failure | undefined {
  let smallest: Pick<Failure, 'script' | 'violations'> | undefined;
  let tries = 0;
  let failedAt = 0;
  const holds = fc.property(scripts, (script) => {
    if (smallest !== undefined && (++tries > MAX_SHRINKS || performance.now() - failedAt > SHRINKS_FOR)) return true;
    const journey = live(script, rules);
    // While it shrinks, the same journey is lived many times.
    if (smallest === undefined) tally?.add(journey);
    const broken = violations(journey, watched);
    if (smallest === undefined) failedAt = performance.now();
    if (broken.length > 0) smallest = { script, violations: broken };
    return broken.length === 0;
  });
  const again = path === undefined ? {} : { path };
  const found = fc.check(holds, { seed, numRuns: journeys, endOnFailure: watched !== undefined, ...again });
  if (!found.failed) return undefined;
  if (smallest === undefined) throw new Error('the simulation failed', { cause: found.errorInstance });
  return { seed, path: found.counterexamplePath ?? '', ...smallest };
}
