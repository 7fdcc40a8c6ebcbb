import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { msToTs } from '@temporalio/common/lib/time.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openMongoStores, type MongoStores } from '../../adapters/store/connect.js';
import { runCommandLine } from '../../cli/run.js';
import { attributes, recoveryId, sweeping } from '../../workflows/contract.js';
import { aReport } from '../domain/support/builders.js';
import { startSystem, type System } from './support/system.js';

interface Diagnosis {
  readonly source: string;
  readonly faults: number;
  readonly warnings: number;
  readonly checks: readonly { check: string; state: string; says: string; remedy?: string; ids?: readonly string[] }[];
}

const patience = { timeout: 30_000, interval: 100 };
const kinds = [
  'incidents without a case',
  'incidents never taken up',
  'cases without a next move',
  'parked recoveries',
];

let system: System;
let stores: MongoStores;
let folder: string;
beforeAll(async () => {
  system = await startSystem();
  stores = await openMongoStores(system.environment['MONGODB_URI'] ?? '');
  folder = await mkdtemp(join(tmpdir(), 'amends-doctor-'));
  await mkdir(join(folder, '.amends'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await stores.close();
  await system.stop();
});
beforeEach(() => started());

/** Leaves behind what `npm run dev` does, with some variables changed. */
async function started(changes: Readonly<Record<string, string>> = {}): Promise<void> {
  const environment = { ...system.environment, ...changes };
  await writeFile(join(folder, '.amends', 'dev.json'), JSON.stringify({ url: system.url, apiKey: 'k', environment }));
}

async function doctor(...options: readonly string[]): Promise<Diagnosis & { readonly code: number }> {
  const out: string[] = [];
  const code = await runCommandLine(['doctor', '--json', ...options], {
    input: (async function* () {})(),
    out: (text) => void out.push(text),
    error: () => undefined,
    colours: false,
    folder,
    server: {},
    now: () => Date.now(),
  });
  const printed = out.join('\n');
  for (const name of ['LINK_SECRET', 'KEY_SECRET', 'TWILIO_AUTH_TOKEN', 'TWILIO_ACCOUNT_SID', 'API_KEYS'] as const) {
    expect(printed).not.toContain(system.environment[name]);
  }
  expect(printed).not.toContain('customers.example');
  return { code, ...(JSON.parse(printed) as Diagnosis) };
}

/** The faults that were found, by check. */
const faultsOf = ({ checks }: Diagnosis): Record<string, string> =>
  Object.fromEntries(checks.filter(({ state }) => state === 'fault').map(({ check, says }) => [check, says]));
const remedyOf = ({ checks }: Diagnosis, name: string) => checks.find(({ check }) => check === name)?.remedy;

describe('the doctor', () => {
  it('finds no fault and no orphan in an installation that runs, with a case under way', async () => {
    const body = { ...report('healthy', 'cust-1'), occurredAt: new Date().toISOString() };
    expect((await system.call('backend', '/v1/incidents', body)).status).toBe(202);
    await vi.waitFor(() => expect(system.inbox.mails).not.toEqual([]), patience);
    const found = await doctor('--cases');
    expect(faultsOf(found)).toEqual({});
    expect(found).toMatchObject({ code: 0, source: '.amends/dev.json', faults: 0 });
    expect(found.checks.filter(({ check }) => kinds.includes(check)).map(({ says }) => says)).toEqual([
      '0',
      '0',
      '0',
      '0',
    ]);
    expect(found.checks.filter(({ state }) => state === 'skipped')).toEqual([]);
  });

  it('finds an orphan of each kind, names it by its id and says what to do', async () => {
    const { incidents, cases } = stores;
    const old = Date.now() - 3_600_000;
    const { customer, ...rest } = aReport({ reportedAt: old });
    for (const id of ['lost', 'forgotten', 'idle']) {
      await incidents.put({ ...rest, id, customer: { ...customer, id: `of-${id}` } });
    }
    await incidents.takeUp({ tenant: 'acme', incidentId: 'lost' }, 'a-case-that-is-nowhere');
    await cases.open({ tenant: 'acme', customerId: 'of-idle', caseId: 'idle', openedAt: old });
    await incidents.takeUp({ tenant: 'acme', incidentId: 'idle' }, 'idle');
    const found = await doctor('--cases');
    expect(found).toMatchObject({ code: 1, faults: 3 });
    const byKind = kinds.slice(0, 3).map((kind) => found.checks.find(({ check }) => check === kind));
    expect(byKind).toMatchObject([{ ids: ['acme/lost'] }, { ids: ['acme/forgotten'] }, { ids: ['acme/idle'] }]);
    for (const orphan of byKind) expect(orphan?.remedy).toMatch(/^\w.+$/);
    expect((await doctor()).faults).toBe(0);
  });

  it('sees the sweep wake what can be woken, and the orphan that cannot be stays', async () => {
    await system.client.schedule.getHandle(sweeping.schedule).trigger();
    const run = system.client.workflow.getHandle(recoveryId('acme', 'of-idle'));
    await vi.waitFor(async () => expect((await run.describe()).status.name).toBe('RUNNING'), patience);
    await vi.waitFor(async () => expect(Object.keys(faultsOf(await doctor('--cases')))).toEqual([kinds[0]]), patience);
  });

  it('says with which command a paused sweep goes on', async () => {
    const sweep = system.client.schedule.getHandle(sweeping.schedule);
    await sweep.pause('a test');
    const found = await doctor();
    await sweep.unpause();
    expect(Object.keys(faultsOf(found))).toEqual(['sweep']);
    expect(remedyOf(found, 'sweep')).toMatch(/^temporal schedule toggle --unpause --schedule-id recovery-sweep /);
  });

  it('names a namespace that is not there, and looks no further into Temporal', async () => {
    await started({ TEMPORAL_NAMESPACE: 'elsewhere' });
    const found = await doctor();
    expect(faultsOf(found)).toEqual({ namespace: 'elsewhere is not there' });
    expect(found.checks.find(({ check }) => check === 'sweep')?.state).toBe('skipped');
  });

  it('finds in a bare namespace no search attribute, no worker and no sweep, with the commands that add each attribute', async () => {
    const { connection } = system.client;
    await connection.workflowService.registerNamespace({
      namespace: 'bare',
      workflowExecutionRetentionPeriod: msToTs('1 day'),
    });
    await started({ TEMPORAL_NAMESPACE: 'bare' });
    const found = await doctor();
    const names = Object.values(attributes).map(({ name }) => name);
    expect(faultsOf(found)).toEqual({
      'search attributes': `missing: ${names.join(', ')}`,
      'worker recovery': 'nobody asks for work on the queue recovery',
      'worker email': 'nobody asks for work on the queue recovery-email',
      'worker sms': 'nobody asks for work on the queue recovery-sms',
      sweep: 'the schedule recovery-sweep is not there',
    });
    for (const name of names)
      expect(remedyOf(found, 'search attributes')).toContain(`--namespace bare --name ${name} `);
  });

  it('finds in an empty database neither the unique indexes nor a programme, and creates nothing there', async () => {
    await started({ MONGODB_URI: `${system.environment['MONGODB_URI'] ?? ''}_empty` });
    for (const found of [await doctor(), await doctor()]) {
      expect(faultsOf(found)).toEqual({
        'MongoDB indexes': expect.stringContaining('cases (tenant, customerId, number)') as string,
        'programme of acme': 'none is current: no case can open',
      });
    }
  });

  it('finds servers that do not answer and an account that is not ours, each with its remedy, and looks at all others', async () => {
    await started({
      SMTP_URL: 'smtp://someone:a-password@127.0.0.1:1',
      TWILIO_AUTH_TOKEN: 'f'.repeat(32),
      PUBLIC_URL: 'http://127.0.0.1:1',
      HTTP_PORT: new URL(system.twilio.baseUrl).port,
    });
    const found = await doctor();
    expect(Object.keys(faultsOf(found))).toEqual(['web port', 'SMTP', 'Twilio']);
    expect(found.checks.find(({ check }) => check === 'public address')?.state).toBe('skipped');
    expect(JSON.stringify(found)).not.toContain('a-password');
  });
});

function report(id: string, customerId: string): Record<string, unknown> {
  const customer = { id: customerId, locale: 'en', email: 'ada@customers.example' };
  return { id, source: 'feedback_form', category: 'billing', customer };
}
