import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stores } from '../../../adapters/store/stores.js';
import { newTenant } from './builders.js';
import { atOnce, counted, twins } from './twins.js';

describe.each(twins)('quotas in $name', ({ open }) => {
  let stores: Stores;
  beforeAll(async () => {
    stores = await open();
  });
  afterAll(() => stores.close());

  const from = (tenant: string, key: string, { amount = 1, limit = 3 } = {}) =>
    stores.quotas.take({ tenant, quota: 'cases/delivery/2026-03-02', key, amount, limit });

  it('give until they are exhausted, and to the last unit', async () => {
    const tenant = newTenant();
    expect([
      await from(tenant, 'a', { amount: 2 }),
      await from(tenant, 'b', { amount: 1 }),
      await from(tenant, 'c', { amount: 1 }),
    ]).toEqual(['taken', 'taken', 'exhausted']);
  });

  it('give to the same key once, however often it asks, also when they are exhausted', async () => {
    const tenant = newTenant();
    await from(tenant, 'a', { amount: 3 });
    expect([await from(tenant, 'a', { amount: 3 }), await from(tenant, 'b')]).toEqual(['taken', 'exhausted']);
  });

  it('give nothing that is larger than all of them', async () => {
    const tenant = newTenant();
    expect([await from(tenant, 'a', { amount: 4 }), await from(tenant, 'b', { amount: 3 })]).toEqual([
      'exhausted',
      'taken',
    ]);
  });

  it('are of each tenant and each period for themselves', async () => {
    const tenant = newTenant();
    await from(tenant, 'a', { amount: 3 });
    expect(await from(newTenant(), 'a', { amount: 3 })).toBe('taken');
    const tomorrow = { tenant, quota: 'cases/delivery/2026-03-03', key: 'b', amount: 3, limit: 3 };
    expect(await stores.quotas.take(tomorrow)).toBe('taken');
  });

  it('are never overdrawn by sixty who ask at once, and are given to the last unit', async () => {
    const tenant = newTenant();
    const answers = await atOnce(60, (i) => from(tenant, `key-${i}`, { amount: 2, limit: 21 }));
    expect(counted(answers)).toEqual({ taken: 10, exhausted: 50 });
  });

  it('give one time to one key that asks twenty times at once', async () => {
    const tenant = newTenant();
    expect(counted(await atOnce(20, () => from(tenant, 'same', { amount: 1, limit: 2 })))).toEqual({ taken: 20 });
    expect([
      await from(tenant, 'other', { amount: 1, limit: 2 }),
      await from(tenant, 'third', { amount: 1, limit: 2 }),
    ]).toEqual(['taken', 'exhausted']);
  });

  it('hold for any order of requests what a sum by hand says', async () => {
    const asked = fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd'), amount: fc.integer({ min: 1, max: 4 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(asked, { maxLength: 8 }), async (requests) => {
        const tenant = newTenant();
        const given = new Map<string, number>();
        for (const { key, amount } of requests) {
          const sum = [...given.values()].reduce((total, one) => total + one, 0);
          const expected = given.has(key) || sum + amount <= 6 ? 'taken' : 'exhausted';
          expect(await from(tenant, key, { amount, limit: 6 })).toBe(expected);
          if (expected === 'taken' && !given.has(key)) given.set(key, amount);
        }
      }),
      { numRuns: 25 },
    );
  });
});
