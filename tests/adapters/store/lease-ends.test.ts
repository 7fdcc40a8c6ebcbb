import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stores } from '../../../adapters/store/stores.js';
import type { CaseView } from '../../../domain/case/case-view.js';
import type { LeaseEnd } from '../../../ports/lease-ends.js';
import { aRefusal, aReport } from '../../domain/support/builders.js';
import { claimOf, factsOf, hour, newTenant, noon, projectionOf } from './builders.js';
import { twins } from './twins.js';

const cooling = { kind: 'ends', at: noon + hour, because: 'cool_off' } as const;
const content = { kind: 'ends', at: noon, because: 'satisfied' } as const;
const held = { kind: 'held', because: 'recovery' } as const;

describe.each(twins)('ends of leases in $name', ({ open }) => {
  let stores: Stores;
  beforeAll(async () => {
    stores = await open();
  });
  afterAll(() => stores.close());

  const due = async (tenant: string, until = noon + 9 * hour): Promise<readonly LeaseEnd[]> =>
    (await stores.leaseEnds.due(until)).filter((end) => end.tenant === tenant);
  const endOfCase = (tenant: string, at: number) => ({ tenant, customerId: 'c-1', of: 'case', id: 'inc-1', at });

  /** A case of customer c-1 that shows so many facts and this lease. */
  async function shown(tenant: string, facts: number, lease: CaseView['lease']): Promise<void> {
    const claim = claimOf({ tenant, caseId: 'inc-1', customerId: 'c-1' });
    await stores.cases.open(claim);
    const journal = factsOf('one', facts);
    const projection = { before: journal.slice(0, -1), events: journal.slice(-1) };
    expect(await stores.cases.apply(projectionOf(claim, projection, { lease }))).toBe('applied');
  }

  it('are found once they have come, of cases and of refused reports, the earliest first', async () => {
    const tenant = newTenant();
    await stores.incidents.put(aReport({ tenant, id: 'inc-2', customer: { ...aReport().customer, id: 'c-2' } }));
    await stores.incidents.refuse({ tenant, incidentId: 'inc-2' }, aRefusal('too_old', cooling));
    await shown(tenant, 1, content);
    const ofReport = { tenant, customerId: 'c-2', of: 'incident', id: 'inc-2', at: noon + hour };
    expect(await due(tenant)).toEqual([endOfCase(tenant, noon), ofReport]);
    expect(await due(tenant, noon + hour - 1)).toEqual([endOfCase(tenant, noon)]);
    expect(await due(tenant, noon - 1)).toEqual([]);
  });

  it('are not found of a lease that is held, of a report that waits, nor of a case without facts', async () => {
    const tenant = newTenant();
    await stores.incidents.put(aReport({ tenant, id: 'inc-2' }));
    await stores.cases.open(claimOf({ tenant, caseId: 'empty', customerId: 'c-3' }));
    await shown(tenant, 1, held);
    expect(await due(tenant, noon + 1_000 * 24 * hour)).toEqual([]);
  });

  it('are found no more once they were seen, unless the case shows them again', async () => {
    const tenant = newTenant();
    await stores.incidents.put(aReport({ tenant, id: 'inc-2' }));
    await stores.incidents.refuse({ tenant, incidentId: 'inc-2' }, aRefusal('too_old', cooling));
    await shown(tenant, 1, content);
    for (const end of await due(tenant)) await stores.leaseEnds.seen(end);
    expect(await due(tenant)).toEqual([]);
    await shown(tenant, 2, content);
    expect(await due(tenant)).toEqual([endOfCase(tenant, noon)]);
  });

  it('of a lease that was prolonged meanwhile wait for the new end, whoever has seen the old one', async () => {
    const tenant = newTenant();
    await shown(tenant, 1, content);
    const [end] = await due(tenant);
    await shown(tenant, 2, cooling);
    if (end !== undefined) await stores.leaseEnds.seen(end);
    expect(await due(tenant, noon)).toEqual([]);
    expect(await due(tenant)).toEqual([endOfCase(tenant, noon + hour)]);
    await shown(tenant, 3, held);
    expect(await due(tenant)).toEqual([]);
  });
});
