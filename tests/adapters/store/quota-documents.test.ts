import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type MongoStores, openMongoStores } from '../../../adapters/store/connect.js';
import { ownDatabase } from '../../support/mongo.js';
import { atOnce, counted } from './twins.js';

interface Sum {
  readonly _id: string;
  readonly taken: number;
  readonly keys: readonly string[];
}

let stores: MongoStores;
beforeAll(async () => {
  stores = await openMongoStores(await ownDatabase());
});
afterAll(() => stores.close());
afterEach(() => void vi.restoreAllMocks());

const sums = () => stores.connection.collection<Sum>('quotas');
const taken = () => stores.connection.collection<{ readonly _id: string }>('quotas_taken');
const take = (quota: string, key: string, limit: number) =>
  stores.quotas.take({ tenant: 'acme', quota, key, amount: 1, limit });

describe('the documents of a quota in MongoDB', () => {
  it('stay small: the sum holds no key once its taker is done, however many have taken', async () => {
    const answers = await atOnce(60, (i) => take('many', `key-${i}`, 50));
    expect(counted(answers)).toEqual({ taken: 50, exhausted: 10 });
    expect(await sums().findOne({ _id: 'acme/many' })).toEqual({ _id: 'acme/many', taken: 50, keys: [] });
    expect(await taken().countDocuments({ _id: /^acme\/many\// })).toBe(50);
  });

  it('of a taker that died before its key had a document: it has taken, once, and room is for the rest alone', async () => {
    await sums().insertOne({ _id: 'acme/died', taken: 1, keys: ['a'] });
    expect([await take('died', 'a', 2), await take('died', 'b', 2), await take('died', 'c', 2)]).toEqual([
      'taken',
      'taken',
      'exhausted',
    ]);
    expect(await sums().findOne({ _id: 'acme/died' })).toMatchObject({ taken: 2 });
  });

  it('of a key that another taker finished between look and write: the second count is taken back', async () => {
    const model = stores.connection.model('Quota');
    const query = model.updateOne.bind(model);
    vi.spyOn(model, 'updateOne').mockImplementationOnce((...asked) => {
      const late = query(...asked);
      const write = late.exec.bind(late);
      vi.spyOn(late, 'exec').mockImplementation(async () => {
        await taken().insertOne({ _id: 'acme/raced/a' });
        await sums().insertOne({ _id: 'acme/raced', taken: 1, keys: [] });
        return write();
      });
      return late;
    });
    expect(await take('raced', 'a', 5)).toBe('taken');
    expect(await sums().findOne({ _id: 'acme/raced' })).toEqual({ _id: 'acme/raced', taken: 1, keys: [] });
  });

  it('of an earlier release, which hold every key, are still right', async () => {
    await sums().insertOne({ _id: 'acme/earlier', taken: 3, keys: ['a', 'b', 'c'] });
    expect([await take('earlier', 'b', 4), await take('earlier', 'd', 4), await take('earlier', 'e', 4)]).toEqual([
      'taken',
      'taken',
      'exhausted',
    ]);
  });
});
