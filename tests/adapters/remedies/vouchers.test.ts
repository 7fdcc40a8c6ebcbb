import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MemoryVouchers } from '../../../adapters/remedies/voucher/memory-vouchers.js';
import { openMongoVouchers } from '../../../adapters/remedies/voucher/mongo-vouchers.js';
import { type MongoStores, openMongoStores } from '../../../adapters/store/connect.js';
import type { VoucherProvider } from '../../../ports/remedy-provider.js';
import { ownDatabase } from '../../support/mongo.js';

const order = { tenant: 'acme', caseId: 'case-1', amount: { minor: 1000, currency: 'EUR' }, at: Date.UTC(2026, 4, 4) };

let stores: MongoStores;
beforeAll(async () => {
  stores = await openMongoStores(await ownDatabase());
});
afterAll(() => stores.close());

const providers: readonly {
  readonly name: string;
  readonly open: (newCode?: () => string) => Promise<VoucherProvider>;
}[] = [
  {
    name: 'MongoDB',
    open: async (newCode) => {
      if (Object.hasOwn(stores.connection.models, 'Remedy')) stores.connection.deleteModel('Remedy');
      return openMongoVouchers(stores.connection, newCode);
    },
  },
  { name: 'memory', open: (newCode) => Promise.resolve(new MemoryVouchers(newCode)) },
];

describe.each(providers)('vouchers in $name', ({ name, open }) => {
  it('issues a code that nobody guesses, to be found under its key with its amount', async () => {
    const vouchers = await open();
    expect(await vouchers.fulfil('acme/case-1/act/voucher', order)).toBe('done');
    const found = await vouchers.find('acme/case-1/act/voucher');
    expect(found?.amount).toStrictEqual({ minor: 1000, currency: 'EUR' });
    expect(found?.code).toMatch(/^([2-9A-HJ-NP-Z]{4}-){2}[2-9A-HJ-NP-Z]{4}$/);
  });

  it('finds no voucher under a key that was never fulfilled', async () => {
    expect(await (await open()).find('acme/nothing/act/voucher')).toBeUndefined();
  });

  it('issues one voucher when fifty ask under one key at once', async () => {
    const codes = new Set<string>();
    const vouchers = await open(() => {
      const code = `${name}-race-${codes.size}`;
      codes.add(code);
      return code;
    });
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => vouchers.fulfil('acme/case-2/act/voucher', order)),
    );
    expect(new Set(answers)).toEqual(new Set(['done']));
    const first = await vouchers.find('acme/case-2/act/voucher');
    await vouchers.fulfil('acme/case-2/act/voucher', order);
    expect(await vouchers.find('acme/case-2/act/voucher')).toEqual(first);
  });

  it('gives different codes under different keys', async () => {
    const vouchers = await open();
    const codes = await Promise.all(
      Array.from({ length: 50 }, async (_, index) => {
        await vouchers.fulfil(`acme/many-${index}/act/voucher`, order);
        return (await vouchers.find(`acme/many-${index}/act/voucher`))?.code;
      }),
    );
    expect(new Set(codes).size).toBe(50);
  });

  it('takes another code when the first is given out already', async () => {
    const codes = [`${name}-A`, `${name}-A`, `${name}-B`];
    const vouchers = await open(() => codes.shift() ?? 'none left');
    await vouchers.fulfil('acme/case-3/act/voucher', order);
    await vouchers.fulfil('acme/case-4/act/voucher', order);
    expect((await vouchers.find('acme/case-3/act/voucher'))?.code).toBe(`${name}-A`);
    expect((await vouchers.find('acme/case-4/act/voucher'))?.code).toBe(`${name}-B`);
  });

  it('refuses another amount under a key that has its voucher, and leaves that as it is', async () => {
    const vouchers = await open();
    await vouchers.fulfil('acme/case-5/act/voucher', order);
    const dearer = { ...order, amount: { minor: 2000, currency: 'EUR' } };
    expect(await vouchers.fulfil('acme/case-5/act/voucher', dearer)).toBe('refused');
    expect((await vouchers.find('acme/case-5/act/voucher'))?.amount).toStrictEqual(order.amount);
  });

  it.each([0, -1, 0.5, Number.NaN])('refuses a voucher of %d minor units and issues none', async (minor) => {
    const vouchers = await open();
    const key = 'acme/case-6/act/voucher';
    expect(await vouchers.fulfil(key, { ...order, amount: { minor, currency: 'EUR' } })).toBe('refused');
    expect(await vouchers.find(key)).toBeUndefined();
  });
});
