import { fileURLToPath } from 'node:url';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker, bundleWorkflowCode } from '@temporalio/worker';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CaseClosedError,
  CommandRefusedError,
  RecoveryUnavailableError,
  TemporalRecoveryClient,
} from '../../client/index.js';
import { attributes, queues, recoveryId } from '../../workflows/contract.js';
import { devServerEnvironment } from '../support/temporal.js';
import { heardQuery } from './support/scripted-recovery.js';

Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });

let environment: TestWorkflowEnvironment;
let recoveries: TemporalRecoveryClient;
let stop: () => Promise<void>;

beforeAll(async () => {
  environment = await devServerEnvironment(Object.values(attributes));
  recoveries = new TemporalRecoveryClient(environment.client);
  const worker = await Worker.create({
    connection: environment.nativeConnection,
    taskQueue: queues.recovery,
    workflowBundle: await bundleWorkflowCode({
      workflowsPath: fileURLToPath(new URL('./support/scripted-recovery.ts', import.meta.url)),
      logger: new DefaultLogger('ERROR'),
    }),
  });
  const running = worker.run();
  stop = async () => {
    worker.shutdown();
    await running;
  };
});
afterAll(async () => {
  await stop();
  await environment.teardown();
});

let customers = 0;
/** A customer whose recovery is open. */
async function openRecovery() {
  customers += 1;
  const customer = { tenant: 'acme', customerId: `c-${customers}` };
  await recoveries.report({ ...customer, incidentId: 'first' });
  const run: WorkflowHandle = environment.client.workflow.getHandle(recoveryId('acme', customer.customerId));
  const address = { ...customer, caseId: 'first', round: 1, requestId: `r-${customers}`, actor: 's-104' };
  const command = (body: { type: 'take' | 'resume' } | { type: 'withdraw' | 'abort'; cause: string }) =>
    recoveries.command({ ...body, ...address });
  return { customer, run, address, command, heard: () => run.query(heardQuery) };
}

const close = { type: 'close', outcome: 'declined', cause: 'c' } as const;
const hold = { type: 'hold', reason: 'r', until: 1 } as const;

describe('reporting', () => {
  it('starts the recovery of the customer with the incident, and joins it the next time', async () => {
    const { customer, run, heard } = await openRecovery();
    const { runId } = await run.describe();
    await recoveries.report({ ...customer, incidentId: 'second' });
    expect(await heard()).toMatchObject({ input: customer, incidents: ['first', 'second'] });
    expect((await run.describe()).runId).toBe(runId);
  });

  it('starts another recovery once the last one is over', async () => {
    const { customer, run, command, heard } = await openRecovery();
    await command({ type: 'withdraw', cause: 'c' });
    await run.result();
    await recoveries.report({ ...customer, incidentId: 'later' });
    expect(await heard()).toMatchObject({ incidents: ['later'] });
  });

  it('shows the tenant to operators from the start, and nothing of the customer', async () => {
    const { run } = await openRecovery();
    const { typedSearchAttributes, staticSummary } = await run.describe().then(async (described) => ({
      typedSearchAttributes: described.typedSearchAttributes,
      staticSummary: await described.staticSummary(),
    }));
    expect(typedSearchAttributes.get(attributes.tenant)).toBe('acme');
    expect(staticSummary).toBe('Service recovery of one customer');
  });
});

