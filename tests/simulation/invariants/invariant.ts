import type { Journey, Run } from '../trace.js';

/** Something that holds in every journey; `check` answers what is wrong, or undefined. */
export interface Invariant {
  readonly name: string;
  /** In one sentence; the number in front is that of product.md, where it has one. */
  readonly says: string;
  readonly check: (journey: Journey) => string | undefined;
}

/** An invariant of each case for itself. */
export function ofEachCase(
  name: string,
  says: string,
  check: (run: Run, journey: Journey) => string | undefined,
): Invariant {
  return {
    name,
    says,
    check: (journey) => firstFault(journey.runs, (run) => check(run, journey)),
  };
}

/** The first complaint about any of these things. */
export function firstFault<T>(things: readonly T[], complain: (thing: T) => string | undefined): string | undefined {
  for (const thing of things) {
    const complaint = complain(thing);
    if (complaint !== undefined) return complaint;
  }
  return undefined;
}

/** The first of these things of which something is true that must not be, in the words of `complaint`. */
export function none<T>(
  things: readonly T[],
  bad: (thing: T) => boolean,
  complaint: (thing: T) => string,
): string | undefined {
  const found = things.find(bad);
  return found === undefined ? undefined : complaint(found);
}

/** What occurs more than once, if anything does. */
export function repeated(keys: readonly string[]): string | undefined {
  return keys.find((key, i) => keys.indexOf(key) !== i);
}
