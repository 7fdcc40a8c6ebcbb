import type { Outcome } from '../case/outcome.js';
import type { OpenCase } from '../case/recovery-case.js';
import { coolingOff, following, type Lease, reportLease } from '../contact/lease.js';
import { isGood } from './verdict.js';

/** Endings after which nobody knows that the customer is content: nothing but their own later word ends the lease. */
const unhappy: readonly Outcome[] = ['not_recovered', 'unreachable'];

/** How long promotion stays away from the customer of this case, for what came before it too. */
export function leaseOf(c: OpenCase): Lease {
  return following(c.earlierLease, ownLease(c));
}

function ownLease(c: OpenCase): Lease {
  const { verdict, acceptance } = c.round;
  const isSettled = c.incidents.every((i) => i.moot || i.resolvedAt !== undefined);
  const tookBack = verdict !== undefined && acceptance?.settled === false && acceptance.at >= verdict.at;
  if (verdict !== undefined && isSettled && isGood(c, verdict.score) && !tookBack) {
    return { kind: 'ends', at: verdict.at, because: 'satisfied' };
  }
  // A low verdict says more than an acceptance that came before it.
  if (verdict === undefined && isSettled && acceptance?.settled === true && c.repliedAt === undefined) {
    return { kind: 'ends', because: 'satisfied', ...sinceAccepted(acceptance.at, c.seenToAt) };
  }
  if (c.closed === undefined) return reportLease;
  const { at, outcome } = c.closed;
  if (unhappy.includes(outcome)) return { kind: 'held', because: 'unhappy' };
  return coolingOff(at, c.protocol.coolOff);
}

/** Who wrote again after saying that it is settled was not done: what kept promotion away since ends once it is seen to. */
function sinceAccepted(saidAt: number, seenToAt = saidAt): { readonly at: number; readonly saidAt?: number } {
  return seenToAt > saidAt ? { at: seenToAt, saidAt } : { at: saidAt };
}
