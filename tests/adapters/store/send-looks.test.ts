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

  it('finds those that went to an address, the last claimed first, and none for another', async () => {
    const first = await claimed('older', 'Look-Look_Look04', { addressHash: 'hash-l4' });
    const last = await claimed('newer', 'Look-Look_Look05', { addressHash: 'hash-l4', claimedAt: noon + 1 });
    expect((await stores.sends.lastTo('hash-l4')).map(({ key }) => key)).toEqual([last.key, first.key]);
    expect(await stores.sends.lastTo('hash-l5')).toEqual([]);
  });

  it.each([
    [true, { state: 'accepted', providerId: 'SM1', at: noon }],
    [true, { state: 'in_doubt', code: 'connection_lost', at: noon }],
    [false, { state: 'skipped', reason: 'outside_hours', at: noon }],
    [false, { state: 'rejected', code: 'bad_address', permanent: true, at: noon }],
  ] as const)('finds it for an address only where it may have gone out: %s after %j', async (isFound, settlement) => {
    const addressHash = `hash-${settlement.state}`;
    const claim = await claimed('case-1', 'Look-Look_Look06', { addressHash });
    await stores.sends.settle(claim.key, 1, settlement);
    expect((await stores.sends.lastTo(addressHash)).map(({ key }) => key)).toEqual(isFound ? [claim.key] : []);
  });

  it('finds the last twenty for an address at most', async () => {
    for (let at = 0; at <= 20; at += 1) {
      await claimed(`case-${at}`, 'Look-Look_Look07', { addressHash: 'hash-l7', claimedAt: noon + at });
    }
    const found = await stores.sends.lastTo('hash-l7');
    expect([found.length, found.at(-1)?.claimedAt]).toEqual([20, noon + 1]);
  });
});
