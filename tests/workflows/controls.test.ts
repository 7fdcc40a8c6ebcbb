import { temporal } from '@temporalio/proto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ProjectInput } from '../../activities/contract.js';
import { DAY, MINUTE } from '../domain/support/builders.js';
import type { Change } from '../support/changed-workflows.js';
import { changedWorkflows } from '../support/changed-workflows.js';
import type { Customer } from './support/customer.js';
import { timeSkippingWorld } from './support/worlds.js';

const RESOLVE = { type: 'resolve', cause: 'courier_lost_it' } as const;
const ABORT = { type: 'abort', cause: 'duplicate_report' } as const;
const { EVENT_TYPE_WORKFLOW_TASK_FAILED: TASK_FAILED } = temporal.api.enums.v1.EventType;

/** What goes wrong without a safeguard; with it, the other files of this folder show the opposite. */
describe('the shell without one of its safeguards', () => {
  const world = timeSkippingWorld();

  afterEach(() => {
    world().replaced = {};
  });

  /** A case under workflows in which one safeguard is taken away. */
  async function openWithout(...changes: readonly Change[]): Promise<Customer> {
    await world().stop();
    await world().restart(await changedWorkflows(...changes));
    return world().customer();
  }

  async function open(customer: Customer): Promise<void> {
    await customer.report();
    await world().pass(10_000);
  }

  async function slowAcknowledgement(customer: Customer): Promise<void> {
    world().email.fail(customer.caseId);
    await customer.report();
    await world().pass(4_500);
    world().email.recover(customer.caseId);
  }

  it('without the shield a cancel tears the run down, and the customer hears no closing', async () => {
    const customer = await openWithout({
      file: 'workflows/recover-case.ts',
      from: 'new CancellationScope({ cancellable: false })',
      to: 'new CancellationScope({ cancellable: true })',
    });
    await open(customer);
    await customer.run.cancel();
    await expect(customer.ended()).rejects.toThrow('cancelled');
    expect(customer.heard).toEqual(['acknowledgement']);
  });

  it('without the last look into the inbox an incident that comes while the case closes is forgotten', async () => {
    const customer = await openWithout({
      file: 'workflows/recover-case.ts',
      from: 'return recovery.inbox.empty;',
      to: 'return true;',
    });
    await open(customer);
    const id = `${customer.caseId}-b`;
    world().replaced = {
      projectCase: async (input: ProjectInput) => {
        if (input.view.stage === 'closed') await customer.report({ id });
        return world().activities.projectCase(input);
      },
    };
    await customer.command(ABORT);
    await customer.ended();
    const forgotten = await world().stores.incidents.get({ tenant: 'acme', incidentId: id });
    expect(forgotten?.state).toEqual({ kind: 'waiting' });
  });

  it('where a closing case reads its inbox for a command, that incident is forgotten as well', async () => {
    const customer = await openWithout({
      file: 'workflows/handlers.ts',
      from: "if (recovery.case.phase !== 'closed') recovery.catchUp();",
      to: 'recovery.catchUp();',
    });
    await open(customer);
    const id = `${customer.caseId}-b`;
    world().replaced = {
      projectCase: async (input: ProjectInput) => {
        if (input.view.stage !== 'closed') return world().activities.projectCase(input);
        world().replaced = {};
        await customer.report({ id });
        await customer.command({ type: 'take' }).catch(() => undefined);
        return world().activities.projectCase(input);
      },
    };
    await customer.command(ABORT);
    await customer.ended();
    expect((await customer.facts('incident_joined')).length).toBe(0);
  });

  it('a message that nobody wants any more and nobody cancels goes out late', async () => {
    const customer = await openWithout({
      file: 'workflows/effects.ts',
      from: "if (effect.kind === 'send' && !effect.wanted)",
      to: "if (effect.kind === 'act')",
    });
    await slowAcknowledgement(customer);
    await customer.command(RESOLVE);
    await world().pass(MINUTE);
    expect(customer.heard).toEqual(['acknowledgement', 'resolution']);
    await customer.command(ABORT);
    await customer.ended();
  });

  it('an answer that does not have to name its case counts for the wrong one', async () => {
    const customer = await openWithout({
      file: 'workflows/taken-in.ts',
      from: 'if (caseId !== c.caseId)',
      to: "if (caseId === '')",
    });
    await open(customer);
    await customer.command(RESOLVE);
    await world().pass(4 * DAY);
    await customer.run.signal('answer', { caseId: 'inc-earlier', round: 1, score: 5 });
    expect(await customer.ended()).toMatchObject({ outcome: 'recovered' });
  });

  // The last two leave a failed task behind, with which the time of this server stands still.
  it('a time-out that is taken for a fault parks the case: nothing is sent when the provider is back', async () => {
    const customer = await openWithout({
      file: 'workflows/retry-policies.ts',
      from: " || error.retryState === 'TIMEOUT'",
      to: '',
    });
    world().email.fail(customer.caseId);
    await customer.report();
    // The last attempt that fits into the first minute is the sixth, after 31 seconds.
    await world().environment.sleep(32_000);
    world().email.recover(customer.caseId);
    await vi.waitFor(async () => expect(await failedTask(customer)).toContain('no rule foresees'), 20_000);
    expect(customer.heard).toEqual([]);
    await customer.run.terminate('a test');
  });

  it('a loop that makes no progress fails its workflow task with a clear error, and the worker lives', async () => {
    const customer = await openWithout({
      file: 'workflows/recover-case.ts',
      from: 'await rest.until(move);',
      to: 'await Promise.resolve();',
    });
    await customer.report();
    await vi.waitFor(async () => expect(await failedTask(customer)).toContain('turns without progress'), 20_000);
    await customer.run.terminate('a test');
  });

  /** Why the run's workflow task failed. */
  async function failedTask(customer: Customer): Promise<string> {
    const { events } = await customer.run.fetchHistory();
    const failed = events?.find(({ eventType }) => eventType === TASK_FAILED);
    return failed?.workflowTaskFailedEventAttributes?.failure?.message ?? 'no task failed';
  }
});
