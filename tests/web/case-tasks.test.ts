import { afterEach, beforeEach, expect, describe, it } from 'vitest';
import { T0, HOUR, openingEvent } from '../domain/support/builders.js';
import { opened } from '../domain/support/journey.js';
import { putCase } from './support/builders.js';
import { REACH, SETTLE, putDoubt, putReach } from './support/sends.js';
import { bearer, keys, noon, startEdge, type Edge } from './support/server.js';

let edge: Edge;
beforeEach(async () => {
  edge = await startEdge();
});
afterEach(() => edge.app.close());

const read = async () =>
  (await edge.app.inject({ method: 'GET', url: '/v1/cases/case-1', headers: bearer(keys.agent) })).json<{
    tasks: { id: string }[];
    todo: object | null;
  }>();

describe('a case', () => {
  it('lists its open tasks, the oldest first, and none that is done or of another case', async () => {
    await putCase(edge.stores.cases, { caseId: 'case-1' });
    await putReach(edge.stores);
    await putDoubt(edge.stores);
    await putReach(edge.stores, { id: 'reach-case-2-1', caseId: 'case-2' });
    expect((await read()).tasks.map(({ id }) => id)).toEqual([SETTLE, REACH]);
    const end = { outcome: 'reached', actor: 's-104', note: 'called', at: noon } as const;
    await edge.stores.tasks.done({ tenant: 'acme', taskId: REACH }, end);
    expect((await read()).tasks).toMatchObject([{ id: SETTLE, kind: 'settle_send' }]);
  });

  it('whose customer no channel reaches asks a person to, until that is done', async () => {
    const asked = opened({ reachableBy: [] }).and({ type: 'rules_adopted', version: 3 }).step();
    const journal = [openingEvent({ reachableBy: [] }), ...asked.journal];
    await putCase(edge.stores.cases, { caseId: 'case-1', journal, view: { waitingFor: 'agent' } });
    expect((await read()).todo).toMatchObject({ act: 'reach', task: 'reach-inc-1-1', dueAt: T0 + 24 * HOUR });
    const done = asked.does({ type: 'task_done', task: 'reach-inc-1-1', outcome: 'reached' });
    await edge.app.close();
    edge = await startEdge();
    await putCase(edge.stores.cases, {
      caseId: 'case-1',
      journal: [openingEvent({ reachableBy: [] }), ...done.journal],
      view: { waitingFor: 'agent' },
    });
    expect((await read()).todo).toMatchObject({ act: 'take' });
  });
});
