import type { Money } from '../../../domain/case/incident.js';
import type { VoucherProvider } from '../../../ports/remedy-provider.js';
import { newVoucherCode } from './voucher-code.js';
import { answerTo, isIssuable, type VoucherOrder } from './voucher.js';

interface Voucher {
  readonly code: string;
  readonly amount: Money;
}

/** Vouchers in memory: the twin of the ones in MongoDB, held to the same contract suite. */
export class MemoryVouchers implements VoucherProvider {
  readonly #vouchers = new Map<string, Voucher>();
  readonly #newCode: () => string;

  constructor(newCode = newVoucherCode) {
    this.#newCode = newCode;
  }

  async fulfil(key: string, { amount }: VoucherOrder): Promise<'done' | 'refused' | 'unknown'> {
    await Promise.resolve();
    if (!isIssuable(amount)) return 'refused';
    const issued = this.#vouchers.get(key) ?? this.#issue(key, amount);
    return answerTo(amount, issued.amount);
  }

  async find(key: string): Promise<Voucher | undefined> {
    await Promise.resolve();
    return this.#vouchers.get(key);
  }

  #issue(key: string, { minor, currency }: Money): Voucher {
    const taken = new Set([...this.#vouchers.values()].map(({ code }) => code));
    let code = this.#newCode();
    while (taken.has(code)) code = this.#newCode();
    const voucher = { code, amount: { minor, currency } };
    this.#vouchers.set(key, voucher);
    return voucher;
  }
}
