import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { defineSearchAttributeKey, TypedSearchAttributes } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { startTemporal, type TemporalService } from '../../../tools/dev-services/index.js';
import { devServerEnvironment, timeSkippingEnvironment } from '../../support/temporal.js';

const { INDEXED_VALUE_TYPE_DATETIME, INDEXED_VALUE_TYPE_KEYWORD } = temporal.api.enums.v1.IndexedValueType;
const searchAttributes = [
  defineSearchAttributeKey('RecoveryStage', 'KEYWORD'),
  defineSearchAttributeKey('RecoveryDueAt', 'DATETIME'),
];
const silent = () => undefined;

let service: TemporalService | undefined;
afterEach(async () => {
  vi.unstubAllEnvs();
  await service?.stop();
  service = undefined;
});

/** The custom search attributes that a server knows. */
async function attributesAt(address: string): Promise<unknown> {
  const connection = await Connection.connect({ address });
  const answer = await connection.operatorService.listSearchAttributes({ namespace: 'default' });
  await connection.close();
  return answer.customAttributes;
}

describe('Temporal for development', () => {
  test('is ready with our search attributes and its Web UI, and says in one line where it came from', async () => {
    const lines: string[] = [];
    service = await startTemporal({ searchAttributes, ui: true, log: (line) => lines.push(line) });
    expect(await attributesAt(service.address)).toMatchObject({
      RecoveryStage: INDEXED_VALUE_TYPE_KEYWORD,
      RecoveryDueAt: INDEXED_VALUE_TYPE_DATETIME,
    });
    expect((await fetch(service.uiUrl ?? '')).status).toBe(200);
    expect(lines).toEqual([expect.stringContaining(`Temporal: ${service.source}`)]);
  });

  test('has no Web UI where none is asked for', async () => {
    service = await startTemporal({ searchAttributes, log: silent });
    expect(service.uiUrl).toBeUndefined();
  });

  test('starts again on the file of an earlier run', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'amends-temporal-'));
    const options = { searchAttributes, log: silent, dbFile: join(folder, 'temporal.db') };
    const first = await startTemporal(options);
    await first.stop();
    service = await startTemporal(options);
    expect(await attributesAt(service.address)).toMatchObject({ RecoveryStage: INDEXED_VALUE_TYPE_KEYWORD });
    await service.stop();
    await rm(folder, { recursive: true });
  });

  test('ignores a server in the environment, so that an exported one is never used by accident', async () => {
    vi.stubEnv('TEMPORAL_ADDRESS', 'temporal.customers.example:7233');
    service = await startTemporal({ searchAttributes, log: silent });
    expect(service.address).toMatch(/^127\.0\.0\.1:\d+$/);
  });

  test('is a server from the environment only where that is honoured', async () => {
    vi.stubEnv('TEMPORAL_ADDRESS', 'temporal.customers.example:7233');
    vi.stubEnv('TEMPORAL_NAMESPACE', 'recovery');
    service = await startTemporal({ searchAttributes, log: silent, honourEnvironment: true });
    expect(service).toMatchObject({
      address: 'temporal.customers.example:7233',
      namespace: 'recovery',
      source: 'TEMPORAL_ADDRESS',
    });
  });
}, 60_000);

describe('a Temporal environment of the tests', () => {
  const stage = defineSearchAttributeKey('RecoveryStage', 'KEYWORD');
  const unknown = defineSearchAttributeKey('RecoveryUnknown', 'KEYWORD');
  const start = (key: typeof stage) => ({
    workflowId: `probe-${key.name}`,
    taskQueue: 'nobody-listens',
    typedSearchAttributes: new TypedSearchAttributes([{ key, value: 'resolve' }]),
  });

  test.each([
    ['that skips time', timeSkippingEnvironment],
    ['on a development server', devServerEnvironment],
  ])('%s knows the search attributes that it was given, and no others', async (_where, create) => {
    const environment = await create(searchAttributes);
    const { workflow } = environment.client;
    await expect(workflow.start('probe', start(stage))).resolves.toMatchObject({ workflowId: 'probe-RecoveryStage' });
    await expect(workflow.start('probe', start(unknown))).rejects.toThrow();
    await environment.teardown();
  });

  test('that skips time lets a month pass at once', async () => {
    const environment = await timeSkippingEnvironment(searchAttributes);
    const before = await environment.currentTimeMs();
    await environment.sleep('30 days');
    expect((await environment.currentTimeMs()) - before).toBeGreaterThanOrEqual(30 * 86_400_000);
    await environment.teardown();
  });
}, 60_000);
