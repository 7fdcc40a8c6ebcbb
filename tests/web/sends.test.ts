import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withMark } from '../../adapters/channels/sms/short-mark.js';
import { sendStates } from '../../domain/sends/send-row.js';
import type { ReceivedMessage } from '../../ports/received-messages.js';
import { marks } from '../support/marks.js';
import type { SendAnswer } from '../../web/api/send.js';
import { goOn, putCase } from './support/builders.js';
import { KEY, SETTLE, doubtAgain, putDoubt, sendUrl } from './support/sends.js';
import { bearer, keys, noon, startEdge, strangersKey, type Edge } from './support/server.js';

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
const close = () => goOn(edge.stores.cases, 'case-1', { stage: 'closed' });

const ARRIVED = { verdict: 'arrived', reason: 'She has it: she read it to me.' };

describe('the list of messages', () => {
  it('holds those in doubt unless another state is asked for, and none of another tenant', async () => {
    const item = { key: KEY, caseId: 'case-1', message: 'apology', channel: 'email', state: 'in_doubt' };
    expect((await get('/v1/sends')).json()).toEqual({
      items: [{ ...item, at: noon - 44_000, code: 'timed_out' }],
      next: null,
    });
    expect((await get('/v1/sends?state=accepted')).json()).toEqual({ items: [], next: null });
    expect((await get('/v1/sends', strangersKey)).json()).toEqual({ items: [], next: null });
  });

  it('comes in pages that hold each message once', async () => {
    await putDoubt(edge.stores, 'acme/case-1/1/follow_up/1/email');
    const first = (await get('/v1/sends?limit=1')).json<{ items: { key: string }[]; next: string }>();
    const second = (await get(`/v1/sends?limit=1&cursor=${first.next}`)).json<typeof first>();
    expect(new Set([...first.items, ...second.items].map(({ key }) => key)).size).toBe(2);
    expect(second.next).toBeNull();
  });

  it.each([
    ['state=limbo', 'state'],
    ['limit=0', 'limit'],
    ['cursor=forged', 'cursor'],
    ['tenant=other', 'tenant'],
  ])('is refused with "%s", which names %s', async (query, field) => {
    expect((await get(`/v1/sends?${query}`)).json()).toMatchObject({ status: 422, errors: [{ field }] });
  });
});

