import { describe, expect, it } from 'vitest';
import { sweep } from '../../activities/sweep.js';
import { openMemoryStores } from '../../adapters/store/memory/open.js';
import type { CustomerRef } from '../../ports/customer-store.js';
import type { Recoveries } from '../../ports/recoveries.js';
import { aReport, MINUTE, T0 } from '../domain/support/builders.js';

/** Recoveries that remember what they were told, with some that have died. */
class FakeRecoveries implements Recoveries {
  readonly reported: string[] = [];
  readonly #dead: readonly CustomerRef[];

  constructor(dead: readonly CustomerRef[] = []) {
    this.#dead = dead;
  }

  report({ tenant, customerId, incidentId }: Parameters<Recoveries['report']>[0]): Promise<void> {
    this.reported.push(`${tenant}/${customerId}/${incidentId}`);
    return Promise.resolve();
  }

  died(): Promise<readonly CustomerRef[]> {
    return Promise.resolve(this.#dead);
  }
}

const clock = { now: () => T0 };

describe('the sweep', () => {
  it('signals an incident that was stored two minutes ago and never taken up', async () => {
    const stores = openMemoryStores();
    await stores.incidents.put(aReport({ reportedAt: T0 - 2 * MINUTE }));
    const recoveries = new FakeRecoveries();
    expect(await sweep({ ...stores, clock, recoveries })).toEqual({ incidents: 1, cases: 0 });
    expect(recoveries.reported).toEqual(['acme/cust-1/inc-1']);
  });

  it('leaves an incident alone that is taken up, refused, or so fresh that its own report may be signalling it', async () => {
    const stores = openMemoryStores();
    for (const id of ['taken', 'refused', 'fresh']) {
      await stores.incidents.put(aReport({ id, reportedAt: id === 'fresh' ? T0 - 1_000 : T0 - 2 * MINUTE }));
    }
    await stores.incidents.takeUp({ tenant: 'acme', incidentId: 'taken' }, 'taken');
    await stores.incidents.refuse({ tenant: 'acme', incidentId: 'refused' }, 'too_old');
    const recoveries = new FakeRecoveries();
    expect(await sweep({ ...stores, clock, recoveries })).toEqual({ incidents: 0, cases: 0 });
    expect(recoveries.reported).toEqual([]);
  });

  it('wakes the open case of a customer whose run has died, even before its first projection', async () => {
    const stores = openMemoryStores();
    await stores.cases.open({ tenant: 'acme', customerId: 'cust-1', caseId: 'inc-1', openedAt: T0 });
    const recoveries = new FakeRecoveries([{ tenant: 'acme', customerId: 'cust-1' }]);
    expect(await sweep({ ...stores, clock, recoveries })).toEqual({ incidents: 0, cases: 1 });
    expect(recoveries.reported).toEqual(['acme/cust-1/inc-1']);
  });

  it('wakes nothing for a dead run whose customer has no open case', async () => {
    const recoveries = new FakeRecoveries([{ tenant: 'acme', customerId: 'cust-1' }]);
    expect(await sweep({ ...openMemoryStores(), clock, recoveries })).toEqual({ incidents: 0, cases: 0 });
    expect(recoveries.reported).toEqual([]);
  });
});
