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
    await stores.customers.upsert(ref.tenant, customerOf(overrides), noon);
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
      replaced: { email: 'right@customers.example' },
    });
  });

  const old = customerOf().email ?? '';
  const right = 'right@customers.example';
  const newest = 'newest@customers.example';

  it.each([
    ['stay when a report still names the one that was replaced', { to: right, said: { email: old }, then: right }],
    [
      'stay when a report came before the correction',
      { to: right, said: { email: newest }, at: noon - 1, then: right },
    ],
    ['are corrected by a report that names a new one', { to: right, said: { email: newest }, then: newest }],
    ['do not come back by a report after they were taken out', { to: null, said: { email: old } }],
    ['stay when a report names none', { to: right, said: {}, then: right }],
  ] as const)('%s', async (_, story) => {
    const { to, said, then, at = noon + 1 } = { then: undefined, at: undefined, ...story };
    const ref = await known();
    await stores.customers.correct(ref, { email: to }, noon);
    const { email: _old, ...rest } = customerOf();
    await stores.customers.upsert(ref.tenant, { ...rest, name: 'Ada King', ...said }, at);
    const record = await stores.customers.get(ref);
    expect(record?.customer).toStrictEqual({ ...rest, name: 'Ada King', ...(then !== undefined && { email: then }) });
    expect(record?.correctedAt).toEqual({ email: then === newest ? at : noon });
  });

  it('hold a correction and a report of other things that arrive at once', async () => {
    const ref = await known();
    const { email: _, ...rest } = customerOf();
    await atOnce(10, async (index) => {
      if (index % 2 === 0) await stores.customers.correct(ref, { email: right }, noon);
      else await stores.customers.upsert(ref.tenant, { ...rest, name: 'Ada King', email: old }, noon - 1);
    });
    expect((await stores.customers.get(ref))?.customer).toMatchObject({ name: 'Ada King', email: right });
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
    await stores.customers.upsert(ref.tenant, { id: 'c-9', locale: 'en', email: 'a@customers.example' }, noon - 1);
    await stores.customers.correct(ref, { phone: '+12025550143' }, noon);
    expect(await stores.customers.confirm(ref, 'email', noon + 5)).toStrictEqual({
      customer: { id: 'c-9', locale: 'en', email: 'a@customers.example', phone: '+12025550143' },
      correctedAt: { sms: noon, email: noon + 5 },
    });
    expect(await stores.customers.confirm({ ...ref, customerId: 'c-10' }, 'email', noon)).toBeUndefined();
  });
});
