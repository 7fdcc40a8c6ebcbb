import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RecoveryUnavailableError } from '../../client/index.js';
import { settleTaskId } from '../../domain/tasks/task.js';
import { aClaim } from '../domain/support/sends.js';
import { marks } from '../support/marks.js';
import { goOn, putCase } from './support/builders.js';
import { KEY, SETTLE, putDoubt, sendUrl } from './support/sends.js';
import { bearer, keys, noon, startEdge, type Edge } from './support/server.js';

let edge: Edge;
beforeEach(async () => {
  edge = await startEdge();
  await putCase(edge.stores.cases, { caseId: 'case-1', customerId: 'c-77' });
  await putDoubt(edge.stores);
});
afterEach(() => edge.app.close());

const get = (url: string, key: string = keys.agent) => edge.app.inject({ method: 'GET', url, headers: bearer(key) });
const settle = (payload: object, key: string = keys.agent, of = KEY) =>
  edge.app.inject({ method: 'POST', url: sendUrl(of, '/settlement'), headers: bearer(key), payload });
const row = () => edge.stores.sends.get(KEY);
const task = () => edge.stores.tasks.get({ tenant: 'acme', taskId: SETTLE });
const toReach = async () =>
  (await edge.stores.tasks.list({ tenant: 'acme', kind: 'reach_customer' }, { limit: 10 })).items;
const close = () => goOn(edge.stores.cases, 'case-1', { stage: 'closed' });

const ARRIVED = { verdict: 'arrived', reason: 'She has it: she read it to me.' };
const RESEND = { verdict: 'resend', reason: 'The log of the relay has no such mail.' };
const heard = (verdict: string) => ({
  ...{ type: 'send_settled', tenant: 'acme', customerId: 'c-77', caseId: 'case-1', actor: 's-104' },
  ...{ slot: '1/apology/1/email', verdict },
});

describe('a message in doubt that is settled by hand', () => {
  it('as arrived is accepted, with actor, reason and time; its task is done; its case hears the verdict, not the reason', async () => {
    const answer = await settle(ARRIVED);
    expect(answer.json()).toMatchObject({ state: 'accepted', record: { settledByHand: { actor: 's-104' } } });
    expect(await row()).toMatchObject({ state: 'accepted', settledByHand: { ...ARRIVED, actor: 's-104', at: noon } });
    expect((await task())?.done).toEqual({ outcome: 'arrived', actor: 's-104', note: ARRIVED.reason, at: noon });
    expect(edge.recoveries.told).toEqual([heard('arrived')]);
  });

  it('that its sender left without a word is not settled before the provider was asked', async () => {
    const left = aClaim({
      key: 'acme/case-1/1/resolution/1/email',
      claimedAt: noon - 60_000,
      deadlineAt: noon - 45_000,
    });
    await edge.stores.sends.claim(left);
    const answer = await settle(ARRIVED, keys.agent, left.key);
    expect(answer.json()).toMatchObject({ type: 'urn:amends:problem:not_now', status: 409 });
    expect(answer.json<{ detail: string }>().detail).toContain('the provider is asked first');
    expect(await edge.stores.sends.get(left.key)).toMatchObject({ state: 'claimed' });
  });

  it('to be sent again is free to be claimed, and its case hears so', async () => {
    expect((await settle(RESEND)).json()).toMatchObject({ state: 'rejected', code: 'not_arrived' });
    expect(edge.recoveries.told).toEqual([heard('resend')]);
  });

  it('a second time by another word is refused, and is told what was settled by whom', async () => {
    await settle(ARRIVED);
    const answer = await settle(RESEND, keys.lead);
    expect(answer.statusCode).toBe(409);
    expect(answer.json()).toMatchObject({
      type: 'urn:amends:problem:settled',
      detail:
        'The message is accepted since 2026-03-02 12:00 UTC. s-104 settled it as arrived at 2026-03-02 12:00 UTC.',
    });
    expect(await row()).toMatchObject({ state: 'accepted', settledByHand: ARRIVED });
    expect(edge.recoveries.told, 'the case hears it once').toEqual([heard('arrived')]);
  });

  it('after a provider has told what became of it is refused with that, and nobody is asked any more', async () => {
    const { mark = '' } = (await row()) ?? {};
    await edge.stores.sends.report(mark, { kind: 'delivered', providerId: 'p', at: noon - 1 });
    const answer = await settle(RESEND);
    expect(answer.json()).toMatchObject({
      status: 409,
      detail: 'The message is delivered since 2026-03-02 11:59 UTC.',
    });
    expect(await task()).toMatchObject({ done: { outcome: 'arrived', actor: 'system' } });
    expect(edge.recoveries.told).toEqual([]);
  });

  it('as arrived in a closed case is written down, and nobody is told', async () => {
    await close();
    expect((await settle(ARRIVED)).statusCode).toBe(200);
    expect(await task()).toMatchObject({ done: { outcome: 'arrived' } });
    expect(edge.recoveries.told).toEqual([]);
  });

  it('as arrived whose run has ended meanwhile is settled all the same', async () => {
    edge.recoveries.running = false;
    expect((await settle(ARRIVED)).statusCode).toBe(200);
  });

  it('as one that did not arrive in a closed case becomes a task to tell the customer: nothing sends it again', async () => {
    await close();
    const { state, words } = (await settle(RESEND)).json<{ state: string; words: { next: string } }>();
    expect(state).toBe('rejected');
    expect(words.next).toContain('amends task list --kind reach_customer');
    expect(await toReach()).toMatchObject([{ caseId: 'case-1', send: KEY }]);
    expect(await task()).toMatchObject({ done: { outcome: 'resend' } });
    expect(edge.recoveries.told).toEqual([]);
  });

  it('as one that did not arrive whose run has ended meanwhile becomes such a task too', async () => {
    edge.recoveries.running = false;
    expect((await settle(RESEND)).statusCode).toBe(200);
    expect(await toReach()).toHaveLength(1);
  });

  it('while its case is open, or as arrived in a closed one, is no task to tell the customer', async () => {
    await settle(RESEND);
    expect(await toReach()).toEqual([]);
    await putDoubt(edge.stores, 'acme/case-1/1/follow_up/1/email');
    await close();
    await settle(ARRIVED, keys.agent, 'acme/case-1/1/follow_up/1/email');
    expect(await toReach()).toEqual([]);
  });

  it.each([
    [{ verdict: 'perhaps' }, 'verdict'],
    [{ reason: '' }, 'reason'],
    [{ reason: ' \u00a0\n' }, 'reason'],
    [{ reason: 'x'.repeat(2_001) }, 'reason'],
    [{ actor: 's-001' }, 'actor'],
    [{ generation: 0 }, 'generation'],
  ])('with %j is refused, which names %s', async (change, field) => {
    expect((await settle({ ...ARRIVED, ...change })).json()).toMatchObject({ status: 422, errors: [{ field }] });
    expect(await row()).toMatchObject({ state: 'in_doubt' });
  });
});

