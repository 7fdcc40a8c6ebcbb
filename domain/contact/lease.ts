/**
 * How long promotion stays away from a customer after a failure (product.md, rule 7). It begins with the report, and only
 * the customer's own word or a cool-off ends it.
 */
export type Lease =
  | { readonly kind: 'held'; readonly because: 'recovery' | 'unhappy' }
  /** `at` is the instant from which promotion is free again, epoch milliseconds; it may lie behind us. */
  | { readonly kind: 'ends'; readonly at: number; readonly because: 'satisfied' | 'cool_off' };

/** The lease of a report: it begins at once, whoever takes the incident up, and whether or not it qualifies. */
export const reportLease: Lease = { kind: 'held', because: 'recovery' };

/** The lease after something that ended without the customer's word; a protocol without a cool-off leaves it without an end. */
export function coolingOff(at: number, coolOff: number | undefined): Lease {
  return coolOff === undefined
    ? { kind: 'held', because: 'unhappy' }
    : { kind: 'ends', at: at + coolOff, because: 'cool_off' };
}

/** Whether promotion has to stay away now. */
export function isHeld(lease: Lease, now: number): boolean {
  return lease.kind === 'held' || now < lease.at;
}

/** The lease that lasts longest; undefined where there is none. */
export function longest(leases: readonly Lease[]): Lease | undefined {
  return leases.reduce<Lease | undefined>(
    (one, other) => (one === undefined || endOf(other) > endOf(one) ? other : one),
    undefined,
  );
}

/**
 * The lease of a customer after one more case: who is satisfied in the end is so with all that was before, otherwise what
 * lasts longer counts.
 */
export function following(earlier: Lease | undefined, own: Lease): Lease {
  if (earlier === undefined || (own.kind === 'ends' && own.because === 'satisfied')) return own;
  return endOf(earlier) > endOf(own) ? earlier : own;
}

/** The lease of a report, and when that came; epoch milliseconds. */
export interface LeasedReport {
  readonly reportedAt: number;
  readonly lease: Lease;
}

/**
 * Whether the lease of a report is over because its customer was content after it, as the leases of their cases say. A report
 * that still waits to be taken up is not: nobody knows yet what it is about.
 */
export function isForgiven({ reportedAt, lease }: LeasedReport, ofCases: readonly Lease[]): boolean {
  if (lease.kind === 'held' && lease.because === 'recovery') return false;
  return ofCases.some((one) => one.kind === 'ends' && one.because === 'satisfied' && one.at > reportedAt);
}

function endOf(lease: Lease): number {
  return lease.kind === 'held' ? Infinity : lease.at;
}
