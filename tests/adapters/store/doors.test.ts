import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stores } from '../../../adapters/store/stores.js';
import { noon } from './builders.js';
import { atOnce, twins } from './twins.js';

describe.each(twins)('a door in $name', ({ open }) => {
  let stores: Stores;
  beforeAll(async () => {
    stores = await open();
  });
  afterAll(() => stores.close());

  it('that nobody has kept is not known to have been open', async () => {
    expect(await stores.doors.shutUntil('email_events')).toBeUndefined();
  });

  it('was shut until the latest time that anybody names, in whatever order they do', async () => {
    await atOnce(9, (n) => stores.doors.shut('email_events', noon + ((n * 4) % 9)));
    expect(await stores.doors.shutUntil('email_events')).toBe(noon + 8);
    await stores.doors.shut('email_events', noon);
    expect(await stores.doors.shutUntil('email_events')).toBe(noon + 8);
  });
});
