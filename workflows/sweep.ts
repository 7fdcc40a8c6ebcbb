import { proxyActivities } from '@temporalio/workflow';
import type { Swept, SweepActivities } from '../activities/sweep.js';
import { records } from './retry-policies.js';

const { sweep } = proxyActivities<SweepActivities>({
  ...records,
  startToCloseTimeout: '5 min',
  scheduleToCloseTimeout: '15 min',
});

/** Run by a schedule: what fell between two writes is found and woken; the next run finds what this one could not. */
export async function sweepRecoveries(): Promise<Swept> {
  return sweep();
}
