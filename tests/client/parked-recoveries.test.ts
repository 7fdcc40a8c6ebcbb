import { ServiceError } from '@temporalio/client';
import { describe, expect, it } from 'vitest';
import { parkedOf } from '../../client/parked-recoveries.js';
import { recoveryId } from '../../workflows/contract.js';

/** A server that lists these runs. */
function listing(...workflowIds: readonly string[]) {
  return {
    workflow: {
      list: async function* () {
        for (const workflowId of workflowIds) yield await Promise.resolve({ workflowId });
      },
    },
  };
}

/** A server that answers a query with this gRPC status. */
function refusing(code: number) {
  const cause = Object.assign(new Error('refused'), { code, details: 'refused', metadata: {} });
  return {
    workflow: {
      list: (): AsyncIterable<{ readonly workflowId: string }> => {
        throw new ServiceError('Failed to list workflows', { cause });
      },
    },
  };
}

describe('the parked recoveries', () => {
  it('are named by tenant and customer, whatever signs a customer id has; other runs are left out', async () => {
    const server = listing(recoveryId('acme', 'cust-1'), recoveryId('acme', 'a/b'), 'somebody-elses');
    expect(await parkedOf(server)).toEqual([
      { tenant: 'acme', customerId: 'cust-1' },
      { tenant: 'acme', customerId: 'a/b' },
    ]);
  });

  it('are unknown, and not none, on a server that does not know the attribute', async () => {
    expect(await parkedOf(refusing(3))).toBeUndefined();
    expect(await parkedOf(listing())).toEqual([]);
  });

  it('are no answer when the server is away', async () => {
    await expect(parkedOf(refusing(14))).rejects.toThrow(ServiceError);
  });
});
