import { WorkflowNotFoundError } from '@temporalio/client';
import { describe, expect, it } from 'vitest';
import { sweep } from '../../activities/sweep.js';
import { openMemoryStores } from '../../adapters/store/memory/open.js';
import { diedSince } from '../../client/dead-runs.js';
import type { CustomerRef } from '../../ports/customer-store.js';
import type { Recoveries } from '../../ports/recoveries.js';
import { recoveryId } from '../../workflows/contract.js';
import { aReport, MINUTE, T0 } from '../domain/support/builders.js';

/** Recoveries that remember what they were told; some have died, and some customers' cannot be reached. */
class FakeRecoveries implements Recoveries {
  readonly reported: string[] = [];
  readonly #dead: readonly CustomerRef[];
  readonly #deaf: readonly string[];

  constructor(dead: readonly CustomerRef[] = [], deaf: readonly string[] = []) {
    this.#dead = dead;
    this.#deaf = deaf;
  }

  report({ tenant, customerId, incidentId }: Parameters<Recoveries['report']>[0]): Promise<void> {
    if (this.#deaf.includes(customerId)) return Promise.reject(new Error(`no answer for ${customerId}`));
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
    const recoveries = new FakeRecoveries(customers.slice(2), ['cust-1', 'cust-3']);
    await expect(sweep({ ...stores, clock, recoveries })).rejects.toThrow(/^2 could not be woken$/);
    expect(recoveries.reported).toEqual(['acme/cust-2/of-cust-2', 'acme/cust-4/of-cust-4']);
  });
});

describe('a run that died', () => {
  const customer = { tenant: 'acme', customerId: 'cust-1' };
  const workflowId = recoveryId(customer.tenant, customer.customerId);
  const clientOf = (describeRun: () => Promise<{ status: { name: string } }>) => ({
    workflow: {
      list: async function* () {
        yield await Promise.resolve({ workflowId });
      },
      getHandle: () => ({ describe: describeRun }),
    },
  });

  it('counts as dead when its history is past retention', async () => {
    const gone = () => Promise.reject(new WorkflowNotFoundError('gone', workflowId, undefined));
    expect(await diedSince(clientOf(gone), T0)).toEqual([customer]);
  });

  it('does not count while a later run goes on', async () => {
    expect(
      await diedSince(
        clientOf(() => Promise.resolve({ status: { name: 'RUNNING' } })),
        T0,
      ),
    ).toEqual([]);
  });

  it('is not guessed at when the server does not answer', async () => {
    const away = () => Promise.reject(new Error('unavailable'));
    await expect(diedSince(clientOf(away), T0)).rejects.toThrow('unavailable');
  });
});
