import type { SendLedger } from '../../ports/send-ledger.js';
import { instead } from './watched.js';

/** What a system without a ledger does: every claim is granted, and nothing is remembered. The product has no such switch. */
export function withoutLedger(ledger: SendLedger): SendLedger {
  return instead(ledger, {
    claim: () => Promise.resolve({ kind: 'claimed', generation: 1 }),
    settle: () => Promise.resolve(true),
    get: () => Promise.resolve(undefined),
    marked: () => Promise.resolve(undefined),
    report: () => Promise.resolve(undefined),
    abandonedBefore: () => Promise.resolve([]),
    inDoubtBetween: () => Promise.resolve([]),
    receiptsDue: () => Promise.resolve([]),
  });
}