describe('a settlement that a crash cuts short', () => {
  it('after the case has heard is completed by its repeat: the task is done', async () => {
    const { tasks } = edge.stores;
    const done = tasks.done.bind(tasks);
    tasks.done = () => Promise.reject(new Error('the process is gone'));
    expect((await settle(RESEND)).statusCode).toBe(500);
    expect(await task()).not.toHaveProperty('done');
    expect(edge.recoveries.told).toEqual([heard('resend')]);
    tasks.done = done;
    edge.time.now = noon + 60_000;
    expect((await settle(RESEND)).statusCode).toBe(200);
    expect(await task()).toMatchObject({ done: { outcome: 'resend' } });
    expect(await row()).toMatchObject({ settledByHand: { at: noon } });
  });

  it('after the case has heard and has sent it again is completed by its repeat: the task keeps who said so, and why', async () => {
    const { tasks } = edge.stores;
    const done = tasks.done.bind(tasks);
    tasks.done = () => Promise.reject(new Error('the process is gone'));
    await settle(RESEND);
    tasks.done = done;
    await edge.stores.sends.claim(aClaim({ key: KEY, request: 2, claimedAt: noon, deadlineAt: noon + 9 }));
    expect((await settle(ARRIVED, keys.lead)).statusCode, 'another word').toBe(409);
    expect((await settle(RESEND)).statusCode).toBe(200);
    expect(await task()).toMatchObject({ done: { outcome: 'resend', actor: 's-104', note: RESEND.reason } });
    expect(edge.recoveries.told).toEqual([heard('resend')]);
  });

  it('after the ledger leaves the task open, by which the sweep knows, and its repeat tells the case', async () => {
    edge.recoveries.failure = new RecoveryUnavailableError('telling');
    expect((await settle(ARRIVED)).statusCode).toBe(503);
    expect(await row()).toMatchObject({ state: 'accepted' });
    expect(await task()).not.toHaveProperty('done');
    edge.recoveries.failure = undefined;
    expect((await settle(ARRIVED)).statusCode).toBe(200);
    expect(edge.recoveries.told).toEqual([heard('arrived')]);
    expect(await task()).toMatchObject({ done: { outcome: 'arrived' } });
  });

  it('is completed by whoever comes next, though they say something else', async () => {
    edge.recoveries.failure = new RecoveryUnavailableError('telling');
    await settle(RESEND);
    edge.recoveries.failure = undefined;
    expect((await settle(ARRIVED, keys.lead)).statusCode).toBe(409);
    expect(edge.recoveries.told).toEqual([heard('resend')]);
  });

  it.each(['f00d', 'beef'])(
    'after it went out again, to f00d first and now to %s, is heard no more',
    async (addressHash) => {
      await settle(RESEND);
      await edge.stores.sends.claim(
        aClaim({ key: KEY, request: 2, claimedAt: noon, deadlineAt: noon + 9, addressHash }),
      );
      const again = await settle(RESEND);
      expect(again.json()).toMatchObject({ state: 'claimed' });
      expect(again.body).not.toContain('addressHash');
      expect((await settle(ARRIVED)).statusCode).toBe(409);
      expect(edge.recoveries.told).toHaveLength(1);
    },
  );
});

