import { WorkflowNotFoundError } from '@temporalio/client';
import { describe, expect, it } from 'vitest';
import { idleOf } from '../../client/idle-recoveries.js';
import { recoveryId } from '../../workflows/contract.js';

const customers = ['listed', 'fresh', 'ended', 'gone'].map((customerId) => ({ tenant: 'acme', customerId }));
const idOf = (customerId: string): string => recoveryId('acme', customerId);

/** A server that lists one running recovery and knows others by name. */
function serverOf(statuses: Readonly<Record<string, string>>, asked: string[] = []) {
  return {
    workflow: {
      list: async function* () {
        yield await Promise.resolve({ workflowId: idOf('listed') });
      },
      getHandle: (workflowId: string) => ({
        describe: () => {
          asked.push(workflowId);
          const name = statuses[workflowId];
          if (name === 'AWAY') return Promise.reject(new Error('unavailable'));
          if (name === undefined) return Promise.reject(new WorkflowNotFoundError('gone', workflowId, undefined));
          return Promise.resolve({ status: { name } });
        },
      }),
    },
  };
}

describe('a recovery', () => {
  it('is idle when its run has ended or is past retention, and not when it runs, though it is not listed yet', async () => {
    const asked: string[] = [];
    const server = serverOf({ [idOf('fresh')]: 'RUNNING', [idOf('ended')]: 'TERMINATED' }, asked);
    expect(await idleOf(server, customers)).toEqual(customers.slice(2));
    expect(asked).toEqual(['fresh', 'ended', 'gone'].map(idOf));
  });

  it('is not called idle when the server does not answer for it', async () => {
    await expect(idleOf(serverOf({ [idOf('fresh')]: 'AWAY' }), customers.slice(0, 2))).rejects.toThrow('unavailable');
  });

  it('is not asked about where there is no open case', async () => {
    const asked: string[] = [];
    expect(await idleOf(serverOf({}, asked), [])).toEqual([]);
    expect(asked).toEqual([]);
  });
});
