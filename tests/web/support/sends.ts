import type { Task } from '../../../domain/tasks/task.js';
import { settleTaskId } from '../../../domain/tasks/task.js';
import { aClaim } from '../../domain/support/sends.js';
import { marks } from '../../support/marks.js';
import { noon, type Edge } from './server.js';

/** The message of these tests: the apology of case `case-1` by e-mail. */
export const KEY = 'acme/case-1/1/apology/1/email';
/** The task to settle it. */
export const SETTLE = settleTaskId({ mark: marks.markOf(KEY, 'f00d'), generation: 1 });
/** The task to reach the customer of the same case. */
export const REACH = 'reach-case-1-1';

/** The address of a message in the API. */
export function sendUrl(key: string = KEY, rest = ''): string {
  return `/v1/sends/${encodeURIComponent(key)}${rest}`;
}

/** Puts a message in doubt and the task to settle it. */
export async function putDoubt({ sends, tasks }: Edge['stores'], key = KEY): Promise<void> {
  const mark = marks.markOf(key, 'f00d');
  const [tenant = '', caseId = ''] = key.split('/');
  await sends.claim(aClaim({ key, mark, claimedAt: noon - 60_000, deadlineAt: noon - 45_000 }));
  await sends.settle(key, 1, { state: 'in_doubt', code: 'timed_out', at: noon - 44_000 });
  await tasks.raise({
    id: settleTaskId({ mark, generation: 1 }),
    tenant,
    caseId,
    kind: 'settle_send',
    send: key,
    raisedAt: noon - 44_000,
  });
}

/** Sends a message again that may be sent again, and leaves its next attempt in doubt too, with a task. */
export async function doubtAgain({ sends, tasks }: Edge['stores'], mark = marks.markOf(KEY, 'f00d')): Promise<void> {
  const { generation = 0, claimedAt = noon, deadlineAt = noon } = (await sends.get(KEY)) ?? {};
  const attempt = generation + 1;
  await sends.claim(aClaim({ key: KEY, mark, request: attempt, claimedAt, deadlineAt }));
  await sends.settle(KEY, attempt, { state: 'in_doubt', code: 'timed_out', at: deadlineAt });
  const task = { tenant: 'acme', caseId: 'case-1', kind: 'settle_send', send: KEY, raisedAt: deadlineAt } as const;
  await tasks.raise({ ...task, id: settleTaskId({ mark, generation: attempt }) });
}

/** Puts the task to reach a customer by other means. */
export async function putReach({ tasks }: Edge['stores'], overrides: Partial<Task> = {}): Promise<void> {
  const task = { id: REACH, tenant: 'acme', caseId: 'case-1', kind: 'reach_customer' as const };
  await tasks.raise({ ...task, raisedAt: noon - 1_000, dueAt: noon + 3_600_000, ...overrides });
}
