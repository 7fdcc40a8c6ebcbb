import { Client, Connection, ServiceError } from '@temporalio/client';
import { describe, expect, it } from 'vitest';
import { openMemoryStores } from '../../../adapters/store/memory/open.js';
import { examine } from '../../../app/doctor/check.js';
import { orphanChecks } from '../../../app/doctor/orphans.js';

/** What is said of parked recoveries where the server answers the look for them like this. */
async function parkedWhere(list: () => AsyncIterable<{ readonly workflowId: string }>) {
  const connection = Connection.lazy();
  const client = new Client({ connection });
  Object.defineProperty(client.workflow, 'list', { value: list });
  const temporal = { client, connection, namespace: 'default' };
  const stores = { ...openMemoryStores(), ping: () => Promise.resolve(), close: () => Promise.resolve() };
  const checks = orphanChecks(
    () => Promise.resolve(stores as never),
    () => Promise.resolve(temporal),
  );
  const found = await examine(checks);
  await connection.close();
  return found.find(({ check }) => check === 'parked recoveries');
}

const runs = (...ids: readonly string[]) =>
  async function* () {
    for (const workflowId of ids) yield await Promise.resolve({ workflowId });
  };

describe('the look for parked recoveries', () => {
  it('names each by tenant and customer, and says to roll forward', async () => {
    expect(await parkedWhere(runs('recovery/acme/cust-1'))).toMatchObject({
      state: 'fault',
      says: '1: acme/cust-1',
      ids: ['acme/cust-1'],
      remedy: expect.stringContaining('roll forward') as string,
    });
  });

  it('finds none where the server lists none', async () => {
    expect(await parkedWhere(runs())).toMatchObject({ state: 'ok', says: '0' });
  });

  it('warns that nobody knows, on a server without the attribute, and does not say 0', async () => {
    const cause = Object.assign(new Error('refused'), { code: 3, details: 'invalid query', metadata: {} });
    const unknown = (): never => {
      throw new ServiceError('Failed to list workflows', { cause });
    };
    expect(await parkedWhere(unknown)).toMatchObject({
      state: 'warning',
      says: 'unknown: this Temporal server has no attribute TemporalReportedProblems',
    });
  });
});
