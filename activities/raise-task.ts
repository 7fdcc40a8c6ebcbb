import type { RaiseTaskInput } from './contract.js';
import type { Dependencies } from './dependencies.js';

/** Puts a task that a case asks for on the list of the team; once, however often it is asked for. */
export async function raiseTask(
  { tasks, clock }: Pick<Dependencies, 'tasks' | 'clock'>,
  input: RaiseTaskInput,
): Promise<void> {
  const { tenant, caseId, task: id, dueAt, kind = 'reach_customer' } = input;
  await tasks.raise({ id, tenant, caseId, kind, raisedAt: clock.now(), dueAt });
}
