import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stores } from '../../../adapters/store/stores.js';
import { newTenant, noon } from './builders.js';
import { atOnce, twins } from './twins.js';

describe.each(twins)('internal notes in $name', ({ open }) => {
  let stores: Stores;
  beforeAll(async () => {
    stores = await open();
  });
  afterAll(() => stores.close());

  const noteOf = (overrides = {}) => ({
    requestId: 'request-1',
    actor: 'kim',
    at: noon,
    note: 'Asks for Sam.',
    ...overrides,
  });

  it('gives the notes of a case back, oldest first', async () => {
    const ref = { tenant: newTenant(), caseId: 'case-1' };
    await stores.notes.add({ ...ref, ...noteOf({ requestId: 'second', at: noon + 1 }) });
    await stores.notes.add({ ...ref, ...noteOf({ requestId: 'first' }) });
    expect(await stores.notes.ofCase(ref)).toStrictEqual([
      noteOf({ requestId: 'first' }),
      noteOf({ requestId: 'second', at: noon + 1 }),
    ]);
  });

  it('keeps the first note of a request that arrives fifty times at once', async () => {
    const ref = { tenant: newTenant(), caseId: 'case-1' };
    await atOnce(50, () => stores.notes.add({ ...ref, ...noteOf() }));
    await stores.notes.add({ ...ref, ...noteOf({ note: 'Something else.' }) });
    expect(await stores.notes.ofCase(ref)).toStrictEqual([noteOf()]);
  });

  it('shows no note of another case or tenant', async () => {
    const ref = { tenant: newTenant(), caseId: 'case-1' };
    await stores.notes.add({ ...ref, ...noteOf() });
    expect(await stores.notes.ofCase({ ...ref, caseId: 'case-2' })).toEqual([]);
    expect(await stores.notes.ofCase({ ...ref, tenant: newTenant() })).toEqual([]);
  });
});
