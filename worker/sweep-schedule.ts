import type { Client } from '@temporalio/client';
import { ScheduleAlreadyRunning, ScheduleOverlapPolicy } from '@temporalio/client';
import { queues, sweeping } from '../workflows/contract.js';

/** Makes sure that the sweep runs, whichever worker of whichever release came first. */
export async function ensureSweep(client: Client): Promise<void> {
  try {
    await client.schedule.create({
      scheduleId: sweeping.schedule,
      spec: { intervals: [{ every: sweeping.every }] },
      action: { type: 'startWorkflow', workflowType: sweeping.workflow, taskQueue: queues.recovery },
      policies: { overlap: ScheduleOverlapPolicy.SKIP },
    });
  } catch (error) {
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
  }
}
