import { utc } from '../domain/instant-words.js';
import { handVerdicts } from '../domain/sends/send-row.js';
import {
  endsWith,
  generationOf,
  NOT_NEEDED,
  taskOutcomes,
  type CaseTaskKind,
  type CaseTaskOutcome,
  type Task,
  type TaskDone,
} from '../domain/tasks/task.js';
import { oneOf } from './fault-words.js';
import { Problem } from './problem.js';
import { storedCase } from './routes/cases.js';
import { isSame, settleSend, type Settling } from './settle-send.js';
import { invalid } from './validation.js';

/**
 * Ends a task: one that a case asked for in the list first, then the case hears of it; one to settle a message as
 * `settleSend` does. Whatever fails in between, whoever comes next goes on from there. Throws a problem when it has
 * another end, or may not end so.
 */
export async function endTask(deps: Settling, task: Task, end: TaskDone): Promise<Task> {
  if (!endsWith(task.kind, end.outcome)) {
    throw invalid([{ field: 'outcome', reason: `This has to be ${oneOf(taskOutcomes[task.kind])}.` }]);
  }
  switch (task.kind) {
    case 'settle_send':
      await settle(deps, task, end);
      return storedTask(deps.stores, task);
    case 'reach_customer':
    case 'answer_reply':
    case 'call_back':
      return tellCase(deps, task, end);
  }
}

/** The task of a tenant with this id. Throws a problem when there is none. */
export async function storedTask(
  { tasks }: Pick<Settling['stores'], 'tasks'>,
  { tenant, id }: Pick<Task, 'tenant' | 'id'>,
): Promise<Task> {
  const task = await tasks.get({ tenant, taskId: id });
  if (task === undefined) throw new Problem('not_found', { detail: 'There is no task of this id.' });
  return task;
}

async function settle(deps: Settling, task: Task, { outcome, actor, note, at }: TaskDone): Promise<void> {
  const { send } = task;
  const verdict = handVerdicts.find((one) => one === outcome);
  if (send === undefined || verdict === undefined) throw new Error('a task to settle a message names it');
  const word = { verdict, actor, reason: note, at };
  await settleSend(deps, { key: send, generation: generationOf(task), word });
}

async function tellCase({ stores, recoveries }: Settling, task: Task, end: TaskDone): Promise<Task> {
  const { tenant, caseId, id } = task;
  const { customerId, view } = await storedCase(stores, { tenant, caseId });
  const ended = (await stores.tasks.done({ tenant, taskId: id }, end)) ?? task;
  const stands = ended.done ?? end;
  const outcome = task.kind === 'settle_send' ? undefined : outcomeFor(task.kind, stands.outcome);
  // The end that stands, which its case may not have heard; hearing it twice changes nothing.
  // One about a message was raised outside of its case, since that was closed.
  if (view.stage !== 'closed' && task.send === undefined && outcome !== undefined) {
    await recoveries.tell({ type: 'task_done', tenant, customerId, caseId, actor: stands.actor, task: id, outcome });
  }
  if (!isSame(stands, end)) throw endedOtherwise(ended);
  return ended;
}

function outcomeFor(kind: CaseTaskKind, said: string): CaseTaskOutcome | undefined {
  const known: readonly CaseTaskOutcome[] = taskOutcomes[kind];
  return known.find((one) => one === said);
}

function endedOtherwise({ done }: Task): Problem {
  if (done === undefined) return new Problem('settled', { detail: 'The task is done.' });
  const { outcome, actor, at, note } = done;
  const why = outcome === NOT_NEEDED ? ` ${note}` : '';
  return new Problem('settled', { detail: `The task is done: ${outcome}, by ${actor} at ${utc(at)}.${why}` });
}
