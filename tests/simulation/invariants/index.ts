import type { Journey } from '../trace.js';
import type { Invariant } from './invariant.js';
import { messageInvariants } from './messages.js';
import { repairInvariants } from './repairs.js';
import { shellInvariants } from './shell.js';
import { timeInvariants } from './time.js';

/** Everything that has to hold in every journey. */
export const invariants: readonly Invariant[] = [
  ...shellInvariants,
  ...messageInvariants,
  ...repairInvariants,
  ...timeInvariants,
];

/** An invariant that a journey breaks, and how. */
export interface Violation {
  readonly invariant: string;
  readonly says: string;
  readonly complaint: string;
}

/** The invariants that a journey breaks: all of them, or the one that is watched. */
export function violations(journey: Journey, watched?: string): readonly Violation[] {
  return invariants.flatMap(({ name, says, check }) => {
    const complaint = watched === undefined || watched === name ? check(journey) : undefined;
    return complaint === undefined ? [] : [{ invariant: name, says, complaint }];
  });
}
