import { temporal } from '@temporalio/proto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CaseClosedError, RecoveryUnavailableError } from '../../client/index.js';
import type { StaffCommand } from '../../domain/case/commands.js';
import { attributes, recoveryId } from '../../workflows/contract.js';
import { RULES } from '../../domain/case/recovery-case.js';
import { HOUR } from '../domain/support/builders.js';
import { changedWorkflows } from '../support/changed-workflows.js';
import type { Customer } from './support/customer.js';
import { gate } from './support/gate.js';
import { devServerWorld } from './support/worlds.js';

const RESOLVE = { type: 'resolve', cause: 'courier_lost_it' } as const;
const ABORT = { type: 'abort', cause: 'duplicate_report' } as const;
const { EventType } = temporal.api.enums.v1;

describe('a recovery on a real server', () => {
  const world = devServerWorld();

  afterEach(() => {
    world().replaced = {};
  });

  /** A customer who has heard the acknowledgement, and whose case the read model knows. */
  async function open(): Promise<Customer> {
    const customer = world().customer();
    await customer.report();
    await customer.reaches('apologize');
    return customer;
  }

  /** The same, taken and with its apology said. */
  async function apologised(): Promise<Customer> {
    const customer = await open();
    await customer.command({ type: 'take' });
    await customer.reaches('resolve');
    return customer;
  }

  async function ends(customer: Customer): Promise<void> {
    await insist(customer, ABORT);
    await customer.ended();
  }

  /** Gives a command as callers do whose worker is being replaced: under one request id until it is answered. */
  async function insist(customer: Customer, command: StaffCommand): Promise<void> {
    const requestId = `${customer.id}-${command.type}`;
    for (let answered = false; !answered;) {
      answered = await customer.command(command, { requestId }).then(
        () => true,
        (error: unknown) => {
          if (error instanceof RecoveryUnavailableError) return false;
          throw error;
        },
      );
    }
  }

  it('a command that comes while the case is opening is obeyed once it is open', async () => {
    const customer = world().customer();
    const opening = gate();
    world().replaced = { openCase: (input) => opening.then(() => world().activities.openCase(input)) };
    await customer.report();
    const taken = customer.command({ type: 'take' });
    expect(await customer.run.query('journal')).toHaveLength(2);
    opening.open();
    expect(await taken).toEqual({ seq: 4 });
    await ends(customer);
  });

  it('a command that waits for a case that is then refused is told that it is closed', async () => {
    const customer = world().customer();
    const opening = gate();
    world().replaced = { openCase: (input) => opening.then(() => world().activities.openCase(input)) };
    await customer.report({ confidence: 0.1 });
    const taken = customer.command({ type: 'take' });
    opening.open();
    await expect(taken).rejects.toThrow(CaseClosedError);
    expect(await customer.ended()).toEqual({ outcome: 'refused', cause: 'no_incident_qualified' });
  });

  it('a terminated run is gone; the next report restores the case from its journal, and nothing is said twice', async () => {
    const customer = await apologised();
    await customer.run.terminate('a test');
    await customer.report();
    await customer.command(RESOLVE);
    await customer.hears('resolution');
    expect(customer.heard).toEqual(['acknowledgement', 'apology', 'resolution']);
    await ends(customer);
    expect(await customer.facts('case_opened', 'owner_changed')).toHaveLength(2);
    expect(await customer.view()).toMatchObject({ owner: 's-104', outcome: 'not_recovered' });
  });

  it('a run terminated before its first projection is opened again by another incident, which then joins', async () => {
    const customer = world().customer();
    const opened = gate();
    world().replaced = { projectCase: () => opened.then(() => Promise.reject(new Error('down'))) };
    await customer.report();
    await customer.hears('acknowledgement');
    await customer.run.terminate('a test');
    opened.open();
    world().replaced = {};
    await customer.report({ id: `${customer.caseId}-b` });
    await world().until(async () => (await customer.facts('incident_joined').catch(() => [])).length === 1);
    await ends(customer);
    expect(customer.heard).toEqual(['acknowledgement', 'acknowledgement', 'closing']);
    expect(await customer.sends()).toMatchObject({ '1/acknowledgement/1/email': 'accepted' });
  });

  it('a run that is reset to its first workflow task finds its case in the store and says nothing again', async () => {
    const customer = await apologised();
    await customer.command(RESOLVE);
    await customer.reaches('follow_up');
    const heard = [...customer.heard];
    await resetTo(customer, 1);
    await customer.command({ type: 'take' }, { actor: 's-101' });
    await world().until(async () => (await customer.view()).owner === 's-101');
    expect(customer.heard).toEqual(heard);
    await ends(customer);
    expect(customer.heard).toEqual([...heard, 'closing']);
    expect(await customer.facts('case_opened', 'resolved')).toHaveLength(2);
  });

  it('a run that is reset to its opening says nothing again, and its journal takes the place of the stored one', async () => {
    const customer = await apologised();
    const heard = [...customer.heard];
    const [openedBefore] = (await customer.journal()).filter(({ type }) => type === 'case_opened');
    await resetTo(customer, 2);
    await customer.command({ type: 'take' }, { actor: 's-101' });
    await world().until(async () => (await customer.view()).owner === 's-101');
    expect(customer.heard).toEqual(heard);
    const openedAgain = (await customer.journal()).filter(({ type }) => type === 'case_opened');
    expect(openedAgain).toEqual([{ ...openedBefore, at: expect.any(Number) as number }]);
    expect(openedAgain[0]?.at).toBeGreaterThan(openedBefore?.at ?? Infinity);
    await ends(customer);
    expect(customer.heard).toEqual([...heard, 'closing']);
  });

  /** Resets a run to the end of its nth workflow task; what came in later comes in again. */
  async function resetTo(customer: Customer, task: number): Promise<void> {
    const { events } = await customer.run.fetchHistory();
    const tasks = events?.filter(({ eventType }) => eventType === EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED);
    const { client, namespace = 'default' } = world().environment;
    await client.workflowService.resetWorkflowExecution({
      namespace,
      workflowExecution: { workflowId: customer.run.workflowId },
      workflowTaskFinishEventId: tasks?.at(task - 1)?.eventId ?? null,
      requestId: `reset-${customer.id}`,
      reason: 'a test',
    });
  }

  it('a worker that is stopped between two tasks loses nothing: the next one goes on from the history', async () => {
    const customer = await open();
    await world().stop();
    await world().restart();
    await insist(customer, { type: 'take' });
    await customer.reaches('resolve');
    expect(customer.heard).toEqual(['acknowledgement', 'apology']);
    await ends(customer);
  });

  it('newer rules are adopted by a case that runs: the change is a fact, and the case goes on', async () => {
    const customer = await open();
    await world().stop();
    const file = 'domain/case/recovery-case.ts';
    await world().restart(await changedWorkflows({ file, from: `RULES = ${RULES};`, to: `RULES = ${RULES + 1};` }));
    await ends(customer);
    expect(await customer.facts('rules_adopted')).toEqual([
      { type: 'rules_adopted', version: RULES },
      { type: 'rules_adopted', version: RULES + 1 },
    ]);
    await world().stop();
    await world().restart();
  });

  it('under many commands a case is handed from run to run, loses none and says nothing twice', async () => {
    const customer = world().customer();
    await customer.reportHandedOnAfter(80);
    await customer.reaches('apologize');
    const runs = new Set<string>();
    const answers: number[] = [];
    for (let i = 0; i < 36; i += 4) {
      const staff = [i, i + 1, i + 2, i + 3].map((n) => `s-${n + 200}`);
      const takes = staff.map((actor) => customer.command({ type: 'take' }, { actor, requestId: `take-${actor}` }));
      answers.push(...(await Promise.all(takes)).map(({ seq }) => seq));
      await world().until(async () => (await customer.journal()).length >= Math.max(...answers));
      runs.add((await customer.run.describe()).runId);
    }
    const repeated = await customer.command({ type: 'take' }, { actor: 's-200', requestId: 'take-s-200' });
    expect(repeated.seq).toBe(answers[0]);
    await ends(customer);
    expect(new Set(answers).size).toBe(36);
    expect(await customer.facts('owner_changed')).toHaveLength(36);
    expect(customer.heard).toEqual(['acknowledgement', 'apology', 'closing']);
    expect(runs.size).toBeGreaterThan(2);
  });

  it('lists and the card in the Temporal Web UI show stage, owner and next target, and nobody by name', async () => {
    const customer = await apologised();
    const { client } = world().environment;
    const query = `RecoveryCase = "${customer.caseId}" AND RecoveryStage = "resolve" AND RecoveryOwner = "s-104"`;
    const found = await vi.waitFor(async () => {
      for await (const run of client.workflow.list({ query })) return run;
      throw new Error('not listed yet');
    }, 10_000);
    expect(found.workflowId).toBe(recoveryId('acme', customer.id));
    const shown = (await customer.run.describe()).typedSearchAttributes;
    expect(shown.get(attributes.tenant)).toBe('acme');
    expect(shown.get(attributes.severity)).toBe('high');
    expect(shown.get(attributes.slaState)).toBe('on_track');
    expect(shown.get(attributes.waitingFor)).toBe('agent');
    expect(shown.get(attributes.dueAt)?.getTime()).toBeGreaterThan((await world().now()) + 23 * HOUR);
    const { currentDetails } = await customer.run.query<{ currentDetails: string }>('__temporal_workflow_metadata');
    expect(currentDetails).toMatch(/^Waiting for a person to act\. Owner `s-104`\. Next target/);
    expect(currentDetails).toContain('apology by email: accepted');
    expect(JSON.stringify(await customer.run.fetchHistory())).not.toContain('customers.example');
    await ends(customer);
  });

  it('no incident is lost that comes in the very moment in which a case completes', async () => {
    const customers = Array.from({ length: 24 }, () => world().customer());
    const second = new Map(customers.map((customer) => [customer.caseId, `${customer.caseId}-b`]));
    await Promise.all(customers.map((customer) => customer.report()));
    const reports: Promise<void>[] = [];
    world().replaced = {
      projectCase: async (input) => {
        const customer = customers.find(({ caseId }) => caseId === input.caseId);
        const id = second.get(input.caseId);
        if (input.view.stage === 'closed' && customer !== undefined && id !== undefined) {
          second.delete(input.caseId);
          // Not awaited: it arrives while the run takes the result of this activity and returns.
          reports.push(
            world()
              .activities.projectCase(input)
              .then(() => customer.report({ id })),
          );
        }
        return world().activities.projectCase(input);
      },
    };
    await Promise.all(customers.map((customer) => customer.command(ABORT)));
    await world().until(() => reports.length === customers.length);
    await Promise.all(reports);
    const waits = async (id: string): Promise<boolean> =>
      (await world().stores.incidents.get({ tenant: 'acme', incidentId: id }))?.state.kind !== 'in_case';
    await world().until(
      async () => !(await Promise.all(customers.map(({ caseId }) => waits(`${caseId}-b`)))).includes(true),
    );
    await Promise.all(customers.map((customer) => customer.run.terminate('a test')));
  });
});
