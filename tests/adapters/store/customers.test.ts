import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stores } from '../../../adapters/store/stores.js';
import { customerOf, newTenant, noon } from './builders.js';
import { atOnce, twins } from './twins.js';

describe.each(twins)('customers in $name', ({ open }) => {
  let stores: Stores;
  beforeAll(async () => {
    stores = await open();
  });
  afterAll(() => stores.close());

  it('gives a customer back as reported, and undefined for one that nobody reported', async () => {
    const tenant = newTenant();
    const customer = customerOf({ phone: '+12025550143', timeZone: 'Europe/Berlin', tier: 'vip', vulnerable: false });
    await stores.customers.upsert(tenant, customer, noon);
    expect(await stores.customers.get({ tenant, customerId: customer.id })).toStrictEqual({ customer });
    expect(await stores.customers.get({ tenant, customerId: 'customer-2' })).toBeUndefined();
  });

  it('takes over what a later report says and keeps what it leaves out', async () => {
    const tenant = newTenant();
    await stores.customers.upsert(tenant, customerOf({ phone: '+12025550143' }), noon);
    await stores.customers.upsert(tenant, { id: 'customer-1', locale: 'de', email: 'new@customers.example' }, noon);
    const expected = { id: 'customer-1', name: 'Ada Byron', locale: 'de', email: 'new@customers.example' };
    const record = await stores.customers.get({ tenant, customerId: 'customer-1' });
    expect(record?.customer).toStrictEqual({ ...expected, phone: '+12025550143' });
  });

  it('keeps customers of the same id of two tenants apart', async () => {
    const [one, other] = [newTenant(), newTenant()];
    await stores.customers.upsert(one, customerOf({ name: 'Ada' }), noon);
    await stores.customers.upsert(other, customerOf({ name: 'Bea' }), noon);
    expect((await stores.customers.get({ tenant: one, customerId: 'customer-1' }))?.customer.name).toBe('Ada');
  });

  it('makes one customer of fifty first reports that arrive at once', async () => {
    const tenant = newTenant();
    await atOnce(50, () => stores.customers.upsert(tenant, customerOf(), noon));
    expect(await stores.customers.get({ tenant, customerId: 'customer-1' })).toStrictEqual({ customer: customerOf() });
  });

  it('finds everybody who has a phone now, of any tenant, and nobody whose number was corrected', async () => {
    const [one, other] = [newTenant(), newTenant()];
    const phone = `+12025550${100 + Number(one.slice('tenant-'.length))}`.slice(0, 12);
    await stores.customers.upsert(one, customerOf({ id: 'customer-2', phone }), noon);
    await stores.customers.upsert(one, customerOf({ phone }), noon);
    await stores.customers.upsert(other, customerOf({ phone }), noon);
    await stores.customers.correct({ tenant: one, customerId: 'customer-2' }, { phone: '+12025550199' }, noon + 1);
    expect(await stores.customers.withAddress('sms', phone)).toStrictEqual([
      { tenant: one, customerId: 'customer-1' },
      { tenant: other, customerId: 'customer-1' },
    ]);
    expect(await stores.customers.withAddress('email', phone)).toEqual([]);
  });

  it('finds who has a mailbox, however its domain is spelled, and not who has another one', async () => {
    const tenant = newTenant();
    const email = `${tenant}@customers.example`;
    await stores.customers.upsert(tenant, customerOf({ email }), noon);
    const found = [{ tenant, customerId: 'customer-1' }];
    expect(await stores.customers.withAddress('email', email)).toStrictEqual(found);
    expect(await stores.customers.withAddress('email', `${tenant}@Customers.EXAMPLE`)).toStrictEqual(found);
    expect(await stores.customers.withAddress('email', `${tenant}.x@customers.example`)).toEqual([]);
  });
});
