import type { CaseRef } from '../ports/case-store.js';
import type { ProjectInput } from './contract.js';
import type { Dependencies } from './dependencies.js';

/** More open tasks than a case can have: it asks for one at a time. */
const MOST_TASKS = 200;

/**
 * Brings facts and view into the read model. With the end of a case ends what people were asked to do for it, but for
 * messages in doubt: whether those arrived is worth knowing afterwards too.
 */
export async function projectCase(
  deps: Pick<Dependencies, 'cases' | 'tasks' | 'clock'>,
  input: ProjectInput,
): Promise<'applied' | 'already' | 'gap'> {
  const result = await deps.cases.apply(input);
  if (input.view.stage === 'closed' && result !== 'gap') await endReaching(deps, input);
  return result;
}

async function endReaching(
  { tasks, clock }: Pick<Dependencies, 'tasks' | 'clock'>,
  { tenant, caseId }: CaseRef,
): Promise<void> {
  const open = await tasks.list({ tenant, caseId, kind: 'reach_customer', open: true }, { limit: MOST_TASKS });
  const end = {
    outcome: 'not_reached',
    actor: 'system',
    note: 'The case closed before that.',
    at: clock.now(),
  } as const;
  for (const { id } of open.items) await tasks.done({ tenant, taskId: id }, end);
}
