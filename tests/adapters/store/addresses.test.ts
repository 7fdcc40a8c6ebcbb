import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stores } from '../../../adapters/store/stores.js';
import { noon } from './builders.js';
import { atOnce, twins } from './twins.js';

const bounced = { reason: 'mailbox_refused', at: noon, source: 'email_events' } as const;
const complained = { reason: 'complained', at: noon - 1, source: 'email_events' } as const;

let addresses = 0;
/** An address of its own for each test. */
const anAddress = (): string => `hash-${(addresses += 1)}`;

describe.each(twins)('the stops of addresses in $name', ({ open }) => {
  let stores: Stores;
  beforeAll(async () => {
    stores = await open();
  });
  afterAll(() => stores.close());

  it('an address that nobody stopped is free, whatever happened to others', async () => {
    await stores.addresses.stop(anAddress(), bounced);
    expect(await stores.addresses.stops(anAddress())).toEqual([]);
  });

  it('an address is stopped for each reason once, the first first', async () => {
    const address = anAddress();
    await stores.addresses.stop(address, bounced);
    await stores.addresses.stop(address, complained);
    await stores.addresses.stop(address, { ...bounced, at: noon + 1, source: 'email' });
    expect(await stores.addresses.stops(address)).toStrictEqual([complained, bounced]);
  });

  it('an address is free again once its stop is lifted, until somebody stops it anew', async () => {
    const address = anAddress();
    const lift = { actor: 's-105', note: 'Our relay refused everybody.', at: noon + 10 };
    await stores.addresses.stop(address, bounced);
    await stores.addresses.stop(address, complained);
    await stores.addresses.lift(address, 'mailbox_refused', lift);
    expect(await stores.addresses.stops(address)).toStrictEqual([complained]);
    await stores.addresses.stop(address, { ...bounced, at: noon + 9 });
    expect(await stores.addresses.stops(address)).toStrictEqual([complained]);
    const anew = { ...bounced, at: noon + 11 };
    await stores.addresses.stop(address, { ...anew, at: noon + 12 });
    await stores.addresses.stop(address, anew);
    expect(await stores.addresses.stops(address)).toStrictEqual([complained, anew]);
    // A late report of before the lift says nothing of what stands since.
    await stores.addresses.stop(address, { ...bounced, at: noon + 9 });
    expect(await stores.addresses.stops(address)).toStrictEqual([complained, anew]);
  });

  it('a lift for a reason that nobody gave changes nothing', async () => {
    const address = anAddress();
    await stores.addresses.stop(address, bounced);
    await stores.addresses.lift(address, 'blocked', { actor: 's-105', note: 'x', at: noon + 10 });
    expect(await stores.addresses.stops(address)).toStrictEqual([bounced]);
  });

  it('fifty stops for one reason, in whatever order they come, leave the earliest', async () => {
    const address = anAddress();
    await atOnce(50, (index) => stores.addresses.stop(address, { ...bounced, at: noon + ((index * 7) % 50) }));
    expect(await stores.addresses.stops(address)).toStrictEqual([bounced]);
  });
});
