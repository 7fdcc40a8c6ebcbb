import type { Lease } from '../../domain/contact/lease.js';
import { NEVER } from './case-lists.js';

/** When a lease ends, as documents keep it to be found by; far away where no end is in sight. */
export function endOf(lease: Lease | undefined): number {
  return lease?.kind === 'ends' ? lease.at : NEVER;
}
