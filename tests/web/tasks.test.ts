import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RecoveryUnavailableError } from '../../client/index.js';
import { referenceOf } from '../../web/reference.js';
import { aReport, openingEvent } from '../domain/support/builders.js';
import { goOn, putCase } from './support/builders.js';
import { KEY, REACH, SETTLE, putDoubt, putReach } from './support/sends.js';
import { bearer, keys, noon, startEdge, strangersKey, type Edge } from './support/server.js';

let edge: Edge;
beforeEach(async () => {
  edge = await startEdge();
  await putCase(edge.stores.cases, { caseId: 'case-1', customerId: 'c-77' });
  await putDoubt(edge.stores);
  await putReach(edge.stores);
});
afterEach(() => edge.app.close());

const get = (url: string, key: string = keys.agent) => edge.app.inject({ method: 'GET', url, headers: bearer(key) });
const done = (id: string, payload: object, key: string = keys.agent) =>
  edge.app.inject({ method: 'POST', url: `/v1/tasks/${id}/done`, headers: bearer(key), payload });
const stored = (taskId: string) => edge.stores.tasks.get({ tenant: 'acme', taskId });
const idsOf = async (query: string): Promise<string[]> =>
  (await get(`/v1/tasks?${query}`)).json<{ items: { id: string }[] }>().items.map(({ id }) => id);

const REACHED = { outcome: 'reached', note: 'Called the number on the parcel.' };
const heard = {
  ...{ type: 'task_done', tenant: 'acme', customerId: 'c-77', caseId: 'case-1', actor: 's-104' },
  ...{ task: REACH, outcome: 'reached' },
};

describe('the list of tasks', () => {
  beforeEach(async () => {
    await putReach(edge.stores, { id: 'reach-case-2-1', caseId: 'case-2', raisedAt: noon });
    await putReach(edge.stores, { id: 'reach-case-3-1', tenant: 'other' });
    const end = { outcome: 'not_reached', actor: 'system', note: 'closed', at: noon } as const;
    await edge.stores.tasks.done({ tenant: 'acme', taskId: 'reach-case-2-1' }, end);
  });

  it.each([
    ['', [SETTLE, REACH, 'reach-case-2-1']],
    ['open=true', [SETTLE, REACH]],
    ['open=false', ['reach-case-2-1']],
    ['kind=reach_customer', [REACH, 'reach-case-2-1']],
    ['kind=settle_send&open=false', []],
    ['caseId=case-2', ['reach-case-2-1']],
  ])('with "%s" holds those of this tenant that fit, the oldest first', async (query, ids) => {
    expect(await idsOf(query)).toEqual(ids);
  });

  it('comes in pages that hold each task once', async () => {
    const { next } = (await get('/v1/tasks?limit=2')).json<{ next: string }>();
    expect(await idsOf(`limit=2&cursor=${next}`)).toEqual(['reach-case-2-1']);
  });

  it.each([
    ['open=yes', 'open'],
    ['kind=chore', 'kind'],
    ['caseId=a@b', 'caseId'],
    ['cursor=forged', 'cursor'],
  ])('is refused with "%s", which names %s', async (query, field) => {
    expect((await get(`/v1/tasks?${query}`)).json()).toMatchObject({ status: 422, errors: [{ field }] });
  });
});

describe('a task', () => {
  it('says what is to be done, by when, about which message, and how it may end', async () => {
    expect((await get(`/v1/tasks/${REACH}`)).json()).toEqual({
      id: REACH,
      caseId: 'case-1',
      kind: 'reach_customer',
      raisedAt: noon - 1_000,
      dueAt: noon + 3_600_000,
      what: 'Tell the customer by other means what no message can: no channel reaches them.',
      outcomes: ['reached', 'not_reached'],
      customerId: 'c-77',
      reference: 'ABCD2345',
      owed: [],
    });
    expect((await get(`/v1/tasks/${SETTLE}`)).json()).toMatchObject({ send: KEY, outcomes: ['arrived', 'resend'] });
  });

  it('to reach a customer says what they have not heard, by the words that they know it by', async () => {
    const journal = [openingEvent({ caseId: 'case-2' })];
    await putCase(edge.stores.cases, { caseId: 'case-2', customerId: 'c-78', journal });
    await putReach(edge.stores, { id: 'reach-case-2-1', caseId: 'case-2' });
    const owed = (named: string) => [`that we have ${named} and are at work on it`];
    const customerId = 'c-78';
    const nameless = owed(`their report (reference ${referenceOf('acme', 'inc-1')})`);
    expect((await get('/v1/tasks/reach-case-2-1')).json()).toMatchObject({ customerId, owed: nameless });
    await edge.stores.incidents.put(aReport({ id: 'inc-1', reference: 'K2VY786S', subject: 'Order 1041' }));
    const named = owed('"Order 1041" (reference K2VY786S)');
    expect((await get('/v1/tasks/reach-case-2-1')).json()).toMatchObject({ customerId, owed: named });
    await done('reach-case-2-1', REACHED);
    expect((await get('/v1/tasks/reach-case-2-1')).json()).not.toHaveProperty('owed');
  });

  it('that nobody raised, or that is another tenant’s, is not found', async () => {
    expect((await get('/v1/tasks/nothing')).statusCode).toBe(404);
    expect((await get(`/v1/tasks/${REACH}`, strangersKey)).statusCode).toBe(404);
    expect((await done(REACH, REACHED, strangersKey)).statusCode).toBe(404);
    expect(await stored(REACH)).not.toHaveProperty('done');
  });

  it.each([
    [REACH, { outcome: 'arrived' }, 'outcome'],
    [SETTLE, { outcome: 'reached' }, 'outcome'],
    [REACH, { outcome: 'gone' }, 'outcome'],
    [REACH, { outcome: 'not_needed' }, 'outcome'],
    [REACH, { note: '' }, 'note'],
    [REACH, { actor: 's-001' }, 'actor'],
  ])('%s with %j is refused, which names %s, and stays open', async (id, change, field) => {
    expect((await done(id, { ...REACHED, ...change })).json()).toMatchObject({ status: 422, errors: [{ field }] });
    expect(await stored(id)).not.toHaveProperty('done');
    expect(edge.recoveries.told).toEqual([]);
  });
});

