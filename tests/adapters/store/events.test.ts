import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stores } from '../../../adapters/store/stores.js';
import type { CustomerEvent } from '../../../ports/event-store.js';
import { newTenant, noon } from './builders.js';
import { atOnce, counted, twins } from './twins.js';

describe.each(twins)('events in $name', ({ open }) => {
  let stores: Stores;
  beforeAll(async () => {
    stores = await open();
  });
  afterAll(() => stores.close());

  const released = (tenant: string, customerId: string, at = noon): CustomerEvent => ({
    ...{ tenant, id: `released/${customerId}/${at}`, type: 'released', customerId, at },
    ...{ because: 'satisfied', reference: 'AB12CD34', caseId: 'inc-1' },
  });
  const all = (tenant: string, place = 0, limit = 200) => stores.events.after(tenant, { place, limit });

  it('are kept once under their id, and read with all that they say', async () => {
    const tenant = newTenant();
    const answers = await atOnce(6, () => stores.events.keep(released(tenant, 'c-1')));
    expect(counted(answers)).toEqual({ kept: 1, already: 5 });
    expect(await all(tenant)).toEqual([{ ...released(tenant, 'c-1'), place: 1 }]);
  });

  it('of one customer are two where they were released twice', async () => {
    const tenant = newTenant();
    for (const at of [noon, noon, noon + 1]) await stores.events.keep(released(tenant, 'c-1', at));
    expect((await all(tenant)).map(({ at }) => at)).toEqual([noon, noon + 1]);
  });

  it('that come all at once have places without a gap, so that a reader who goes on misses none', async () => {
    const tenant = newTenant();
    const seen: string[] = [];
    let place = 0;
    const read = async (): Promise<void> => {
      for (const event of await all(tenant, place, 3)) {
        expect(event.place).toBe(place + 1);
        place = event.place;
        seen.push(event.customerId);
      }
    };
    const kept = atOnce(12, (n) => stores.events.keep(released(tenant, `c-${n}`)));
    for (let round = 0; round < 5; round++) await read();
    await kept;
    for (let round = 0; round < 5; round++) await read();
    expect(new Set(seen).size).toBe(12);
    expect(seen).toHaveLength(12);
  });

  it('of another tenant are not seen, and have the same ids and places there', async () => {
    const [tenant, other] = [newTenant(), newTenant()];
    await stores.events.keep(released(tenant, 'c-1'));
    expect(await stores.events.keep(released(other, 'c-1'))).toBe('kept');
    expect(await all(other)).toMatchObject([{ tenant: other, place: 1 }]);
    expect(await all(other, 1)).toEqual([]);
  });
});