describe('a message', () => {
  it('shows what is known of it, its case, its task, and no address', async () => {
    const answer = await get(sendUrl());
    expect(answer.json()).toMatchObject({
      key: KEY,
      state: 'in_doubt',
      record: { generation: 1, claimedAt: noon - 60_000 },
      case: { customerId: 'c-77', stage: 'resolve' },
      task: { id: SETTLE, kind: 'settle_send', what: 'Find out whether the apology by email arrived.' },
    });
    expect(answer.body).not.toContain('addressHash');
  });

  it('in doubt says what happened, what is known, what to say to the customer, and how to settle it', async () => {
    const { words } = (await get(sendUrl())).json<{ words: Record<string, string> }>();
    expect(words['happened']).toBe(
      'The apology by email was being handed over at 2026-03-02 11:59 UTC, and no certain answer came back (timed_out).',
    );
    expect(words['known']).toMatch(/^It may have arrived or not\. .+Message-ID/);
    expect(words['ifTheCustomerRings']).toMatch(/^Ask whether they have it\./);
    expect(words['next']).toBe(
      `Look for it, then settle it: amends send settle ${KEY} --arrived --reason …, or --resend.`,
    );
    await close();
    expect((await get(sendUrl())).json<{ words: { next: string } }>().words.next).toContain(
      'somebody is asked to tell the customer',
    );
  });

  it('by SMS in doubt is looked for by the mark that ends its text', async () => {
    const key = 'acme/case-1/1/apology/1/sms';
    await putDoubt(edge.stores, key);
    const { words } = (await get(sendUrl(key))).json<{ words: { known: string } }>();
    expect(withMark('', marks.markOf(key, 'f00d'))).toMatch(/^ \([a-z2-7]{6}\)$/);
    expect(words.known).toContain(`its text ends with${withMark('', marks.markOf(key, 'f00d'))}.`);
  });

  it.each(sendStates)('that is %s has words for each question', async (state) => {
    const found = await row();
    edge.stores.sends.get = () => Promise.resolve(found && { ...found, state });
    const { words } = (await get(sendUrl())).json<{ words: Record<string, string> }>();
    for (const word of Object.values(words)) expect(word).toMatch(/^[A-Z].+\.$|^If .+…$/);
  });

  it.each([
    ['email', 'mailbox_refused', ' Ask for the address that is right.', 'amends customer contact c-77 --email …'],
    ['sms', 'unreachable_number', ' Ask for the number that is right.', 'amends customer contact c-77 --phone …'],
    ['email', 'refused_by_provider', '', 'the case takes another channel'],
    ['sms', 'opted_out', '', 'the case takes another channel'],
  ])('by %s that failed as %s asks for another address only where that may be to blame', async (...all) => {
    const [channel, code, asks, next] = all;
    const key = `acme/case-1/1/apology/1/${channel}`;
    await putDoubt(edge.stores, key);
    const found = await edge.stores.sends.get(key);
    edge.stores.sends.get = () => Promise.resolve(found && { ...found, state: 'failed', code });
    const { words } = (await get(sendUrl(key))).json<{ words: Record<string, string> }>();
    expect(words['ifTheCustomerRings']).toBe(`Tell them what it says.${asks}`);
    expect(words['next']).toContain(next);
  });

  it.each([
    ['closing', 'bad_address', 'Tell the customer by other means: amends task list --kind reach_customer.'],
    ['apology', 'bad_address', 'Nothing: its case is closed.'],
    ['apology', 'not_arrived', 'Tell the customer by other means: amends task list --kind reach_customer.'],
  ])('of a closed case, a %s that failed as %s, says who has to do what', async (message, code, next) => {
    const key = `acme/case-1/1/${message}/1/email`;
    await putDoubt(edge.stores, key);
    await close();
    const found = await edge.stores.sends.get(key);
    for (const state of ['failed', 'rejected'] as const) {
      edge.stores.sends.get = () => Promise.resolve(found && { ...found, state, code });
      expect((await get(sendUrl(key))).json()).toMatchObject({ words: { next } });
    }
  });

  it('in doubt says of a closed case only what can still be done', async () => {
    const wordsOf = async () => (await get(sendUrl())).json<{ words: Record<string, string> }>().words;
    expect(await wordsOf()).toMatchObject({
      known: expect.stringMatching(/ It is not sent again before somebody knows\. /) as string,
      ifTheCustomerRings: expect.stringMatching(/either way you know then how to settle it\.$/) as string,
    });
    await close();
    const words = await wordsOf();
    expect(words).toMatchObject({
      known: expect.stringMatching(/ It is not sent again, since its case is closed\. /) as string,
    });
    expect(words['next']).toContain('sends nothing more: somebody is asked to tell the customer');
  });

  it.each([
    ['closing', true, /^No receipt came by [^:]+:\d\d UTC\.$/, /^Tell the customer by other means/],
    ['apology', true, /^No receipt came by [^:]+:\d\d UTC\.$/, /^Nothing: its case is closed\.$/],
    ['apology', false, /: the case tells the customer elsewhere\.$/, /^Nothing\.$/],
  ])('without a receipt, a %s of a case that is closed (%s) is told by whom that is', async (...all) => {
    const [message, closed, known, next] = all;
    const key = `acme/case-1/1/${message}/1/email`;
    await putDoubt(edge.stores, key);
    if (closed) await close();
    const found = await edge.stores.sends.get(key);
    edge.stores.sends.get = () => Promise.resolve(found && { ...found, state: 'accepted', noReceiptAt: noon });
    const { words } = (await get(sendUrl(key))).json<{ words: Record<string, string> }>();
    expect(words['known']).toMatch(known);
    expect(words['next']).toMatch(next);
  });

  it('that was sent again keeps what was said of its earlier attempts, also of copies to another address', async () => {
    const why = { verdict: 'resend', reason: 'no trace of it' };
    await settle(why);
    expect((await get(sendUrl())).json()).toMatchObject({ attempts: [], task: { attempt: 1 } });
    await doubtAgain(edge.stores);
    await settle({ ...why, generation: 2 }, keys.lead);
    await doubtAgain(edge.stores, marks.markOf(KEY, 'beef'));
    const { attempts, task, words } = (await get(sendUrl())).json<SendAnswer>();
    const said = { outcome: 'resend', note: 'no trace of it', at: noon };
    expect(attempts).toMatchObject([
      { attempt: 1, done: { ...said, actor: 's-104' } },
      { attempt: 2, done: { ...said, actor: 's-105' } },
    ]);
    expect(task).toMatchObject({ attempt: 3 });
    expect(task).not.toHaveProperty('done');
    expect(words.ifTheCustomerRings).toMatch(/ They may hold several copies: attempts 1 and 2 were in doubt /);
  });

  it.each([
    ['delivered', / They may hold two copies: attempt 1 was in doubt before it was sent again\.$/],
    ['failed', / They may hold a copy all the same: attempt 1 was in doubt\.$/],
  ] as const)('that is %s at its second attempt says what became of the first', async (state, words) => {
    await settle({ verdict: 'resend', reason: 'no trace' });
    await doubtAgain(edge.stores);
    const found = await row();
    edge.stores.sends.get = () => Promise.resolve(found && { ...found, state });
    expect((await get(sendUrl())).json<SendAnswer>().words.ifTheCustomerRings).toMatch(words);
  });

  it('shows no attempts of other messages of its case', async () => {
    await settle({ verdict: 'resend', reason: 'no trace' });
    await doubtAgain(edge.stores);
    const key = 'acme/case-1/1/follow_up/1/email';
    await putDoubt(edge.stores, key);
    expect((await get(sendUrl(key))).json()).toMatchObject({ attempts: [], task: { send: key } });
  });

  it('shows what it says, and all else where that cannot be made again', async () => {
    const said = { slot: '', message: 'apology', channel: 'email', at: noon, inDoubt: true, locale: 'en' } as const;
    const shownBy = async (ofSlot: () => Promise<ReceivedMessage>) => {
      const received = { ofSlot, ofCase: () => Promise.resolve([]) };
      const door = await startEdge({ stores: edge.stores, received });
      const answer = await door.app.inject({ method: 'GET', url: sendUrl(), headers: bearer(keys.agent) });
      await door.app.close();
      return answer.json<{ key: string; text: unknown }>();
    };
    const shown = await shownBy(() => Promise.resolve({ ...said, subject: 'Sorry', text: 'We are sorry.' }));
    expect(shown.text).toEqual({ locale: 'en', subject: 'Sorry', text: 'We are sorry.' });
    expect(await shownBy(() => Promise.reject(new Error('no such programme')))).toMatchObject({ key: KEY, text: null });
  });

  it('with ids as long as they may be is found', async () => {
    const long = `acme/${'c'.repeat(128)}/12/resolved_at_once/12/email`;
    await putDoubt(edge.stores, long);
    expect((await get(sendUrl(long))).json()).toMatchObject({ key: long, case: null });
  });

  it('that was never sent, or is of another tenant, is not found; what is no key is refused', async () => {
    expect((await get(sendUrl('acme/case-1/1/apology/2/email'))).statusCode).toBe(404);
    expect((await get(sendUrl(), strangersKey)).statusCode).toBe(404);
    expect((await settle(ARRIVED, strangersKey)).statusCode).toBe(404);
    expect((await get('/v1/sends/no-key')).json()).toMatchObject({ errors: [{ field: 'key' }] });
    expect(await row()).toMatchObject({ state: 'in_doubt' });
  });
});
