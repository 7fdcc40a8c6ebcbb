import type { Folds } from './folds.js';
import type { OpenCase, ReachRecord } from './recovery-case.js';

/** Facts about people who tell the customer what no message can, and about corrected addresses. */
export const foldReaching: Folds<'task_requested' | 'task_raised' | 'task_done' | 'task_lapsed' | 'contact_corrected'> =
  {
    task_requested: (c, { task, dueAt, at }) => ({
      ...c,
      reaches: [...c.reaches, { task, dueAt, requestedAt: at, state: 'requested' }],
    }),
    // A person may be done before the case hears that the task is on the list.
    task_raised: (c, { task }) => {
      const waits = c.reaches.some((r) => r.task === task && r.state === 'requested');
      return waits ? reach(c, task, { state: 'raised' }) : c;
    },
    task_done: (c, { task, outcome, at }) => reach(c, task, { state: outcome, endedAt: at }),
    task_lapsed: (c, { task, at }) => reach(c, task, { state: 'not_reached', endedAt: at }),
    contact_corrected: (c, { reachableBy, corrected, at }) => ({
      ...c,
      reachableBy,
      corrected: { ...c.corrected, ...Object.fromEntries(corrected.map((channel) => [channel, at])) },
    }),
  };

/** Whether somebody has still to do a task. */
export function isOpenReach({ state }: ReachRecord): boolean {
  return state === 'requested' || state === 'raised';
}

function reach(c: OpenCase, task: string, change: Partial<ReachRecord>): OpenCase {
  return { ...c, reaches: c.reaches.map((r) => (r.task === task ? { ...r, ...change } : r)) };
}