describe('a customer whom somebody had to reach', () => {
  it('and did: the task is done with actor, note and time, and the case hears the outcome, not the note', async () => {
    expect((await done(REACH, REACHED)).json()).toMatchObject({ id: REACH, done: { outcome: 'reached' } });
    expect((await stored(REACH))?.done).toEqual({ ...REACHED, actor: 's-104', at: noon });
    expect(edge.recoveries.told).toEqual([heard]);
  });

  it('and whose case is closed: the task is done, and nobody is told', async () => {
    await goOn(edge.stores.cases, 'case-1', { stage: 'closed' });
    expect((await done(REACH, REACHED)).statusCode).toBe(200);
    expect(edge.recoveries.told).toEqual([]);
  });

  it('and whose task has another end keeps its first end, which the case is told', async () => {
    await done(REACH, REACHED);
    const answer = await done(REACH, { outcome: 'not_reached', note: 'Nobody answered.' }, keys.lead);
    expect(answer.json()).toMatchObject({
      type: 'urn:amends:problem:settled',
      detail: 'The task is done: reached, by s-104 at 2026-03-02 12:00 UTC.',
    });
    expect(edge.recoveries.told).toEqual([heard, heard]);
  });

  it('and whose task ended by itself meanwhile is told to nobody: the case has said so', async () => {
    const end = { outcome: 'not_needed', actor: 'system', note: 'heard otherwise', at: noon } as const;
    await edge.stores.tasks.done({ tenant: 'acme', taskId: REACH }, end);
    expect((await done(REACH, REACHED)).json()).toMatchObject({
      status: 409,
      detail: 'The task is done: not_needed, by system at 2026-03-02 12:00 UTC. heard otherwise',
    });
    expect((await get(`/v1/tasks/${REACH}`)).json()).toMatchObject({ done: end, outcomes: ['reached', 'not_reached'] });
    expect(edge.recoveries.told).toEqual([]);
  });

  it('is told to the case by a repeat when the first try failed after the list was written', async () => {
    edge.recoveries.failure = new RecoveryUnavailableError('telling');
    expect((await done(REACH, REACHED)).statusCode).toBe(503);
    expect(await stored(REACH)).toMatchObject({ done: REACHED });
    edge.recoveries.failure = undefined;
    edge.time.now = noon + 60_000;
    expect((await done(REACH, REACHED)).statusCode).toBe(200);
    expect(edge.recoveries.told).toEqual([heard]);
  });

  it('is told to the case by whoever comes next, too, though they say it in other words', async () => {
    edge.recoveries.failure = new RecoveryUnavailableError('telling');
    await done(REACH, REACHED);
    edge.recoveries.failure = undefined;
    expect((await done(REACH, { outcome: 'not_reached', note: 'Busy.' }, keys.lead)).statusCode).toBe(409);
    expect(edge.recoveries.told).toEqual([heard]);
  });
});

describe('a task to settle a message', () => {
  it('that is done settles the message, as settling the message does the task', async () => {
    expect((await done(SETTLE, { outcome: 'resend', note: 'no trace' })).json()).toMatchObject({
      done: { outcome: 'resend', actor: 's-104', note: 'no trace' },
    });
    expect(await edge.stores.sends.get(KEY)).toMatchObject({ state: 'rejected', code: 'not_arrived' });
    expect(edge.recoveries.told).toMatchObject([{ type: 'send_settled', verdict: 'resend' }]);
  });

  it('that ends as not arrived once its case is closed asks somebody to tell the customer, since nothing sends it again', async () => {
    await goOn(edge.stores.cases, 'case-1', { stage: 'closed' });
    expect((await done(SETTLE, { outcome: 'resend', note: 'no trace' })).statusCode).toBe(200);
    expect(await stored(SETTLE)).toMatchObject({ done: { outcome: 'resend' } });
    const { items } = await edge.stores.tasks.list({ tenant: 'acme', kind: 'reach_customer' }, { limit: 10 });
    expect(items.filter(({ send }) => send === KEY)).toHaveLength(1);
  });
});