describe('a command', () => {
  it('is carried out once, however often it is repeated, and gets the same receipt', async () => {
    const { command, heard, address } = await openRecovery();
    const [first, second] = [await command({ type: 'take' }), await command({ type: 'take' })];
    expect([first, second]).toEqual([{ seq: 1 }, { seq: 1 }]);
    const { tenant: _t, customerId: _c, ...request } = address;
    expect((await heard()).commands).toEqual([{ type: 'take', ...request }]);
  });

  it('that is refused says with which code', async () => {
    const { command } = await openRecovery();
    const error: unknown = await command({ type: 'resume' }).catch((one: unknown) => one);
    expect(error).toBeInstanceOf(CommandRefusedError);
    expect(error).toMatchObject({ code: 'refused', refusal: 'not_held' });
  });

  it('that meets a fault of ours is not taken for a refusal', async () => {
    const { address } = await openRecovery();
    const error: unknown = await recoveries.command({ ...hold, ...address }).catch((one: unknown) => one);
    expect(error).not.toBeInstanceOf(CommandRefusedError);
    expect(error).toBeInstanceOf(Error);
  });

  it.each([
    ['is answered so', 'answered'],
    ['ends while it is being answered', 'under way'],
    ['is over', 'over'],
    ['never began', 'none'],
  ])('finds its case closed when the run %s', async (_, kind) => {
    const { address, command, run } = await openRecovery();
    if (kind === 'over') await command({ type: 'withdraw', cause: 'c' }).then(() => run.result());
    const body = kind === 'under way' ? close : ({ type: 'abort', cause: 'c' } as const);
    const customerId = kind === 'none' ? 'nobody' : address.customerId;
    const sent = recoveries.command({ ...body, ...address, customerId, requestId: 'other' });
    await expect(sent).rejects.toBeInstanceOf(CaseClosedError);
  });
});

describe('the receipt of an earlier command', () => {
  it('is there while the run is open, and after it', async () => {
    const { command, address, run } = await openRecovery();
    await command({ type: 'withdraw', cause: 'c' });
    expect(await recoveries.receipt(address)).toEqual({ seq: 99 });
    await run.result();
    expect(await recoveries.receipt(address)).toEqual({ seq: 99 });
  });

  it('is missing for a command that never came, that was refused, and for a customer that nobody knows', async () => {
    const { command, address } = await openRecovery();
    await command({ type: 'resume' }).catch(() => undefined);
    expect(await recoveries.receipt(address)).toBeUndefined();
    expect(await recoveries.receipt({ ...address, requestId: 'never' })).toBeUndefined();
    expect(await recoveries.receipt({ ...address, customerId: 'nobody' })).toBeUndefined();
  });
});

describe('an answer', () => {
  it('reaches the open case', async () => {
    const { customer, heard } = await openRecovery();
    const answer = { caseId: 'first', round: 1, score: 4, heard: true };
    expect(await recoveries.answer({ ...customer, ...answer })).toBe('delivered');
    expect(await heard()).toMatchObject({ answers: [answer] });
  });

  it('finds the case closed when its run is over', async () => {
    const { customer, command, run } = await openRecovery();
    await command({ type: 'withdraw', cause: 'c' });
    await run.result();
    expect(await recoveries.answer({ ...customer, caseId: 'first', round: 1, score: 4 })).toBe('closed');
  });
});

describe('while nobody answers', () => {
  const incident = { tenant: 'acme', customerId: 'c-0', incidentId: 'first' };

  it('a report is unavailable within the deadline when no server is there', async () => {
    // Port 1 is never listened on.
    const client = new Client({ connection: Connection.lazy({ address: '127.0.0.1:1' }) });
    const sent = new TemporalRecoveryClient(client, 300).report(incident);
    await expect(sent).rejects.toBeInstanceOf(RecoveryUnavailableError);
    await client.connection.close();
  });

  it('a command is unavailable within the deadline when no worker is there', async () => {
    await environment.client.workflow.start('nobodyRunsThis', {
      workflowId: recoveryId('acme', 'parked'),
      taskQueue: 'without-workers',
    });
    const hasty = new TemporalRecoveryClient(environment.client, 300);
    const address = { tenant: 'acme', customerId: 'parked', caseId: 'first', round: 1, requestId: 'r', actor: 's-104' };
    await expect(hasty.command({ type: 'take', ...address })).rejects.toBeInstanceOf(RecoveryUnavailableError);
  });
});
