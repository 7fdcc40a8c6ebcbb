import { isGrpcServiceError, ServiceError } from '@temporalio/client';
import { RECOVER_CASE, recoveryId } from '../workflows/contract.js';

/** A customer by tenant and id. */
interface CustomerName {
  readonly tenant: string;
  readonly customerId: string;
}

/** What is asked of a Temporal client. */
interface RunLister {
  readonly workflow: {
    list(options: { query: string; pageSize: number }): AsyncIterable<{ readonly workflowId: string }>;
  };
}

/** The most that the server gives at once. */
const PAGE = 1_000;
/** The gRPC status of a query with an attribute that the server does not know: invalid argument. */
const unknownAttribute = new Set([3]);

/** The server notes a problem after some failures in a row, and takes it back once a task succeeds. */
const PARKED = [
  `WorkflowType = '${RECOVER_CASE}'`,
  "ExecutionStatus = 'Running'",
  "TemporalReportedProblems IN ('category=WorkflowTaskFailed', 'category=WorkflowTaskTimedOut')",
].join(' AND ');

/**
 * Customers whose recovery is open while its workflow tasks fail again and again, so that nothing of it moves; undefined
 * from a server that does not report such problems; 1.32 does.
 */
export async function parkedOf(client: RunLister): Promise<readonly CustomerName[] | undefined> {
  const parked: CustomerName[] = [];
  try {
    for await (const { workflowId } of client.workflow.list({ query: PARKED, pageSize: PAGE })) {
      const customer = customerOf(workflowId);
      if (customer !== undefined) parked.push(customer);
    }
    return parked;
  } catch (error) {
    const status = error instanceof ServiceError ? error.cause : error;
    if (isGrpcServiceError(status) && unknownAttribute.has(status.code)) return undefined;
    throw error;
  }
}

/** Whose recovery has this workflow id; undefined for one that is not of our making. */
function customerOf(workflowId: string): CustomerName | undefined {
  const [, tenant, ...rest] = workflowId.split('/');
  const customerId = rest.join('/');
  return tenant !== undefined && workflowId === recoveryId(tenant, customerId) ? { tenant, customerId } : undefined;
}
