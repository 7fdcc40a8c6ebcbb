import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseAnswer } from '../../web/api/case.js';
import { putCase } from './support/builders.js';
import { bearer, keys, noon, startEdge, type Edge } from './support/server.js';

let edge: Edge;
beforeEach(async () => {
  edge = await startEdge();
});
afterEach(() => edge.app.close());

const path = '/v1/causes/courier_lost_it';
const get = (url: string) => edge.app.inject({ method: 'GET', url, headers: bearer(keys.agent) });
const say = (body: object, key: string = keys.lead) =>
  edge.app.inject({ method: 'POST', url: path, headers: bearer(key), payload: body });
const fixed = { state: 'fixed', note: 'Another courier.' };

describe('a root cause', () => {
  it('is open until a lead says that it is fixed, and again once it comes back', async () => {
    const unknown = { cause: 'courier_lost_it', state: 'open', fixedAt: null, actor: null, note: null };
    expect((await get(path)).json()).toEqual(unknown);
    const answer = { ...unknown, state: 'fixed', fixedAt: noon, actor: 's-105', note: 'Another courier.' };
    expect((await say(fixed)).json()).toEqual(answer);
    edge.time.now = noon + 1;
    expect((await say(fixed)).json()).toEqual(answer);
    expect((await get(path)).json()).toEqual(answer);
    expect((await say({ state: 'open', note: 'It is back.' })).json()).toMatchObject({ state: 'open', fixedAt: null });
  });

  it('is fixed by no agent, under no name that cases cannot have, and not without a note', async () => {
    expect((await say(fixed, keys.agent)).statusCode).toBe(403);
    expect((await say({ state: 'fixed', note: '' })).statusCode).toBe(422);
    expect((await get('/v1/causes/Ada%20Byron')).statusCode).toBe(422);
    expect(await edge.stores.causes.get({ tenant: 'acme', cause: 'courier_lost_it' })).toBeUndefined();
  });
});

describe('what is settled of a case', () => {
  const incident = { id: 'inc-1', category: 'late_delivery', severity: 'high', reportedAt: noon } as const;
  const settlement = async () => (await get('/v1/cases/order-1041-late')).json<CaseAnswer>().settlement;

  it('is asked of the customer, of the team and of the cause, each for itself, also once it is closed', async () => {
    const incidents = [{ ...incident, resolvedAt: noon }];
    const acceptance = { settled: false, at: noon } as const;
    const view = { stage: 'closed', incidents, acceptance, rootCause: 'courier_lost_it' } as const;
    await putCase(edge.stores.cases, { view });
    expect(await settlement()).toMatchObject({ customer: 'not_settled', customerAt: noon, staff: 'resolved' });
    expect((await settlement()).cause).toMatchObject({ cause: 'courier_lost_it', state: 'open' });
    await say(fixed);
    expect((await settlement()).cause).toMatchObject({ state: 'fixed', fixedAt: noon });
  });

  it('is nothing while nobody has said anything', async () => {
    await putCase(edge.stores.cases, { view: { incidents: [incident, { ...incident, resolvedAt: noon }] } });
    expect(await settlement()).toEqual({ customer: 'none', customerAt: null, staff: 'partly_resolved', cause: null });
  });
});
