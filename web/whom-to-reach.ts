import { foldKnown } from '../domain/case/evolve.js';
import { heardOf } from '../domain/journey/told.js';
import type { Task } from '../domain/tasks/task.js';
import type { StoredCase } from '../ports/case-store.js';
import type { TaskItem } from './api/task.js';

/** Whom a person has to reach, and what to tell them; nothing for other tasks, and once it is done. */
export function whomToReach(
  { kind, done }: Pick<Task, 'kind' | 'done'>,
  found: StoredCase | undefined,
): Pick<TaskItem, 'customerId' | 'owed'> {
  if (kind !== 'reach_customer' || done !== undefined || found === undefined) return {};
  const c = foldKnown(found.journal);
  const open = c.phase === 'new' ? [] : c.incidents.filter((one) => !one.moot && !heardOf(c, one));
  const owed = open.map(({ id, resolvedAt }) =>
    resolvedAt === undefined ? `that we have ${id} and are at work on it` : `that ${id} is resolved, and how`,
  );
  return { customerId: found.customerId, owed };
}
