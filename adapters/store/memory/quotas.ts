import type { QuotaRequest, QuotaStore } from '../../../ports/quota-store.js';
import { atomically } from './atomically.js';

/** Quotas in memory. */
export class MemoryQuotaStore implements QuotaStore {
  readonly #sums = new Map<string, number>();
  readonly #taken = new Set<string>();

  take({ tenant, quota, key, amount, limit }: QuotaRequest): Promise<'taken' | 'exhausted'> {
    return atomically(() => {
      const id = `${tenant}/${quota}`;
      if (this.#taken.has(`${id}/${key}`)) return 'taken';
      const sum = (this.#sums.get(id) ?? 0) + amount;
      if (sum > limit) return 'exhausted';
      this.#sums.set(id, sum);
      this.#taken.add(`${id}/${key}`);
      return 'taken';
    });
  }
}
