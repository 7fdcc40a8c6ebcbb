import type { RaiseTaskInput } from './contract.js';
import type { Dependencies } from './dependencies.js';

/** Puts the task to reach a customer by other means on the list of the team; once, however often it is asked for. */
export async function raiseTask(
  { tasks, clock }: Pick<Dependencies, 'tasks' | 'clock'>,
  input: RaiseTaskInput,
): Promise<void> {
  const { tenant, caseId, task: id, dueAt } = input;
  await tasks.raise({ id, tenant, caseId, kind: 'reach_customer', raisedAt: clock.now(), dueAt });
}
