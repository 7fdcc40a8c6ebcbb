import type { QuotaRequest, QuotaStore } from '../../../ports/quota-store.js';
import { atomically } from './atomically.js';

/** Quotas in memory. */
export class MemoryQuotaStore implements QuotaStore {
  readonly #quotas = new Map<string, ReadonlyMap<string, number>>();

  take({ tenant, quota, key, amount, limit }: QuotaRequest): Promise<'taken' | 'exhausted'> {
    return atomically(() => {
      const id = `${tenant}/${quota}`;
      const taken = this.#quotas.get(id) ?? new Map<string, number>();
      if (taken.has(key)) return 'taken';
      const sum = [...taken.values()].reduce((total, one) => total + one, 0);
      if (sum + amount > limit) return 'exhausted';
      this.#quotas.set(id, new Map([...taken, [key, amount]]));
      return 'taken';
    });
  }
}
