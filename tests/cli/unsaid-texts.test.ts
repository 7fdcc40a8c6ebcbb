import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TaskItem } from '../../web/api/task.js';
import { openingEvent } from '../domain/support/builders.js';
import { putCase } from '../web/support/builders.js';
import { noon } from '../web/support/server.js';
import { startDesk, type Desk } from './support/command.js';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
  const stamp = { at: noon, actor: 's-104', rules: 4 } as const;
  const journal = [
    openingEvent({ reachableBy: [] }),
    { type: 'text_written', text: 'r-1', ordinal: 1, round: 1, ...stamp },
    { type: 'task_requested', task: 'reach-inc-1-1', kind: 'reach_customer', dueAt: noon + 1, ...stamp },
  ] as const;
  await putCase(desk.stores.cases, { caseId: 'inc-1', journal });
  const words = { subject: 'Found', text: 'Your parcel was found.\nBo\u001b[31m' };
  await desk.stores.texts.put({
    tenant: 'acme',
    caseId: 'inc-1',
    requestId: 'r-1',
    actor: 's-104',
    at: noon,
    ...words,
  });
  const task = { tenant: 'acme', caseId: 'inc-1', raisedAt: noon } as const;
  await desk.stores.tasks.raise({ ...task, id: 'reach-inc-1-1', kind: 'reach_customer' });
  await desk.stores.tasks.raise({ ...task, id: 'call-inc-1-1', kind: 'call_back' });
});
afterAll(() => desk.close());

const show = (id: string, ...more: readonly string[]) => desk.amends(['task', 'show', id, ...more]);

describe('what a colleague wrote and no channel took', () => {
  it('stands in the task to reach its customer, each line behind a mark and without control characters', async () => {
    const { out } = await show('reach-inc-1-1');
    expect(out).toMatch(
      /Tell them what s-104 wrote at .*, which no channel took: Found\n {2}\| Your parcel was found\./,
    );
    expect(out).not.toContain('\u001b[31m');
    const { unsaid } = JSON.parse((await show('reach-inc-1-1', '--json')).out) as TaskItem;
    expect(unsaid).toMatchObject([{ at: noon, actor: 's-104', subject: 'Found' }]);
  });

  it('stands in no list, and in no other task', async () => {
    for (const words of [
      ['task', 'list'],
      ['task', 'list', '--json'],
      ['task', 'show', 'call-inc-1-1'],
    ]) {
      expect((await desk.amends(words)).out).not.toContain('parcel was found');
    }
  });

  it('stands there no more once the task is done', async () => {
    const task = { tenant: 'acme', caseId: 'inc-1', raisedAt: noon, kind: 'reach_customer' } as const;
    await desk.stores.tasks.raise({ ...task, id: 'reach-inc-1-0' });
    const end = { outcome: 'reached', actor: 's-104', note: 'called', at: noon } as const;
    await desk.stores.tasks.done({ tenant: 'acme', taskId: 'reach-inc-1-0' }, end);
    expect((await show('reach-inc-1-0')).out).not.toContain('parcel was found');
  });
});
