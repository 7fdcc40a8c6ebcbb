import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stores } from '../../../adapters/store/stores.js';
import { customerOf, newTenant, noon } from './builders.js';
import { atOnce, twins } from './twins.js';

describe.each(twins)('the addresses of a customer in $name', ({ open }) => {
  let stores: Stores;
  beforeAll(async () => {
    stores = await open();
  });
  afterAll(() => stores.close());

  async function known(overrides: Parameters<typeof customerOf>[0] = {}) {
    const ref = { tenant: newTenant(), customerId: 'customer-1' };
    await stores.customers.upsert(ref.tenant, customerOf(overrides));
    return ref;
  }

  it('are corrected, added and removed; what is left out stays, and it is told which channels changed', async () => {
    const ref = await known();
    const right = { email: 'right@customers.example' };
    expect((await stores.customers.correct(ref, right, noon))?.changed).toEqual(['email']);
    expect((await stores.customers.correct(ref, { phone: '+12025550143' }, noon + 1))?.changed).toEqual(['sms']);
    expect((await stores.customers.correct(ref, { email: null }, noon + 2))?.changed).toEqual(['email']);
    const { email: _, ...rest } = customerOf();
    expect(await stores.customers.get(ref)).toStrictEqual({
      customer: { ...rest, phone: '+12025550143' },
      correctedAt: { email: noon + 2, sms: noon + 1 },
    });
  });

  it('are the same after a repeat, which changes no time', async () => {
    const ref = await known();
    const first = await stores.customers.correct(ref, { email: 'right@customers.example' }, noon);
    const again = await stores.customers.correct(ref, { email: 'right@customers.example' }, noon + 1);
    expect(again).toStrictEqual({ record: first?.record, changed: [] });
  });

  it('of somebody whom nobody reported, or of another tenant, are not made up', async () => {
    const ref = await known();
    const elsewhere = { ...ref, tenant: newTenant() };
    expect(await stores.customers.correct(elsewhere, { phone: '+12025550143' }, noon)).toBeUndefined();
    expect(await stores.customers.get(elsewhere)).toBeUndefined();
    expect((await stores.customers.get(ref))?.customer).toStrictEqual(customerOf());
  });

  it('hold both corrections when one of each kind arrives at once, each told once', async () => {
    const ref = await known();
    const changes = [{ email: 'right@customers.example' }, { phone: '+12025550143' }];
    const told = await atOnce(10, (index) => stores.customers.correct(ref, changes[index % 2] ?? {}, noon));
    expect(told.flatMap((one) => one?.changed ?? []).sort()).toEqual(['email', 'sms']);
    expect((await stores.customers.get(ref))?.customer).toMatchObject({ ...changes[0], ...changes[1] });
  });

  it('is found to be right at an instant, on that channel alone, and stays as it is', async () => {
    const ref = { tenant: newTenant(), customerId: 'c-9' };
    await stores.customers.upsert(ref.tenant, { id: 'c-9', locale: 'en', email: 'a@customers.example' });
    await stores.customers.correct(ref, { phone: '+12025550143' }, noon);
    expect(await stores.customers.confirm(ref, 'email', noon + 5)).toStrictEqual({
      customer: { id: 'c-9', locale: 'en', email: 'a@customers.example', phone: '+12025550143' },
      correctedAt: { sms: noon, email: noon + 5 },
    });
    expect(await stores.customers.confirm({ ...ref, customerId: 'c-10' }, 'email', noon)).toBeUndefined();
  });
});
