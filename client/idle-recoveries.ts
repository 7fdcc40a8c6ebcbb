import { WorkflowNotFoundError } from '@temporalio/client';
import { RECOVER_CASE, recoveryId } from '../workflows/contract.js';

/** A customer by tenant and id. */
interface CustomerName {
  readonly tenant: string;
  readonly customerId: string;
}

/** What is asked of a Temporal client. */
interface RunFinder {
  readonly workflow: {
    list(options: { query: string; pageSize: number }): AsyncIterable<{ readonly workflowId: string }>;
    getHandle(workflowId: string): { describe(): Promise<{ readonly status: { readonly name: string } }> };
  };
}

/** The most that the server gives at once. */
const PAGE = 1_000;
/** So many runs are asked about at the same time. */
const AT_ONCE = 20;

/**
 * Those of these customers whose recovery is not running. The visibility store lags by about a second, so a run that it
 * does not list is asked about by name: nobody is called idle on hearsay.
 */
export async function idleOf<C extends CustomerName>(
  client: RunFinder,
  customers: readonly C[],
): Promise<readonly C[]> {
  if (customers.length === 0) return [];
  const running = new Set<string>();
  const query = `WorkflowType = '${RECOVER_CASE}' AND ExecutionStatus = 'Running'`;
  for await (const { workflowId } of client.workflow.list({ query, pageSize: PAGE })) running.add(workflowId);
  const unlisted = customers.filter((customer) => !running.has(idOf(customer)));
  const idle: C[] = [];
  for (let from = 0; from < unlisted.length; from += AT_ONCE) {
    const some = unlisted.slice(from, from + AT_ONCE);
    const runs = await Promise.all(some.map((customer) => isRunning(client, idOf(customer))));
    idle.push(...some.filter((_, at) => runs[at] === false));
  }
  return idle;
}

function idOf({ tenant, customerId }: CustomerName): string {
  return recoveryId(tenant, customerId);
}

async function isRunning(client: RunFinder, workflowId: string): Promise<boolean> {
  try {
    const { status } = await client.workflow.getHandle(workflowId).describe();
    return status.name === 'RUNNING';
  } catch (error) {
    // Past its retention a run is gone.
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}