describe('a message whose second copy is in doubt too', () => {
  const SECOND = settleTaskId({ mark: marks.markOf(KEY, 'f00d'), generation: 2 });
  const second = () => edge.stores.tasks.get({ tenant: 'acme', taskId: SECOND });
  beforeEach(async () => {
    await settle(RESEND);
    const { sends, tasks } = edge.stores;
    await sends.claim(aClaim({ key: KEY, request: 2, claimedAt: noon, deadlineAt: noon + 1 }));
    await sends.settle(KEY, 2, { state: 'in_doubt', code: 'timed_out', at: noon });
    await tasks.raise({ id: SECOND, tenant: 'acme', caseId: 'case-1', kind: 'settle_send', send: KEY, raisedAt: noon });
  });

  it('is settled anew, with a task of its own, by a word that names it', async () => {
    const arrived = { id: SECOND, attempt: 2, done: { outcome: 'arrived' } };
    expect((await settle({ ...ARRIVED, generation: 2 })).json()).toMatchObject({ state: 'accepted', task: arrived });
    expect(edge.recoveries.told).toEqual([heard('resend'), heard('arrived')]);
  });

  it.each([
    ['the same word as before', RESEND],
    ['another word', ARRIVED],
    ['a word that names the first', { ...RESEND, generation: 1 }],
    ['a word that names one that never was', { ...ARRIVED, generation: 3 }],
  ])('stays in doubt for %s, which is told to look again', async (_what, word) => {
    const answer = await settle(word, keys.lead);
    expect(answer.json()).toMatchObject({
      type: 'urn:amends:problem:other_attempt',
      status: 409,
      detail: 'The message is in doubt since 2026-03-02 12:00 UTC by its attempt 2: look again, and name that one.',
    });
    expect(await row()).toMatchObject({ state: 'in_doubt', generation: 2 });
    expect(await second()).not.toHaveProperty('done');
    expect(edge.recoveries.told).toHaveLength(1);
  });

  it('says which attempt a word has to name', async () => {
    const { words } = (await get(sendUrl())).json<{ words: { next: string } }>();
    expect(words.next).toContain(`amends send settle ${KEY} --attempt 2 --arrived --reason …, or --resend.`);
  });

  it('is settled by its own task, and not by that of the first', async () => {
    const done = (id: string) =>
      edge.app.inject({
        method: 'POST',
        url: `/v1/tasks/${id}/done`,
        headers: bearer(keys.agent),
        payload: { outcome: 'resend', note: 'No trace.' },
      });
    expect((await done(SETTLE)).statusCode).toBe(409);
    expect(await row()).toMatchObject({ state: 'in_doubt' });
    expect((await done(SECOND)).json()).toMatchObject({ done: { outcome: 'resend' } });
    expect(await row()).toMatchObject({ state: 'rejected', generation: 2 });
  });

  it('and of which a provider has told since is not done by the word about the first', async () => {
    const { mark = '' } = (await row()) ?? {};
    await edge.stores.sends.report(mark, { kind: 'delivered', providerId: 'p', at: noon + 2 });
    expect((await settle({ ...ARRIVED, generation: 2 })).statusCode).toBe(409);
    expect(await second()).toMatchObject({ done: { outcome: 'arrived', actor: 'system' } });
  });

  it('and settled since answers a late word about the first with what stands', async () => {
    await settle({ ...ARRIVED, generation: 2 });
    expect((await settle({ ...RESEND, reason: 'late' })).statusCode).toBe(409);
    expect(await row()).toMatchObject({ state: 'accepted', settledByHand: ARRIVED });
  });
});
