import type { Client, WorkflowHandle } from '@temporalio/client';
import { canonicalJson } from '../../domain/canonical-json.js';
import type { CaseEvent } from '../../domain/case/case-events.js';
import { journalQuery, recoveryId } from '../../workflows/contract.js';
import type { Earlier, Shelves } from './books.js';
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
  /** What documents said before; the journal of a run that was reset takes the place of theirs. */
  readonly earlier: Earlier;
  /** What was not as it has to be, a line each. */
  readonly findings: readonly string[];
}

const atOnce = 20;
/** Milliseconds that a run may take to end after it was reset. */
const endsWithin = 120_000;

/**
 * Resets closed recoveries, each first to its first workflow task and then to a later one, and waits for their ends. From
 * the first task on the case is opened again, and found closed: that run knows no case, and the document stays as it is.
 * From a later one the case goes on from the facts that it had, and its journal takes the place of the stored one.
 */
export async function resetSome(
  shelves: Shelves,
  journeys: readonly Journey[],
  { times, random }: ResetPlan,
): Promise<Resets> {
  const drawn = random.some(journeys, times).map((journey) => ({ journey, random: random.fork() }));
  const findings: string[] = [];
  const earlier = new Map<string, readonly CaseEvent[]>();
  for (let from = 0; from < drawn.length; from += atOnce) {
    const some = drawn.slice(from, from + atOnce).map(async ({ journey, random: own }) => {
      earlier.set(journey.caseId, await journalOf(shelves, journey));
      const found = await resetTwice(shelves, journey, own).catch((error: unknown) => [String(error)]);
      findings.push(...found.map((what) => `${journey.caseId}: ${what}`));
    });
    await Promise.all(some);
  }
  return { count: 2 * drawn.length, earlier, findings };
}

async function resetTwice(shelves: Shelves, journey: Journey, random: Random): Promise<readonly string[]> {
  const { client, tenant } = shelves;
  const workflowId = recoveryId(tenant, journey.customerId);
  const { runId } = await client.workflow.getHandle(workflowId).describe();
  const [first, ...later] = await tasksOf(client.workflow.getHandle(workflowId, runId));
  if (first === undefined || later.length === 0) return ['its run has no tasks to be reset to'];
  const before = canonicalJson(await journalOf(shelves, journey));
  const again = await resetTo(client, { workflowId, runId, task: first });
  const isSame = canonicalJson(await journalOf(shelves, journey)) === before;
  await resetTo(client, { workflowId, runId, task: random.one(later) });
  return [
    ...(again.some(({ type }) => type === 'case_opened') ? ['was opened once more after it had closed'] : []),
    ...(isSame ? [] : ['a run that found it closed has changed its document']),
  ];
}

async function journalOf({ stores, tenant }: Shelves, { caseId }: Journey): Promise<readonly CaseEvent[]> {
  return (await stores.cases.get({ tenant, caseId }))?.journal ?? [];
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

/** Resets a run to a workflow task, and gives the facts of the new one when it has ended. Rejects when it does not. */
async function resetTo(client: Client, { workflowId, runId, task }: ResetPoint): Promise<readonly CaseEvent[]> {
  const reset = await client.workflowService.resetWorkflowExecution({
    namespace: client.options.namespace,
    workflowExecution: { workflowId, runId },
    workflowTaskFinishEventId: task,
    requestId: `${runId}/${String(task)}`,
    reason: 'chaos',
  });
  const handle = client.workflow.getHandle(workflowId, reset.runId);
  return client.connection.withDeadline(Date.now() + endsWithin, async () => {
    await handle.result();
    return handle.query(journalQuery);
  });
}
