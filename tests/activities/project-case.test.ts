import { beforeEach, describe, expect, it } from 'vitest';
import type { CaseEvent } from '../../domain/case/case-events.js';
import { GENESIS } from '../../domain/case/chain.js';
import type { Task } from '../../domain/tasks/task.js';
import { openingEvent, T0 } from '../domain/support/builders.js';
import { opened } from '../domain/support/journey.js';
import { viewOf } from '../../domain/journey/view-of.js';
import { KEY } from '../domain/support/sends.js';
import { Desk } from './support/desk.js';

const REACH = { id: 'reach-inc-1-1', tenant: 'acme', caseId: 'inc-1', kind: 'reach_customer', raisedAt: T0 } as const;

const BEGIN = { seq: 0, chain: GENESIS };

let desk: Desk;
beforeEach(async () => {
  desk = new Desk();
  await desk.stores.cases.open({ tenant: 'acme', customerId: 'cust-1', caseId: 'inc-1', openedAt: T0 });
  await desk.stores.tasks.raise(REACH);
});

/** Brings the opening of the case and one more fact into the read model. */
function project(type: 'task_ended' | 'task_lapsed' | 'task_raised', after = BEGIN): Promise<unknown> {
  const j = opened();
  const last: CaseEvent = { type, task: REACH.id, at: T0, actor: 'system', rules: 3 };
  const events = [openingEvent(), last];
  const view = viewOf(j.state, j.next(), T0);
  return desk.activities.projectCase({ tenant: 'acme', customerId: 'cust-1', caseId: 'inc-1', after, events, view });
}

const task = (taskId: string = REACH.id): Promise<Task | undefined> =>
  desk.stores.tasks.get({ tenant: 'acme', taskId });

describe('the projection of a task that nobody has to do any more', () => {
  it.each([
    ['task_ended', 'not_needed', 'The customer has heard of it otherwise, or need not any more.'],
    ['task_lapsed', 'not_reached', 'It was not done in the time that a case waits for people.'],
  ] as const)('takes it from the list in the name of the system: %s as %s', async (type, outcome, note) => {
    expect(await project(type)).toBe('applied');
    expect((await task())?.done).toEqual({ outcome, actor: 'system', note, at: T0 });
  });

  it('does so when it is repeated after a crash in between', async () => {
    const { tasks } = desk.stores;
    const done = tasks.done.bind(tasks);
    tasks.done = () => Promise.reject(new Error('the store is gone'));
    await expect(project('task_ended')).rejects.toThrow('the store is gone');
    tasks.done = done;
    expect(await project('task_ended')).toBe('already');
    expect(await task()).toMatchObject({ done: { actor: 'system' } });
  });

  it('leaves the end that a person gave, other tasks, and messages in doubt', async () => {
    const end = { outcome: 'reached', actor: 's-104', note: 'called', at: T0 } as const;
    await desk.stores.tasks.done({ tenant: 'acme', taskId: REACH.id }, end);
    await desk.stores.tasks.raise({ ...REACH, id: 'reach-inc-1-2' });
    await desk.stores.tasks.raise({ ...REACH, id: 'settle-1', kind: 'settle_send', send: KEY });
    await project('task_ended');
    expect(await task()).toMatchObject({ done: end });
    for (const id of ['reach-inc-1-2', 'settle-1']) expect(await task(id)).not.toHaveProperty('done');
  });

  it('ends nothing where facts are missing before it', async () => {
    expect(await project('task_ended', { seq: 7, chain: 'of another journal' })).toBe('gap');
    expect(await task()).not.toHaveProperty('done');
  });
});

describe('the projection of a task that is on the list', () => {
  it('leaves it open', async () => {
    await project('task_raised');
    expect(await task()).not.toHaveProperty('done');
  });
});

describe('the projection of what a customer wrote', () => {
  const tell = (last: CaseEvent): Promise<unknown> => {
    const j = opened();
    const view = viewOf(j.state, j.next(), T0);
    const events = [openingEvent(), last];
    return desk.activities.projectCase({
      tenant: 'acme',
      customerId: 'cust-1',
      caseId: 'inc-1',
      after: BEGIN,
      events,
      view,
    });
  };
  const stamp = { at: T0, actor: 'customer', rules: 4 } as const;
  const unheard = async () => (await desk.stores.inputs.unheard(T0 + 1)).map(({ inputId }) => inputId);

  beforeEach(async () => {
    const input = { tenant: 'acme', inputId: 'mail-1', kind: 'reply', channel: 'email', receivedAt: T0 } as const;
    await desk.stores.inputs.put({ ...input, customerId: 'cust-1', reading: 'reply' });
  });

  it.each<CaseEvent>([
    { type: 'customer_replied', input: 'mail-1', reading: 'reply', ...stamp },
    { type: 'command_refused', command: 'not_settled', reason: 'not_told', input: 'mail-1', ...stamp },
  ])('notes that it was heard: $type', async (fact) => {
    expect(await unheard()).toEqual(['mail-1']);
    await tell(fact);
    expect(await unheard()).toEqual([]);
  });

  it('leaves it for another case to hear where this one is another, or over', async () => {
    await tell({ type: 'command_refused', command: 'customer_replied', reason: 'closed', input: 'mail-1', ...stamp });
    expect(await unheard()).toEqual(['mail-1']);
  });
});
