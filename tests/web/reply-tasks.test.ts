import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseEvent } from '../../domain/case/case-events.js';
import type { TaskItem } from '../../web/api/task.js';
import { customerOf } from '../adapters/store/builders.js';
import { HOUR, openingEvent } from '../domain/support/builders.js';
import { putCase, record } from './support/builders.js';
import { bearer, keys, noon, startEdge, type Edge } from './support/server.js';

let edge: Edge;
const stamp = { at: noon, actor: 'customer', rules: 4 } as const;
const journal: readonly CaseEvent[] = [
  openingEvent(),
  { type: 'customer_replied', input: 'mail-1', reading: 'reply', ...stamp },
  { type: 'callback_requested', input: 'link-1', ...stamp },
  { type: 'task_requested', task: 'call-inc-1-1', kind: 'call_back', dueAt: noon + HOUR, ...stamp },
];
beforeEach(async () => {
  edge = await startEdge();
  await putCase(edge.stores.cases, { caseId: 'inc-1', journal });
  const customer = customerOf({ id: 'c-77', phone: '+12025550143' });
  await edge.stores.customers.upsert('acme', customer, noon);
  const whose = { tenant: 'acme', customerId: 'c-77', receivedAt: noon, reading: 'reply' } as const;
  const mail = { inputId: 'mail-1', kind: 'reply', channel: 'email', subject: 'Re: it', text: 'Still broken' } as const;
  await edge.stores.inputs.put({ ...whose, ...mail, attachments: 1 });
  await edge.stores.inputs.put({ ...whose, inputId: 'link-1', kind: 'call_me', channel: 'page' });
  await edge.stores.inputs.put({ ...whose, inputId: 'mail-2', kind: 'reply', channel: 'email', text: 'Of no fact' });
  const task = { tenant: 'acme', caseId: 'inc-1', raisedAt: noon } as const;
  await edge.stores.tasks.raise({ ...task, id: 'reply-inc-1-1', kind: 'answer_reply' });
  await edge.stores.tasks.raise({ ...task, id: 'call-inc-1-1', kind: 'call_back' });
});
afterEach(() => edge.app.close());

const get = (url: string, key: string = keys.agent) => edge.app.inject({ method: 'GET', url, headers: bearer(key) });

describe('a task that something which a customer wrote has made', () => {
  it.each(['reply-inc-1-1', 'call-inc-1-1'])('%s shows what they wrote in this case, and their number', async (id) => {
    const task = (await get(`/v1/tasks/${id}`)).json<TaskItem>();
    expect(task.wrote).toEqual([
      { at: noon, kind: 'call_me', channel: 'page' },
      { at: noon, kind: 'reply', channel: 'email', subject: 'Re: it', text: 'Still broken', attachments: 1 },
    ]);
    expect(task.customer?.addresses.map(({ address }) => address)).toContain('+12025550143');
  });

  it('names the time by which they were told that somebody calls, once they were told one', async () => {
    expect((await get('/v1/tasks/call-inc-1-1')).json<TaskItem>()).not.toHaveProperty('promisedAt');
    const slot = '1/callback_confirmation/1/email';
    const promise = { type: 'promise_made', slot, id: 'p1', about: 'call', dueAt: noon + 2 * HOUR } as const;
    await record(edge.stores.cases, 'inc-1', { ...promise, ...stamp });
    expect((await get('/v1/tasks/call-inc-1-1')).json<TaskItem>().promisedAt).toBe(noon + 2 * HOUR);
    expect((await get('/v1/tasks/reply-inc-1-1')).json<TaskItem>()).not.toHaveProperty('promisedAt');
  });

  it('shows their words to staff alone, and in no list', async () => {
    expect((await get('/v1/tasks/reply-inc-1-1', keys.backend)).statusCode).toBe(403);
    for (const url of ['/v1/tasks', '/v1/cases/inc-1']) expect((await get(url)).body).not.toContain('Still broken');
  });

  it('shows them no more once it is done', async () => {
    const end = { outcome: 'answered', actor: 's-104', note: 'wrote back', at: noon } as const;
    await edge.stores.tasks.done({ tenant: 'acme', taskId: 'reply-inc-1-1' }, end);
    expect((await get('/v1/tasks/reply-inc-1-1')).json<TaskItem>()).not.toHaveProperty('wrote');
  });
});
