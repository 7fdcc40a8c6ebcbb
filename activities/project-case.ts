import type { CaseEvent } from '../domain/case/case-events.js';
import { NOT_NEEDED } from '../domain/tasks/task.js';
import type { Applied } from '../ports/case-store.js';
import type { ProjectInput } from './contract.js';
import type { Dependencies } from './dependencies.js';

/** How a task is over for the list of the team, by what the case says of it. */
const ends = {
  task_ended: { outcome: NOT_NEEDED, note: 'The customer has heard of it otherwise, or need not any more.' },
  task_lapsed: { outcome: 'not_reached', note: 'It was not done in the time that a case waits for people.' },
} as const;
type Over = CaseEvent<keyof typeof ends>;

/** Brings facts and view into the read model, and takes tasks from the list that nobody has to do any more. */
export async function projectCase(
  deps: Pick<Dependencies, 'cases' | 'incidents' | 'inputs' | 'tasks' | 'clock'>,
  input: ProjectInput,
): Promise<Applied> {
  const result = await deps.cases.apply(input);
  if (result !== 'applied' && result !== 'already') return result;
  await endTasks(deps, input);
  const inputs = input.events.flatMap(heardIn);
  if (inputs.length > 0) await deps.inputs.heard(input.tenant, inputs, deps.clock.now());
  const incidents = input.events.flatMap(broughtIn);
  // Last: until the case shows it, the report itself keeps promotion away.
  if (incidents.length > 0) await deps.incidents.shown(input.tenant, incidents);
  return result;
}

function broughtIn(event: CaseEvent): readonly string[] {
  return event.type === 'case_opened' || event.type === 'incident_joined' ? [event.incident.id] : [];
}

/** What a case refused for being another's, or over, some other case has still to hear. */
function heardIn(event: CaseEvent): readonly string[] {
  if (!('input' in event)) return [];
  return event.type === 'command_refused' && event.reason === 'closed' ? [] : [event.input];
}

async function endTasks(
  { tasks, clock }: Pick<Dependencies, 'tasks' | 'clock'>,
  { tenant, events }: ProjectInput,
): Promise<void> {
  const isOver = (event: CaseEvent): event is Over => event.type in ends;
  for (const event of events.filter(isOver)) {
    const end = { ...ends[event.type], ...replaced(event), actor: 'system', at: clock.now() };
    await tasks.done({ tenant, taskId: event.task }, end);
  }
}

function replaced(event: Over): { readonly note?: string } {
  const next = event.type === 'task_ended' ? event.replacedBy : undefined;
  return next === undefined ? {} : { note: `The customer has written again: the task ${next} holds all of it.` };
}
