import type { FaultCase } from './right-fates.js';
import type { Fates } from './try-fault.js';

/** One trial and what was found. */
export interface Tried {
  readonly fault: FaultCase;
  readonly evidence: boolean;
  readonly messages: number;
  readonly found: { readonly first: Fates; readonly end: Fates };
}

/** How a trial went. */
export interface Outcome {
  readonly isRight: boolean;
  readonly line: string;
  /** What came instead of what is right; undefined where all is. */
  readonly wrong: string | undefined;
}

/** Holds what was found against what is right. */
export function outcomeOf({ fault, evidence, messages, found }: Tried): Outcome {
  const { first, end } = evidence ? fault.evidence : fault.none;
  const rights = Math.min(found.first[first] ?? 0, found.end[end] ?? 0);
  const isRight = rights === messages;
  return {
    isRight,
    line: `${fault.what}, evidence ${evidence ? 'on' : 'off'}: ${rights} of ${messages} right: ${end}`,
    wrong: isRight ? undefined : `  right at first: ${first}; found: ${JSON.stringify(found)}`,
  };
}

/** How many trials went as they should, in the last line of a run. */
export function sumOf(outcomes: readonly Outcome[]): string {
  return `${outcomes.filter(({ isRight }) => isRight).length} of ${outcomes.length} right`;
}
