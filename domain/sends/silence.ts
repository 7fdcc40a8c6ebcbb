import type { SendRow } from './send-row.js';

/** What a provider that tells of what it took has told of some messages that it did take. */
export type Telling = 'all' | 'some' | 'nothing' | 'nobody_knows';

/**
 * How a provider has told of these messages; those that were taken before `dueBefore` (epoch milliseconds) have had their
 * time. `nobody_knows` where it has told of none and none has had it.
 */
export function tellingOf(taken: readonly SendRow[], dueBefore: number): Telling {
  const untold = taken.filter(({ reportedAt }) => reportedAt === undefined);
  const overdue = untold.filter(({ settledAt, claimedAt }) => (settledAt ?? claimedAt) < dueBefore);
  if (untold.length < taken.length) return overdue.length === 0 ? 'all' : 'some';
  return overdue.length === 0 ? 'nobody_knows' : 'nothing';
}
