import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ownSubject } from '../../domain/contact/opt-outs.js';
import { marks } from '../support/marks.js';
import { putCase } from './support/builders.js';
import { bearer, keys, noon, startEdge, strangersKey, type Edge } from './support/server.js';

const ada = { tenant: 'acme', customerId: 'c-77' };
const phone = '+12025550143';
const phoneHash = marks.hashAddress('sms', phone);
const own = ownSubject(ada, 'sms');

let edge: Edge;
beforeEach(async () => {
  edge = await startEdge();
  await edge.stores.customers.upsert('acme', { id: 'c-77', locale: 'en', phone }, noon);
});
afterEach(() => edge.app.close());

type Body = Readonly<Record<string, unknown>>;
const post = (path: string, key: string) => (body: Body) =>
  edge.app.inject({ method: 'POST', url: `/v1/customers/c-77/${path}`, headers: bearer(key), payload: body });
const optOut = (body: Body, key: string = keys.agent) => post('opt-outs', key)(body);
const optIn = (body: Body, key: string = keys.agent) => post('opt-ins', key)(body);
const all = { channel: 'sms', class: 'all', wording: 'no more texts' };
const reasons = async (subject: string) => (await edge.stores.addresses.stops(subject)).map(({ reason }) => reason);
const told = () => edge.recoveries.told.map(({ type, ...more }) => ('scope' in more ? `${type} ${more.scope}` : type));

describe('an opt-out that somebody passes on', () => {
  it('is kept for the address and the customer with who said so, and the open case confirms it once', async () => {
    const caseId = await putCase(edge.stores.cases);
    const answer = await optOut(all);
    expect([answer.statusCode, answer.json()]).toEqual([
      ...[200, { customerId: 'c-77', channel: 'sms', class: 'all', caseId }],
    ]);
    expect([await reasons(phoneHash), await reasons(own)]).toEqual([['opted_out'], ['opted_out']]);
    expect((await edge.stores.consents.history([own]))[0]?.words).toEqual([
      { at: noon, source: 'agent', actor: 's-104', wording: 'no more texts', said: 'opt_out' },
    ]);
    expect(edge.recoveries.told).toMatchObject([
      { type: 'channel_stopped', scope: 'all', confirm: true, actor: 's-104' },
    ]);
  });

  it('by a backend is said by the API, unless it says by what', async () => {
    await optOut({ channel: 'sms', class: 'survey' }, keys.backend);
    await optOut({ channel: 'sms', class: 'survey', source: 'one_click' }, keys.backend);
    const [history] = await edge.stores.consents.history([own]);
    expect(history?.words.map(({ source, actor }) => [source, actor])).toEqual([
      ['api', 'shop'],
      ['one_click', 'shop'],
    ]);
  });

  it.each([
    ['survey', 'unsubscribed', ['channel_stopped survey']],
    ['marketing', 'no_marketing', []],
  ])('of class %s stops only that', async (of, reason, news) => {
    await putCase(edge.stores.cases);
    await optOut({ channel: 'sms', class: of });
    expect([await reasons(own), told()]).toEqual([[reason], news]);
  });

  it('is kept for a channel on which there is no address yet', async () => {
    expect((await optOut({ channel: 'email', class: 'all' })).statusCode).toBe(200);
    expect(await reasons(ownSubject(ada, 'email'))).toEqual(['opted_out']);
  });

  it.each([
    [{ channel: 'fax', class: 'all' }, 'channel'],
    [{ channel: 'sms', class: 'everything' }, 'class'],
    [{ ...all, wording: 'x'.repeat(501) }, 'wording'],
    [{ ...all, source: 'provider' }, 'source'],
    [{ ...all, at: 5 }, 'at'],
  ])('that cannot be read is refused by its field: %j', async (body, field) => {
    const answer = await optOut(body);
    expect([answer.statusCode, answer.json<{ errors: unknown }>().errors]).toMatchObject([422, [{ field }]]);
    expect(await reasons(own)).toEqual([]);
  });

  it('of somebody whom nobody has reported to this tenant is not found', async () => {
    expect((await optOut(all, strangersKey)).statusCode).toBe(404);
    expect(await reasons(phoneHash)).toEqual([]);
  });
});

describe('an opt-in that somebody passes on', () => {
  it('needs the words in which the customer said so', async () => {
    await optOut(all);
    expect((await optIn({ channel: 'sms', class: 'all' })).statusCode).toBe(422);
    expect((await optIn({ channel: 'sms', class: 'all', wording: '  ' })).statusCode).toBe(422);
    expect(await reasons(own)).toEqual(['opted_out']);
  });

  it('reverses what it names and a complaint, and nothing else; the case hears what stands', async () => {
    await putCase(edge.stores.cases);
    await optOut(all);
    await optOut({ channel: 'sms', class: 'survey' });
    for (const reason of ['complained', 'unreachable_number'] as const) {
      await edge.stores.addresses.stop(phoneHash, { reason, at: noon, source: 'sms' });
    }
    edge.recoveries.told.splice(0);
    await optIn({ channel: 'sms', class: 'all', wording: 'you may text me again' });
    expect(await reasons(phoneHash)).toEqual(['unreachable_number', 'unsubscribed']);
    expect(told()).toEqual(['channel_freed', 'channel_stopped survey']);
  });

  it('of surveys leaves the channel stopped for everything else', async () => {
    await putCase(edge.stores.cases);
    await optOut(all);
    await optOut({ channel: 'sms', class: 'survey' });
    edge.recoveries.told.splice(0);
    await optIn({ channel: 'sms', class: 'survey', wording: 'do ask me' });
    expect([await reasons(own), told()]).toEqual([['opted_out'], ['channel_freed', 'channel_stopped all']]);
  });

  it('frees nobody else who shares the phone from what they said themselves', async () => {
    const bea = { tenant: 'acme', customerId: 'c-78' };
    await edge.stores.customers.upsert('acme', { id: 'c-78', locale: 'en', phone }, noon);
    await edge.stores.consents.optOut(ownSubject(bea, 'sms'), 'all', { at: noon, source: 'agent', actor: 's-104' });
    await optOut(all);
    await optIn({ ...all, wording: 'again please' });
    expect([await reasons(phoneHash), await reasons(ownSubject(bea, 'sms'))]).toEqual([[], ['opted_out']]);
  });
});

describe('what a customer has said', () => {
  it('is shown to staff with its evidence, for the address and for themselves', async () => {
    await optOut(all);
    const url = '/v1/customers/c-77';
    const known = await edge.app.inject({ method: 'GET', url, headers: bearer(keys.agent) });
    const word = { at: noon, source: 'agent', actor: 's-104', wording: 'no more texts', said: 'opt_out' };
    const one = { channel: 'sms', class: 'all', stops: true, words: [word] };
    expect(known.json()).toMatchObject({
      consents: [
        { ...one, of: 'address' },
        { ...one, of: 'customer' },
      ],
      addresses: [{ channel: 'sms', stops: [{ reason: 'opted_out' }] }],
    });
    expect((await edge.app.inject({ method: 'GET', url, headers: bearer(keys.backend) })).statusCode).toBe(403);
  });
});
