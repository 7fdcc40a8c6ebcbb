import type { Money } from '../../../domain/case/incident.js';
import type { VoucherProvider } from '../../../ports/remedy-provider.js';

/** What a voucher is asked for with. */
export type VoucherOrder = Parameters<VoucherProvider['fulfil']>[1];

/** A voucher is worth a positive whole number of minor units. */
export function isIssuable({ minor }: Money): boolean {
  return Number.isSafeInteger(minor) && minor > 0;
}

/** A key is bound to its amount: what was issued answers an order only when it is worth what was ordered. */
export function answerTo(ordered: Money, issued: Money): 'done' | 'refused' {
  return ordered.minor === issued.minor && ordered.currency === issued.currency ? 'done' : 'refused';
}
