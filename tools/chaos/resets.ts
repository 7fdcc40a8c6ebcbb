import type { Client, WorkflowHandle } from '@temporalio/client';
import { canonicalJson } from '../../domain/canonical-json.js';
import type { CaseEvent } from '../../domain/case/case-events.js';
import { journalQuery, recoveryId } from '../../workflows/contract.js';
import type { Shelves } from './books.js';
import type { Journey } from './journeys.js';
import type { Random } from './random.js';

/** How many closed recoveries are to be reset, and what draws them. */
export interface ResetPlan {
  readonly times: number;
  readonly random: Random;
}

/** Resets that were made. */
export interface Resets {
  readonly count: number;
  /** What was not as it has to be, a line each. */
  readonly findings: readonly string[];
}

const atOnce = 50;
/** Milliseconds that a run may take to end after it was reset: to its next fact, for which a message may wait five minutes. */
const endsWithin = 420_000;

/**
 * Resets closed recoveries, each first to its first workflow task and then to a later one, and waits for their ends. From
 * the first task on the case is opened again, and found closed. From a later one the case goes on from the facts that it
 * had, until the store says that it was closed before. Either way the document stays as it is.
 */
export async function resetSome(
  shelves: Shelves,
  journeys: readonly Journey[],
  { times, random }: ResetPlan,
): Promise<Resets> {
  const drawn = random.some(journeys, times).map((journey) => ({ journey, random: random.fork() }));
  const findings: string[] = [];
  for (let from = 0; from < drawn.length; from += atOnce) {
    const some = drawn.slice(from, from + atOnce).map(async ({ journey, random: own }) => {
      const found = await resetTwice(shelves, journey, own).catch((error: unknown) => [String(error)]);
      findings.push(...found.map((what) => `${journey.caseId}: ${what}`));
    });
    await Promise.all(some);
  }
  return { count: 2 * drawn.length, findings };
}

async function resetTwice(shelves: Shelves, journey: Journey, random: Random): Promise<readonly string[]> {
  const { client, tenant } = shelves;
  const workflowId = recoveryId(tenant, journey.customerId);
  const { runId } = await client.workflow.getHandle(workflowId).describe();
  const [first, ...later] = await tasksOf(client.workflow.getHandle(workflowId, runId));
  if (first === undefined || later.length === 0) return ['its run has no tasks to be reset to'];
  const before = await documentOf(shelves, journey);
  const again = await resetTo(client, { workflowId, runId, task: first });
  await resetTo(client, { workflowId, runId, task: random.one(later) });
  const isSame = (await documentOf(shelves, journey)) === before;
  return [
    ...(again.some(({ type }) => type === 'case_opened') ? ['was opened once more after it had closed'] : []),
    ...(isSame ? [] : ['a run that was reset has changed the document of its closed case']),
  ];
}

async function documentOf({ stores, tenant }: Shelves, { caseId }: Journey): Promise<string> {
  return canonicalJson(await stores.cases.get({ tenant, caseId }));
}

/** Event ids of the workflow tasks that a run completed, in their order. */
async function tasksOf(handle: WorkflowHandle) {
  const { events } = await handle.fetchHistory();
  const done = (events ?? []).filter((event) => Boolean(event.workflowTaskCompletedEventAttributes));
  return done.map(({ eventId }) => eventId ?? null);
}

interface ResetPoint {
  readonly workflowId: string;
  readonly runId: string;
  readonly task: Awaited<ReturnType<typeof tasksOf>>[number];
}

/** Resets a run to a workflow task, and gives the facts of the new one when it has ended. Rejects when it does not, with what it waits for. */
async function resetTo(client: Client, { workflowId, runId, task }: ResetPoint): Promise<readonly CaseEvent[]> {
  const reset = await client.workflowService.resetWorkflowExecution({
    namespace: client.options.namespace,
    workflowExecution: { workflowId, runId },
    workflowTaskFinishEventId: task,
    requestId: `${runId}/${String(task)}`,
    reason: 'chaos',
  });
  const handle = client.workflow.getHandle(workflowId, reset.runId);
  try {
    return await client.connection.withDeadline(Date.now() + endsWithin, async () => {
      await handle.result();
      return handle.query(journalQuery);
    });
  } catch (error) {
    throw new Error(`reset to task ${String(task)} it did not end: ${await waitsFor(handle)}`, { cause: error });
  }
}

/** What the server says that a run has under way. */
async function waitsFor(handle: WorkflowHandle): Promise<string> {
  const { status, raw } = await handle.describe();
  const activities = (raw.pendingActivities ?? []).map(({ activityType, attempt, lastFailure }) =>
    [activityType?.name, `attempt ${attempt}`, lastFailure?.message].filter(Boolean).join(', '),
  );
  return [status.name, ...activities].join('; ');
}
