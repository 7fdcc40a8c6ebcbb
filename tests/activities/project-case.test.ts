import { beforeEach, describe, expect, it } from 'vitest';
import type { CaseView } from '../../domain/case/case-view.js';
import { GENESIS } from '../../domain/case/chain.js';
import type { Task } from '../../domain/tasks/task.js';
import { openingEvent, T0 } from '../domain/support/builders.js';
import { opened } from '../domain/support/journey.js';
import { viewOf } from '../../domain/journey/view-of.js';
import { KEY } from '../domain/support/sends.js';
import { Desk } from './support/desk.js';

const REACH = { id: 'reach-inc-1-1', tenant: 'acme', caseId: 'inc-1', kind: 'reach_customer', raisedAt: T0 } as const;

let desk: Desk;
beforeEach(async () => {
  desk = new Desk();
  await desk.stores.cases.open({ tenant: 'acme', customerId: 'cust-1', caseId: 'inc-1', openedAt: T0 });
  await desk.stores.tasks.raise(REACH);
});

/** Brings the opening of the case into the read model, with this stage. */
function project(stage: CaseView['stage'], after = { seq: 0, chain: GENESIS }): Promise<'applied' | 'already' | 'gap'> {
  const j = opened();
  const view = { ...viewOf(j.state, j.next(), T0), stage };
  const input = { tenant: 'acme', customerId: 'cust-1', caseId: 'inc-1', after, events: [openingEvent()], view };
  return desk.activities.projectCase(input);
}

const task = (taskId: string = REACH.id): Promise<Task | undefined> =>
  desk.stores.tasks.get({ tenant: 'acme', taskId });

describe('the projection of a closed case', () => {
  it('ends what people were asked to do to reach its customer, in the name of the system', async () => {
    expect(await project('closed')).toBe('applied');
    expect((await task())?.done).toEqual({
      outcome: 'not_reached',
      actor: 'system',
      note: 'The case closed before that.',
      at: T0,
    });
  });

  it('does so when it is repeated after a crash in between', async () => {
    const { tasks } = desk.stores;
    const done = tasks.done.bind(tasks);
    tasks.done = () => Promise.reject(new Error('the store is gone'));
    await expect(project('closed')).rejects.toThrow('the store is gone');
    tasks.done = done;
    expect(await project('closed')).toBe('already');
    expect(await task()).toMatchObject({ done: { actor: 'system' } });
  });

  it('leaves the end that a person gave, tasks of other cases, and messages in doubt', async () => {
    const end = { outcome: 'reached', actor: 's-104', note: 'called', at: T0 } as const;
    await desk.stores.tasks.done({ tenant: 'acme', taskId: REACH.id }, end);
    await desk.stores.tasks.raise({ ...REACH, id: 'reach-inc-2-1', caseId: 'inc-2' });
    await desk.stores.tasks.raise({ ...REACH, id: 'settle-1', kind: 'settle_send', send: KEY });
    await project('closed');
    expect(await task()).toMatchObject({ done: end });
    for (const id of ['reach-inc-2-1', 'settle-1']) expect(await task(id)).not.toHaveProperty('done');
  });

  it('ends nothing where facts are missing before it', async () => {
    expect(await project('closed', { seq: 7, chain: 'of another journal' })).toBe('gap');
    expect(await task()).not.toHaveProperty('done');
  });
});

describe('the projection of an open case', () => {
  it('leaves its tasks open', async () => {
    await project('resolve');
    expect(await task()).not.toHaveProperty('done');
  });
});
