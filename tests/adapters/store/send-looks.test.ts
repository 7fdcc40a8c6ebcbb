import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stores } from '../../../adapters/store/stores.js';
import { aClaim } from '../../domain/support/sends.js';
import { hour, newTenant, noon } from './builders.js';
import { twins } from './twins.js';

const rest = 'a'.repeat(27);

describe.each(twins)('a look for whom a message went to, in $name', ({ open }) => {
  let stores: Stores;
  beforeAll(async () => {
    stores = await open();
  });
  afterAll(() => stores.close());

  const claimed = async (name: string, begins: string, to: { addressHash: string; claimedAt?: number }) => {
    const key = `${newTenant()}/${name}/1/apology/1/email`;
    const claim = aClaim({ key, mark: `${begins}${rest}`, claimedAt: noon, deadlineAt: noon + hour, ...to });
    await stores.sends.claim(claim);
    return claim;
  };

  it('finds it by the first sixteen characters of its mark, also of one from before its address was corrected', async () => {
    const claim = await claimed('case-1', 'Look-Look_Look01', { addressHash: 'hash-l1' });
    await stores.sends.settle(claim.key, 1, { state: 'rejected', code: 'bad_address', permanent: true, at: noon });
    const corrected = { ...claim, mark: `Look-Look_Look02${rest}`, addressHash: 'hash-l2', request: 2 };
    await stores.sends.claim({ ...corrected, addressSince: noon + 1, claimedAt: noon + 2 });
    for (const begins of ['Look-Look_Look01', 'Look-Look_Look02']) {
      expect((await stores.sends.markedFrom(begins))?.key).toBe(claim.key);
    }
  });

  it.each(['', 'Look', '.{16}...........', 'look-look_look01'])('finds nothing by %j', async (begins) => {
    await claimed('case-1', 'Look-Look_Look03', { addressHash: 'hash-l3' });
    expect(await stores.sends.markedFrom(begins)).toBeUndefined();
  });

  it('finds the one that was last claimed for an address, and none for another', async () => {
    await claimed('older', 'Look-Look_Look04', { addressHash: 'hash-l4' });
    const last = await claimed('newer', 'Look-Look_Look05', { addressHash: 'hash-l4', claimedAt: noon + 1 });
    expect((await stores.sends.lastTo('hash-l4'))?.key).toBe(last.key);
    expect(await stores.sends.lastTo('hash-l5')).toBeUndefined();
  });
});
