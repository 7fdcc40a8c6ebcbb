import type { Journey } from '../trace.js';
import { clockInvariants } from './clocks.js';
import { hoursInvariants } from './hours.js';
import type { Invariant } from './invariant.js';
import { messageInvariants } from './messages.js';
import { proactiveInvariants } from './proactive.js';
import { promiseInvariants } from './promises.js';
import { reachInvariants } from './reaching.js';
import { repairInvariants } from './repairs.js';
import { roundInvariants } from './rounds.js';
import { shellInvariants } from './shell.js';
import { voiceInvariants } from './voices.js';

/** Everything that has to hold in every journey. */
export const invariants: readonly Invariant[] = [
  ...shellInvariants,
  ...messageInvariants,
  ...repairInvariants,
  ...roundInvariants,
  ...promiseInvariants,
  ...clockInvariants,
  ...reachInvariants,
  ...hoursInvariants,
  ...voiceInvariants,
  ...proactiveInvariants,
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
