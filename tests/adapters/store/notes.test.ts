import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stores } from '../../../adapters/store/stores.js';
import { hour, newTenant, noon } from './builders.js';
import { twins } from './twins.js';

describe.each(twins)('notes in $name', ({ open }) => {
  let stores: Stores;
  beforeAll(async () => {
    stores = await open();
  });
  afterAll(() => stores.close());

  const noteOf = (overrides = {}) => ({
    requestId: 'r-1',
    actor: 's-104',
    at: noon,
    note: 'He was rude. 😡',
    ...overrides,
  });

  it('are given back as they were written, oldest first', async () => {
    const ref = { tenant: newTenant(), caseId: 'case-1' };
    const later = noteOf({ requestId: 'r-2', at: noon + hour });
    await stores.notes.add({ ...ref, ...later });
    await stores.notes.add({ ...ref, ...noteOf() });
    expect(await stores.notes.ofCase(ref)).toEqual([noteOf(), later]);
  });

  it('are kept once for a request, as they were written first', async () => {
    const ref = { tenant: newTenant(), caseId: 'case-1' };
    await Promise.all([stores.notes.add({ ...ref, ...noteOf() }), stores.notes.add({ ...ref, ...noteOf() })]);
    await stores.notes.add({ ...ref, ...noteOf({ note: 'Another text.' }) });
    expect(await stores.notes.ofCase(ref)).toEqual([noteOf()]);
  });

  it('are seen neither from another case nor by another tenant', async () => {
    const ref = { tenant: newTenant(), caseId: 'case-1' };
    await stores.notes.add({ ...ref, ...noteOf() });
    expect(await stores.notes.ofCase({ ...ref, caseId: 'case-2' })).toEqual([]);
    expect(await stores.notes.ofCase({ ...ref, tenant: newTenant() })).toEqual([]);
  });
});
