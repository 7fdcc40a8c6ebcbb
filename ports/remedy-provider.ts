import type { Money } from '../domain/case/incident.js';

/** Gives out vouchers; a code is bound to its key, so that asking twice gives one voucher. */
export interface VoucherProvider {
  /** Issues the voucher of this key, or finds it. `refused`: the amount is not positive, or the key has one of another amount. */
  fulfil(
    key: string,
    voucher: { readonly tenant: string; readonly caseId: string; readonly amount: Money; readonly at: number },
  ): Promise<'done' | 'refused' | 'unknown'>;
  /** The issued voucher of this key, or undefined. */
  find(key: string): Promise<{ readonly code: string; readonly amount: Money } | undefined>;
}
