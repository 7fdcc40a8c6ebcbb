import type { Client, ScheduleDescription } from '@temporalio/client';
import { ScheduleAlreadyRunning, ScheduleOverlapPolicy } from '@temporalio/client';
import { msToNumber } from '@temporalio/common/lib/time.js';
import { queues, sweeping } from '../workflows/contract.js';

/** What a release decides about the sweep; whether it is paused, and why, is the operators' to say. */
const definition = {
  spec: { intervals: [{ every: sweeping.every }] },
  action: { type: 'startWorkflow' as const, workflowType: sweeping.workflow, taskQueue: queues.recovery },
  policies: { overlap: ScheduleOverlapPolicy.SKIP },
};

/** Makes sure that the sweep runs as this release wants it, whichever worker of whichever release came first. */
export async function ensureSweep(client: Client): Promise<void> {
  try {
    await client.schedule.create({ scheduleId: sweeping.schedule, ...definition });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
    const handle = client.schedule.getHandle(sweeping.schedule);
    if (isAsDefined(await handle.describe())) return;
    await handle.update(({ state }) => ({ ...definition, state }));
  }
}

function isAsDefined({ spec, action, policies }: ScheduleDescription): boolean {
  const [interval, ...more] = spec.intervals ?? [];
  return (
    more.length === 0 &&
    interval?.every === msToNumber(sweeping.every) &&
    action.workflowType === sweeping.workflow &&
    action.taskQueue === queues.recovery &&
    policies.overlap === ScheduleOverlapPolicy.SKIP
  );
}
