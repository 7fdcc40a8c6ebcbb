import type { PromiseStanding } from '../case/case-view.js';
import type { PromiseRecord } from '../case/recovery-case.js';

/** How a promise stands for those who read of it: one that no message has ended was never heard. */
export function standingOf({ state, endedBy }: PromiseRecord): PromiseStanding {
  return state === 'withdrawn' && endedBy === undefined ? 'unheard' : state;
}
