import { ScheduleOverlapPolicy, type ScheduleHandle } from '@temporalio/client';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { ensureSweep } from '../../worker/sweep-schedule.js';
import { queues, sweeping } from '../../workflows/contract.js';
import { devServerEnvironment } from '../support/temporal.js';

describe('the schedule of the sweep', () => {
  let environment: Awaited<ReturnType<typeof devServerEnvironment>>;
  let sweep: ScheduleHandle;
  beforeAll(async () => {
    environment = await devServerEnvironment([]);
    sweep = environment.client.schedule.getHandle(sweeping.schedule);
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await sweep.delete();
  });
  afterAll(() => environment.teardown());

  /** As this release wants it. */
  const wanted = {
    spec: { intervals: [{ every: 5 * 60_000 }] },
    action: { workflowType: 'sweepRecoveries', taskQueue: queues.recovery },
    policies: { overlap: ScheduleOverlapPolicy.SKIP },
  };

  it('is made where there is none, and left alone by the next worker of the release', async () => {
    await ensureSweep(environment.client);
    expect(await sweep.describe()).toMatchObject({ ...wanted, state: { paused: false } });
    const update = vi.spyOn(environment.client.workflowService, 'updateSchedule');
    await ensureSweep(environment.client);
    expect(update).not.toHaveBeenCalled();
  });

  it.each([
    ['interval', { every: '1 hour', workflowType: 'sweepRecoveries', taskQueue: queues.recovery }],
    ['workflow', { every: sweeping.every, workflowType: 'sweepOnce', taskQueue: queues.recovery }],
    ['queue', { every: sweeping.every, workflowType: 'sweepRecoveries', taskQueue: 'of-before' }],
  ])('of an earlier release gets the %s of this one, and stays paused with its note', async (_, earlier) => {
    const { every, ...action } = earlier;
    await environment.client.schedule.create({
      scheduleId: sweeping.schedule,
      spec: { intervals: [{ every }] },
      action: { type: 'startWorkflow', ...action },
      policies: { overlap: ScheduleOverlapPolicy.SKIP },
      state: { paused: true, note: 'restoring MongoDB' },
    });
    await ensureSweep(environment.client);
    const state = { paused: true, note: 'restoring MongoDB' };
    expect(await sweep.describe()).toMatchObject({ ...wanted, state });
  });
});
