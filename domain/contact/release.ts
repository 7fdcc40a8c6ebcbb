import type { ContactFacts } from './decision.js';
import { isHeld, type Lease, longest } from './lease.js';

/** Why promotion is free again. */
export type ReleasedBecause = Extract<Lease, { kind: 'ends' }>['because'];

/**
 * What the end of a lease comes to for its customer. `held`: something else keeps promotion away, whose own end will tell.
 * `unsettled`: a report waits to be taken up or refused, and until then nobody can say; look again.
 */
export type Release =
  | {
      readonly kind: 'released';
      /** The instant from which promotion is free, epoch milliseconds. */
      readonly at: number;
      readonly because: ReleasedBecause;
      /** The case, or the refused report, whose lease ended last. */
      readonly reference: string;
      readonly caseId?: string;
    }
  | { readonly kind: 'held' | 'unsettled' };

/** Whether promotion is free again for a customer of whom a lease has ended, and since when. */
export function releaseOf({ leases }: ContactFacts, now: number): Release {
  if (leases.some(({ open, caseId, lease }) => open && caseId === undefined && isHeld(lease, now))) {
    return { kind: 'unsettled' };
  }
  const last = longest(leases.map(({ lease }) => lease));
  const of = leases.find(({ lease }) => lease === last);
  if (last === undefined || of === undefined || last.kind === 'held' || isHeld(last, now)) return { kind: 'held' };
  const { reference, caseId } = of;
  return { kind: 'released', at: last.at, because: last.because, reference, ...(caseId !== undefined && { caseId }) };
}
