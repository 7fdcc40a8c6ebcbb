import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CaseAnswer } from '../../web/api/case.js';
import type { ProblemDocument } from '../../web/api/problem.js';
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

const resolvedBy = (...causes: readonly string[]) =>
  Promise.all(
    causes.map((rootCause) => {
      const ids = { caseId: `case-${rootCause}`, customerId: `c-${rootCause}` };
      return putCase(edge.stores.cases, { ...ids, view: { rootCause } });
    }),
  );

describe('a root cause', () => {
  beforeEach(() => resolvedBy('courier_lost_it'));

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

  it('that stands fixed keeps its note: another one is refused, with who said so and what to do', async () => {
    await say(fixed);
    edge.time.now = noon + 1;
    const other = await say({ state: 'fixed', note: 'A new depot, too.' });
    expect([other.statusCode, other.json<ProblemDocument>().detail]).toEqual([
      409,
      'It is fixed since 2026-03-02 12:00 UTC already, as s-105 said with another note. Yours was not kept: say first that it is open (--reopen).',
    ]);
    expect((await get(path)).json()).toMatchObject({ note: 'Another courier.', fixedAt: noon });
    await say({ state: 'open', note: 'There is more to say.' });
    expect((await say({ state: 'fixed', note: 'A new depot, too.' })).json()).toMatchObject({ fixedAt: noon + 1 });
  });
});

describe('a name under which no case was resolved', () => {
  const refused = { state: 'fixed', note: 'Another courier.' };
  const detailOf = (answer: Awaited<ReturnType<typeof say>>) => answer.json<ProblemDocument>().detail;

  it('is refused, whoever shows or fixes it, with the names that come nearest', async () => {
    await resolvedBy('fee_charged_twice', 'courier_lost_them', 'courier_lost');
    for (const answer of [await get(path), await say(refused)]) {
      expect(answer.statusCode).toBe(404);
      expect(detailOf(answer)).toBe(
        'No case was resolved under this name. Known are courier_lost, courier_lost_them, fee_charged_twice.',
      );
    }
    expect(await edge.stores.causes.get({ tenant: 'acme', cause: 'courier_lost_it' })).toBeUndefined();
  });

  it('is refused where there is none at all', async () => {
    expect(detailOf(await say(refused))).toBe('No case was resolved under this name. None has a root cause yet.');
  });

  it('is known all the same where somebody has said of it how it stands', async () => {
    const record = { tenant: 'acme', cause: 'courier_lost_it', state: 'fixed', at: noon, actor: 's-105' } as const;
    await edge.stores.causes.say({ ...record, note: 'Before the case was resolved anew.' });
    expect((await get(path)).json()).toMatchObject({ state: 'fixed', fixedAt: noon });
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
