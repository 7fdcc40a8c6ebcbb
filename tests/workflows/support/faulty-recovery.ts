import type { CaseOutcome } from '../../../workflows/contract.js';

/** A recovery of a release with a fault: each of its workflow tasks fails, so that its run is parked. */
export function recoverCase(): Promise<CaseOutcome> {
  throw new TypeError('a fault in a release');
}
