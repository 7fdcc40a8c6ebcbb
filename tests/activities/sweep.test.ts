import { describe, expect, it } from 'vitest';
import { sweep } from '../../activities/sweep.js';
import { openMemoryStores } from '../../adapters/store/memory/open.js';
import { createMarks } from '../../adapters/marks/index.js';
import { silentMetrics } from '../../adapters/metrics/index.js';
import type { RecoveryMetrics } from '../../ports/metrics.js';
import { aRefusal, aReport, DAY, MINUTE, T0 } from '../domain/support/builders.js';
import { referenceOf } from '../../web/reference.js';
import { FakeChannel } from '../support/fake-channel.js';
import { FakeRecoveries } from './support/fake-recoveries.js';

const clock = { now: () => T0 };
const { hashAddress } = createMarks('a secret of at least thirty-two bytes');
const channels = { email: new FakeChannel('email'), sms: new FakeChannel('sms') };
const around = { clock, metrics: silentMetrics, channels, hashAddress, referenceOf };

describe('the sweep', () => {
  it('signals an incident that was stored two minutes ago and never taken up', async () => {
    const stores = openMemoryStores();
    await stores.incidents.put(aReport({ reportedAt: T0 - 2 * MINUTE }));
    const recoveries = new FakeRecoveries();
    expect(await sweep({ ...stores, ...around, recoveries })).toMatchObject({ incidents: 1, cases: 0 });
    expect(recoveries.reported).toEqual(['acme/cust-1/inc-1']);
  });

  it('leaves an incident alone that is taken up, refused, or so fresh that its own report may be signalling it', async () => {
    const stores = openMemoryStores();
    for (const id of ['taken', 'refused', 'fresh']) {
      await stores.incidents.put(aReport({ id, reportedAt: id === 'fresh' ? T0 - 1_000 : T0 - 2 * MINUTE }));
    }
    await stores.incidents.takeUp({ tenant: 'acme', incidentId: 'taken' }, 'taken');
    await stores.incidents.refuse({ tenant: 'acme', incidentId: 'refused' }, aRefusal('too_old'));
    const recoveries = new FakeRecoveries();
    expect(await sweep({ ...stores, ...around, recoveries })).toMatchObject({ incidents: 0, cases: 0 });
    expect(recoveries.reported).toEqual([]);
  });

  it('wakes the open case of a customer who has no run, even before its first projection', async () => {
    const stores = openMemoryStores();
    await stores.cases.open({ tenant: 'acme', customerId: 'cust-1', caseId: 'inc-1', openedAt: T0 });
    const recoveries = new FakeRecoveries(['cust-1']);
    expect(await sweep({ ...stores, ...around, recoveries })).toMatchObject({ incidents: 0, cases: 1 });
    expect(recoveries.reported).toEqual(['acme/cust-1/inc-1']);
  });

  it('announces a customer whose cool-off is over, and the next one says nothing more', async () => {
    const stores = openMemoryStores();
    await stores.incidents.put(aReport({ reportedAt: T0 - DAY }));
    const lease = { kind: 'ends', at: T0 - MINUTE, because: 'cool_off' } as const;
    await stores.incidents.refuse({ tenant: 'acme', incidentId: 'inc-1' }, aRefusal('too_old', lease));
    const recoveries = new FakeRecoveries();
    expect(await sweep({ ...stores, ...around, recoveries })).toMatchObject({ released: 1 });
    expect(await sweep({ ...stores, ...around, recoveries })).toMatchObject({ released: 0 });
    const events = await stores.events.after('acme', { place: 0, limit: 9 });
    expect(events).toMatchObject([{ type: 'released', customerId: 'cust-1', at: T0 - MINUTE }]);
  });

  it('fails where an end could not be seen to, after all else was done', async () => {
    const stores = openMemoryStores();
    await stores.incidents.put(aReport({ reportedAt: T0 - DAY }));
    const lease = { kind: 'ends', at: T0, because: 'cool_off' } as const;
    await stores.incidents.refuse({ tenant: 'acme', incidentId: 'inc-1' }, aRefusal('too_old', lease));
    const events = { keep: () => Promise.reject(new Error('away')) };
    const recoveries = new FakeRecoveries();
    await expect(sweep({ ...stores, ...around, events, recoveries })).rejects.toThrow(/^1 could not be put in order$/);
  });

  it('leaves an open case alone whose run goes on, and a customer without a run whose case is not there', async () => {
    const stores = openMemoryStores();
    await stores.cases.open({ tenant: 'acme', customerId: 'cust-1', caseId: 'inc-1', openedAt: T0 });
    const recoveries = new FakeRecoveries(['cust-2']);
    expect(await sweep({ ...stores, ...around, recoveries })).toMatchObject({ incidents: 0, cases: 0 });
    expect(recoveries.reported).toEqual([]);
  });

  it('wakes all others when one cannot be woken, and then fails with their number and no name', async () => {
    const stores = openMemoryStores();
    const customers = ['cust-1', 'cust-2', 'cust-3', 'cust-4'].map((customerId) => ({ tenant: 'acme', customerId }));
    for (const { customerId } of customers.slice(0, 2)) {
      const { customer, ...report } = aReport({ id: `of-${customerId}`, reportedAt: T0 - 2 * MINUTE });
      await stores.incidents.put({ ...report, customer: { ...customer, id: customerId } });
    }
    for (const customer of customers.slice(2)) {
      await stores.cases.open({ ...customer, caseId: `of-${customer.customerId}`, openedAt: T0 });
    }
    const recoveries = new FakeRecoveries(['cust-3', 'cust-4'], ['cust-1', 'cust-3']);
    await expect(sweep({ ...stores, ...around, recoveries })).rejects.toThrow(/^2 could not be put in order$/);
    expect(recoveries.reported).toEqual(['acme/cust-2/of-cust-2', 'acme/cust-4/of-cust-4']);
  });

  it('counts the orphans that it found, of each kind, also where there is none', async () => {
    const stores = openMemoryStores();
    await stores.incidents.put(aReport({ id: 'old', reportedAt: T0 - 16 * MINUTE }));
    await stores.incidents.put(aReport({ id: 'recent', reportedAt: T0 - 14 * MINUTE }));
    await stores.cases.open({ tenant: 'acme', customerId: 'cust-2', caseId: 'idle', openedAt: T0 });
    const counted: unknown[] = [];
    const orphans: RecoveryMetrics['orphans'] = (kind, count) => void counted.push([kind, count]);
    const recoveries = new FakeRecoveries(['cust-2']);
    recoveries.parkedCustomers = ['cust-3', 'cust-4'];
    await sweep({ ...stores, ...around, metrics: { ...silentMetrics, orphans }, recoveries });
    expect(counted).toEqual([
      ['incident_without_case', 0],
      ['incident_never_taken_up', 1],
      ['case_without_next_move', 1],
      ['parked', 2],
    ]);
  });

  it('counts no parked runs, not even 0, where the server does not report them', async () => {
    const counted: unknown[] = [];
    const recoveries = new FakeRecoveries();
    recoveries.parkedCustomers = undefined;
    const metrics = { ...silentMetrics, orphans: (kind: unknown) => void counted.push(kind) };
    await sweep({ ...openMemoryStores(), ...around, metrics, recoveries });
    expect(counted).toEqual(['incident_without_case', 'incident_never_taken_up', 'case_without_next_move']);
  });
});
