import { afterEach, describe, expect, it } from 'vitest';
import type { Applied } from '../../ports/case-store.js';
import type { ProjectInput } from '../../activities/contract.js';
import { CaseClosedError } from '../../client/index.js';
import { DAY, HOUR, MINUTE } from '../domain/support/builders.js';
import type { Customer } from './support/customer.js';
import { timeSkippingWorld } from './support/worlds.js';

const RESOLVE = { type: 'resolve', cause: 'courier_lost_it' } as const;
const ABORT = { type: 'abort', cause: 'duplicate_report' } as const;

describe('the incidents of one customer', () => {
  const world = timeSkippingWorld();

  afterEach(() => {
    world().replaced = {};
  });

  async function open(): Promise<Customer> {
    const customer = world().customer();
    await customer.report();
    await world().pass(10_000);
    return customer;
  }

  /** Lets this happen while the last facts of a case are being written. */
  function whileClosing(happens: () => Promise<unknown>): void {
    const projectCase = async (input: ProjectInput): Promise<Applied> => {
      if (input.view.stage === 'closed') {
        world().replaced = {};
        await happens();
      }
      return world().activities.projectCase(input);
    };
    world().replaced = { projectCase };
  }

  it('a second incident joins: it is acknowledged, has its own 24 hours, and there is one apology', async () => {
    const customer = await open();
    await world().pass(6 * HOUR);
    await customer.report({ id: `${customer.caseId}-b` });
    await world().pass(20 * HOUR);
    expect(customer.heard).toEqual(['acknowledgement', 'apology', 'acknowledgement', 'progress_update']);
    await customer.command(RESOLVE);
    await customer.ended();
    expect(await customer.facts('clock_breached')).toMatchObject([
      { clock: 'resolution', incidentId: customer.caseId },
    ]);
    const { incidents } = await customer.view();
    expect(incidents.map(({ id }) => id)).toEqual([customer.caseId, `${customer.caseId}-b`]);
    expect(customer.heard.filter((message) => message === 'apology')).toHaveLength(1);
  });

  it('a run whose case was closed by an earlier course of it ends at once, refuses commands, and says nothing more', async () => {
    const customer = world().customer();
    world().replaced = { projectCase: () => Promise.resolve('closed_before') };
    await customer.report();
    expect(await customer.ended()).toMatchObject({ outcome: 'refused', cause: 'closed_before' });
    await expect(customer.command(RESOLVE)).rejects.toThrow(CaseClosedError);
    await world().pass(10 * DAY);
    expect(customer.heard).toEqual(['acknowledgement']);
  });

  it('an incident that comes after the solution starts a round, without a second chance', async () => {
    const customer = await open();
    await customer.command(RESOLVE);
    await world().pass(DAY);
    await customer.report({ id: `${customer.caseId}-b` });
    await world().pass(MINUTE);
    expect(await customer.view()).toMatchObject({ round: 2, stage: 'resolve' });
    await customer.command(RESOLVE, { round: 2 });
    expect(await customer.ended()).toMatchObject({ outcome: 'unconfirmed' });
    expect(customer.heard).not.toContain('second_chance');
    expect(await customer.facts('round_started')).toEqual([{ type: 'round_started', round: 2, cause: 'joined' }]);
  });

  it('an incident that comes while the case is closing reopens it, and the case goes on', async () => {
    const customer = await open();
    whileClosing(() => customer.report({ id: `${customer.caseId}-b` }));
    await customer.command(ABORT);
    await world().pass(3 * HOUR);
    expect(await customer.view()).toMatchObject({ stage: 'resolve', round: 2 });
    await customer.command(ABORT);
    await customer.ended();
    expect(await customer.facts('case_closed', 'case_reopened')).toMatchObject([
      { type: 'case_closed' },
      { type: 'case_reopened', because: 'incident' },
      { type: 'case_closed' },
    ]);
  });

  it('a command beside that incident is refused as closed and does not hide it from the run', async () => {
    const customer = await open();
    let refused: unknown;
    whileClosing(async () => {
      await customer.report({ id: `${customer.caseId}-b` });
      refused = await customer.command({ type: 'take' }).catch((error: unknown) => error);
    });
    await customer.command(ABORT);
    await world().pass(3 * HOUR);
    expect(refused).toBeInstanceOf(CaseClosedError);
    expect(await customer.view()).toMatchObject({ stage: 'resolve', round: 2 });
    await customer.command(ABORT);
    await customer.ended();
  });

  it('a cancel that comes while the case is closing changes nothing', async () => {
    const customer = await open();
    whileClosing(() => customer.run.cancel());
    await customer.command(ABORT);
    expect(await customer.ended()).toMatchObject({ outcome: 'not_recovered', cause: ABORT.cause });
    expect(await customer.facts('case_closed', 'case_reopened')).toHaveLength(1);
  });

  it('a first incident that is refused while a second waits: the run opens with the second', async () => {
    const customer = world().customer();
    const openCase = async (input: Parameters<ReturnType<typeof world>['activities']['openCase']>[0]) => {
      world().replaced = {};
      await customer.report({ id: `${customer.caseId}-b` });
      return world().activities.openCase(input);
    };
    world().replaced = { openCase };
    await customer.report({ confidence: 0.1 });
    await world().pass(MINUTE);
    await customer.command(ABORT, { caseId: `${customer.caseId}-b` });
    expect(await customer.ended()).toMatchObject({ caseId: `${customer.caseId}-b`, outcome: 'not_recovered' });
    expect(await world().stores.incidents.get({ tenant: 'acme', incidentId: customer.caseId })).toMatchObject({
      state: { kind: 'refused', reason: 'not_confident_enough' },
    });
  });

  it('incidents that are all refused end the run without a case or a message', async () => {
    const customer = world().customer();
    await customer.report({ confidence: 0.1 });
    expect(await customer.ended()).toEqual({ outcome: 'refused', cause: 'no_incident_qualified' });
    expect(customer.heard).toEqual([]);
    await expect(customer.view()).rejects.toThrow('has no case');
  });

  it('an incident that is refused while it joins leaves the case as it was', async () => {
    const customer = await open();
    await customer.report({ id: `${customer.caseId}-b`, confidence: 0.1 });
    await customer.command(RESOLVE);
    await customer.ended();
    expect(await customer.facts('incident_joined', 'incident_refused')).toEqual([
      { type: 'incident_refused', incidentId: `${customer.caseId}-b`, reason: 'not_confident_enough' },
    ]);
  });

  it('a case does not close while an incident is joining, however long that takes', async () => {
    const customer = await open();
    world().replaced = { joinCase: () => Promise.reject(new Error('the store is down')) };
    await customer.report({ id: `${customer.caseId}-b` });
    await customer.command(ABORT);
    await world().pass(HOUR);
    expect((await customer.run.describe()).status.name).toBe('RUNNING');
    world().replaced = {};
    await world().pass(6 * MINUTE);
    expect(await customer.view()).toMatchObject({ round: 2, incidents: [{}, { id: `${customer.caseId}-b` }] });
    await customer.command(ABORT);
    await customer.ended();
  });

  it('a report that is repeated is a refused command in the open case, and opens nothing once it is closed', async () => {
    const customer = await open();
    await customer.report();
    await customer.command(ABORT);
    await customer.ended();
    expect(await customer.facts('command_refused')).toEqual([
      { type: 'command_refused', command: 'incident', reason: 'known_incident' },
    ]);
    const heard = [...customer.heard];
    await customer.report();
    expect(await customer.ended()).toMatchObject({ outcome: 'refused' });
    expect(customer.heard).toEqual(heard);
    expect(await customer.facts('case_closed')).toHaveLength(1);
  });

  it('a later case of a customer who had an apology within the window does not apologise again', async () => {
    const customer = await open();
    await world().pass(3 * HOUR);
    await customer.command(ABORT);
    // Not by waiting for the end: with nothing left to wait for, the server would let ten years pass.
    await world().pass(1_000);
    const caseId = `${customer.caseId}-later`;
    await customer.report({ id: caseId });
    await world().pass(3 * HOUR);
    const texts = world()
      .inbox.filter(({ key }) => key.startsWith(`acme/${caseId}/`))
      .map(({ key }) => key.split('/')[3]);
    expect(texts).toEqual(['acknowledgement']);
    await customer.command(ABORT, { caseId });
    await customer.ended();
  });
});
