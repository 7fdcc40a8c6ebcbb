import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stores } from '../../../adapters/store/stores.js';
import type { Task, TaskDone } from '../../../domain/tasks/task.js';
import type { TaskFilter } from '../../../ports/task-store.js';
import { hour, newTenant, noon } from './builders.js';
import { atOnce, counted, twins } from './twins.js';

const arrived: TaskDone = { outcome: 'arrived', actor: 's-104', note: 'She called.', at: noon + hour };

describe.each(twins)('the tasks in $name', ({ open }) => {
  let stores: Stores;
  beforeAll(async () => {
    stores = await open();
  });
  afterAll(() => stores.close());

  const aTask = (overrides: Partial<Task> = {}): Task => {
    const { tenant = newTenant() } = overrides;
    const send = `${tenant}/case-1/1/apology/1/email`;
    return { id: 'settle-1', tenant, caseId: 'case-1', kind: 'settle_send', send, raisedAt: noon, ...overrides };
  };
  const refOf = ({ tenant, id: taskId }: Task) => ({ tenant, taskId });

  it('a task that is raised fifty times at once is there once, as it was raised', async () => {
    const task = aTask({ dueAt: noon + hour });
    const answers = await atOnce(50, () => stores.tasks.raise(task));
    expect(counted(answers)).toEqual({ raised: 1, known: 49 });
    expect(await stores.tasks.get(refOf(task))).toStrictEqual(task);
    expect((await stores.tasks.list({ tenant: task.tenant }, { limit: 9 })).items).toStrictEqual([task]);
  });

  it('one that is done stays done, as it was, when it is raised again', async () => {
    const task = aTask();
    await stores.tasks.raise(task);
    expect(await stores.tasks.done(refOf(task), arrived)).toStrictEqual({ ...task, done: arrived });
    expect(await stores.tasks.raise({ ...task, raisedAt: noon + 1 })).toBe('known');
    expect(await stores.tasks.get(refOf(task))).toStrictEqual({ ...task, done: arrived });
  });

  it('the first of fifty ends counts, and each hears which it was', async () => {
    const task = aTask();
    await stores.tasks.raise(task);
    const ends = await atOnce(50, (index) => stores.tasks.done(refOf(task), { ...arrived, actor: `s-${index}` }));
    expect(new Set(ends.map((one) => one?.done?.actor)).size).toBe(1);
    expect(await stores.tasks.get(refOf(task))).toStrictEqual(ends[0]);
  });

  it('nobody can end or see a task that is not there, or is of another tenant', async () => {
    const task = aTask();
    await stores.tasks.raise(task);
    const other = { tenant: newTenant(), taskId: task.id };
    expect(await stores.tasks.get(other)).toBeUndefined();
    expect(await stores.tasks.done(other, arrived)).toBeUndefined();
    expect(await stores.tasks.get(refOf(task))).toStrictEqual(task);
  });

  it('are listed by state, kind and case, the oldest first', async () => {
    const tenant = newTenant();
    await stores.tasks.raise(aTask({ tenant, id: 'c', raisedAt: noon + 2 }));
    await stores.tasks.raise(aTask({ tenant, id: 'b', raisedAt: noon, caseId: 'case-2' }));
    await stores.tasks.raise(aTask({ tenant, id: 'a', raisedAt: noon, kind: 'reach_customer' }));
    await stores.tasks.raise(aTask({ tenant, id: 'd', raisedAt: noon - 1 }));
    await stores.tasks.raise(aTask({ id: 'z', raisedAt: noon - 2 }));
    await stores.tasks.done({ tenant, taskId: 'd' }, arrived);
    const ids = async (filter: Omit<TaskFilter, 'tenant'>) =>
      (await stores.tasks.list({ tenant, ...filter }, { limit: 9 })).items.map(({ id }) => id);
    expect(await ids({})).toEqual(['d', 'a', 'b', 'c']);
    expect(await ids({ open: true })).toEqual(['a', 'b', 'c']);
    expect(await ids({ open: false })).toEqual(['d']);
    expect(await ids({ kind: 'settle_send', open: true })).toEqual(['b', 'c']);
    expect(await ids({ caseId: 'case-2' })).toEqual(['b']);
  });

  it('that are open are shown by kind to a sweep, the oldest first, whose tenant they are of', async () => {
    const [one, other] = [newTenant(), newTenant()];
    await stores.tasks.raise(aTask({ tenant: one, id: 'b', raisedAt: noon + 2 }));
    await stores.tasks.raise(aTask({ tenant: other, id: 'a', raisedAt: noon + 1 }));
    await stores.tasks.raise(aTask({ tenant: one, id: 'c', raisedAt: noon, kind: 'reach_customer' }));
    await stores.tasks.raise(aTask({ tenant: one, id: 'd' }));
    await stores.tasks.done({ tenant: one, taskId: 'd' }, arrived);
    const shown = (await stores.tasks.openOf('settle_send')).filter(({ tenant }) => [one, other].includes(tenant));
    expect(shown.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(shown[0]).toStrictEqual(aTask({ tenant: other, id: 'a', raisedAt: noon + 1 }));
  });

  it('are listed page by page, none twice and none left out, and a cursor of others is refused', async () => {
    const tenant = newTenant();
    const names = ['e', 'd', 'c', 'b', 'a'];
    for (const id of names) await stores.tasks.raise(aTask({ tenant, id }));
    const first = await stores.tasks.list({ tenant }, { limit: 3 });
    const second = await stores.tasks.list({ tenant }, { limit: 3, cursor: first.next ?? '' });
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(second.next).toBeUndefined();
    await expect(stores.tasks.list({ tenant }, { limit: 3, cursor: 'forged' })).rejects.toMatchObject({
      name: 'BadCursor',
    });
  });
});
