import type { CaseEvent } from './case-events.js';
import type { Folds } from './folds.js';
import type { AskRecord, ReachRecord } from './case-tasks.js';
import type { OpenCase } from './recovery-case.js';

/** Facts about tasks for people, and about corrected addresses. */
export const foldReaching: Folds<
  'task_requested' | 'task_raised' | 'task_done' | 'task_lapsed' | 'task_ended' | 'contact_corrected'
> = {
  task_requested: (c, event) => {
    const { task, kind, dueAt, at } = event;
    const record = { task, dueAt, requestedAt: at, state: 'requested' } as const;
    return kind === 'reach_customer'
      ? { ...c, reaches: [...c.reaches, record] }
      : { ...c, asks: [...c.asks, { ...record, kind }] };
  },
  // A person may be done before the case hears that the task is on the list.
  task_raised: (c, { task }) => {
    const waits = tasksOf(c).some((r) => r.task === task && r.state === 'requested');
    return waits ? changed(c, task, { state: 'raised' }) : c;
  },
  task_done: (c, event) => called(changed(c, event.task, { state: event.outcome, endedAt: event.at }), event),
  task_lapsed: (c, { task, at }) => changed(c, task, { state: 'not_reached', endedAt: at }),
  task_ended: (c, { task, at }) => changed(c, task, { state: 'ended', endedAt: at }),
  contact_corrected: (c, { reachableBy, corrected, at }) => ({
    ...c,
    reachableBy,
    corrected: { ...c.corrected, ...Object.fromEntries(corrected.map((channel) => [channel, at])) },
  }),
};

/** Whether somebody has still to do a task. */
export function isOpenTask({ state }: Pick<ReachRecord, 'state'>): boolean {
  return state === 'requested' || state === 'raised';
}

/** All tasks that a case has asked for. */
export function tasksOf(c: OpenCase): readonly (ReachRecord | AskRecord)[] {
  return [...c.reaches, ...c.asks];
}

/** Whoever spoke to the customer has owned up to a call that came late. */
function called(c: OpenCase, { outcome }: CaseEvent<'task_done'>): OpenCase {
  if (outcome !== 'called') return c;
  return { ...c, promises: c.promises.map((p) => (p.about === 'call' ? { ...p, ownedUp: true } : p)) };
}

function changed(c: OpenCase, task: string, change: Partial<ReachRecord>): OpenCase {
  const one = <R extends ReachRecord>(r: R): R => (r.task === task ? { ...r, ...change } : r);
  return { ...c, reaches: c.reaches.map(one), asks: c.asks.map(one) };
}
