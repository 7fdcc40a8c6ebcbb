import { WorkflowNotFoundError } from '@temporalio/client';
import { customerOf, RECOVER_CASE } from '../workflows/contract.js';

/** A customer by tenant and id. */
interface CustomerName {
  readonly tenant: string;
  readonly customerId: string;
}

/** What is asked of a Temporal client. */
interface RunFinder {
  readonly workflow: {
    list(options: { query: string }): AsyncIterable<{ readonly workflowId: string }>;
    getHandle(workflowId: string): { describe(): Promise<{ readonly status: { readonly name: string } }> };
  };
}

/**
 * Customers whose recovery ended since this instant without completing, and is not running again. It reads the
 * visibility store, which lags by about a second: the next look finds what this one could not.
 */
export async function diedSince(client: RunFinder, since: number): Promise<readonly CustomerName[]> {
  const query = [
    `WorkflowType = '${RECOVER_CASE}'`,
    `ExecutionStatus IN ('Terminated', 'Failed', 'TimedOut')`,
    `CloseTime > '${new Date(since).toISOString()}'`,
  ].join(' AND ');
  const dead = new Set<string>();
  for await (const { workflowId } of client.workflow.list({ query })) dead.add(workflowId);
  const idle = await Promise.all(
    [...dead].map(async (id) => ((await isRunning(client, id)) ? undefined : customerOf(id))),
  );
  return idle.filter((customer) => customer !== undefined);
}

async function isRunning(client: RunFinder, workflowId: string): Promise<boolean> {
  try {
    const { status } = await client.workflow.getHandle(workflowId).describe();
    return status.name === 'RUNNING';
  } catch (error) {
    // Past its retention a run is gone, while the visibility store may list it a little longer.
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}
