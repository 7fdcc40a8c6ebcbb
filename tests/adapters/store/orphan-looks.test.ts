import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stores } from '../../../adapters/store/stores.js';
import { claimOf, factsOf, hour, incidentOf, noon, projectionOf } from './builders.js';
import { twins } from './twins.js';
import { aRefusal } from '../../domain/support/builders.js';

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

describe.each(twins)('looks for orphans in $name', ({ open }) => {
  let stores: Stores;
  beforeAll(async () => {
    stores = await open();
    const put = (id: string, reportedAt: number) => stores.incidents.put(incidentOf({ id, reportedAt }));
    await put('taken', noon);
    await put('taken before', noon - 1);
    await put('refused', noon + hour);
    await put('waiting', noon + hour);
    await stores.incidents.takeUp({ tenant: 'acme', incidentId: 'taken' }, 'case-1');
    await stores.incidents.takeUp({ tenant: 'acme', incidentId: 'taken before' }, 'case-1');
    await stores.incidents.refuse({ tenant: 'acme', incidentId: 'refused' }, aRefusal('too_old'));
    await stores.cases.open({ tenant: 'acme', customerId: 'customer-1', caseId: 'case-1', openedAt: noon });
    await stores.cases.open({ tenant: 'other', customerId: 'customer-1', caseId: 'case-2', openedAt: noon });
    const closed = claimOf({ tenant: 'acme', customerId: 'customer-2', caseId: 'case-3' });
    await stores.cases.open(closed);
    await stores.cases.apply(projectionOf(closed, { events: factsOf('run', 1) }, { stage: 'closed' }));
  });
  afterAll(() => stores.close());

  it('name the incidents that a case took up and that were reported since an instant, with their case', async () => {
    expect(await all(stores.incidents.takenUp(noon))).toEqual([
      { tenant: 'acme', incidentId: 'taken', customerId: 'customer-1', caseId: 'case-1' },
    ]);
    expect(await all(stores.incidents.takenUp(0))).toHaveLength(2);
  });

  it('name all open cases of all tenants, also before their first facts', async () => {
    const found = await all(stores.cases.unclosed());
    expect(found.sort((a, b) => (a.caseId < b.caseId ? -1 : 1))).toEqual([
      { tenant: 'acme', customerId: 'customer-1', caseId: 'case-1' },
      { tenant: 'other', customerId: 'customer-1', caseId: 'case-2' },
    ]);
  });

  it('tell which cases are not there, neither open nor closed, also when a case of another tenant has the id', async () => {
    const there = { tenant: 'acme', caseId: 'case-1' };
    const closed = { tenant: 'acme', caseId: 'case-3' };
    const nowhere = { tenant: 'acme', caseId: 'case-2' };
    expect(await stores.cases.missing([there, closed, nowhere])).toEqual([nowhere]);
    expect(await stores.cases.missing([])).toEqual([]);
  });
});
