import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { InputList } from '../../web/api/input.js';
import { takeText } from '../../web/take-text.js';
import { customerOf } from '../adapters/store/builders.js';
import { aClaim } from '../domain/support/sends.js';
import { putCase } from './support/builders.js';
import { bearer, keys, noon, startEdge, strangersKey, type Edge } from './support/server.js';

let edge: Edge;
beforeEach(async () => {
  edge = await startEdge();
  await putCase(edge.stores.cases, { caseId: 'case-1', customerId: 'c-77' });
  await edge.stores.customers.upsert('acme', customerOf({ id: 'c-77' }), noon);
  const mail = { tenant: 'acme', inputId: 'mail-1', kind: 'reply', channel: 'email', receivedAt: noon } as const;
  const said = { subject: 'Hello?', text: 'Where is it?', from: 'eve@customers.example', reading: 'reply' } as const;
  await edge.stores.inputs.put({ ...mail, ...said });
});
afterEach(() => edge.app.close());

const list = async (key: string = keys.agent) =>
  edge.app.inject({ method: 'GET', url: '/v1/inputs', headers: bearer(key) });
const dismissed = () =>
  edge.app.inject({ method: 'GET', url: '/v1/inputs?dismissed=true', headers: bearer(keys.agent) });
const dismiss = (
  reason: unknown = 'an advertisement',
  { id = 'mail-1', key = keys.agent }: { id?: string; key?: string } = {},
) => edge.app.inject({ method: 'POST', url: `/v1/inputs/${id}/dismiss`, headers: bearer(key), payload: { reason } });
const match = (customerId: string, id = 'mail-1') =>
  edge.app.inject({
    method: 'POST',
    url: `/v1/inputs/${id}/match`,
    headers: bearer(keys.agent),
    payload: { customerId },
  });

describe('a reply that matches nobody', () => {
  it('is shown to staff with its sender, to no backend and to no other tenant', async () => {
    const [item] = (await list()).json<InputList>().items;
    expect(item).toMatchObject({ id: 'mail-1', from: 'eve@customers.example', text: 'Where is it?', customerId: null });
    expect((await list(keys.backend)).statusCode).toBe(403);
  });

  it('is told to the case of the customer whose it is said to be, and is off the list; again changes nothing', async () => {
    const answer = await match('c-77');
    expect([answer.statusCode, answer.json()]).toMatchObject([200, { customerId: 'c-77', from: null }]);
    expect(edge.recoveries.told).toMatchObject([{ type: 'customer_replied', input: 'mail-1', caseId: 'case-1' }]);
    expect((await list()).json<InputList>().items).toEqual([]);
    expect((await match('c-77')).statusCode).toBe(200);
  });

  it('cannot be of somebody whom nobody has reported, of two, or one that is not there', async () => {
    expect((await match('c-99')).statusCode).toBe(422);
    expect((await match('c-77', 'mail-9')).statusCode).toBe(404);
    await match('c-77');
    await edge.stores.customers.upsert('acme', customerOf({ id: 'c-78' }), noon);
    expect((await match('c-78')).statusCode).toBe(409);
  });
});

describe('a reply that nobody has to see to', () => {
  it('is off the list once it was dismissed, and in that of the dismissed ones, with who, when and why', async () => {
    const word = { reason: 'an advertisement', actor: 's-104', at: noon };
    const answer = await dismiss();
    expect([answer.statusCode, answer.json()]).toMatchObject([200, { id: 'mail-1', dismissed: word }]);
    expect((await list()).json<InputList>().items).toEqual([]);
    expect((await dismissed()).json<InputList>().items).toMatchObject([{ id: 'mail-1', dismissed: word }]);
    expect(edge.recoveries.told).toEqual([]);
  });

  it('is dismissed once: a repeat changes nothing, and the first word stands', async () => {
    await dismiss();
    edge.time.now += 1_000;
    const again = await dismiss('another reason', { key: keys.lead });
    expect([again.statusCode, again.json()]).toMatchObject([200, { dismissed: { actor: 's-104', at: noon } }]);
  });

  it('is matched all the same where that was a mistake, and its case hears of it', async () => {
    await dismiss();
    expect((await match('c-77')).statusCode).toBe(200);
    expect(edge.recoveries.told).toMatchObject([{ type: 'customer_replied', input: 'mail-1' }]);
    expect((await dismissed()).json<InputList>().items).toEqual([]);
  });

  it('is none that is somebody’s, that a machine wrote, or that is not there', async () => {
    await match('c-77');
    expect((await dismiss()).statusCode).toBe(409);
    const machine = { tenant: 'acme', inputId: 'mail-2', kind: 'reply', channel: 'email', reading: 'reply' } as const;
    await edge.stores.inputs.put({ ...machine, receivedAt: noon, automatic: true, heardAt: noon });
    expect((await dismiss('x', { id: 'mail-2' })).statusCode).toBe(409);
    expect((await dismiss('x', { id: 'mail-9' })).statusCode).toBe(404);
  });

  it.each([[''], [' '], ['x'.repeat(201)], [undefined]])(
    'needs a reason of up to 200 characters: %j',
    async (reason) => {
      const payload = { ...(reason !== undefined && { reason }) };
      const url = '/v1/inputs/mail-1/dismiss';
      const answer = await edge.app.inject({ method: 'POST', url, headers: bearer(keys.agent), payload });
      expect(answer.statusCode).toBe(422);
      expect((await list()).json<InputList>().items).toHaveLength(1);
    },
  );

  it('is dismissed by staff of its tenant alone', async () => {
    expect((await dismiss('x', { key: keys.backend })).statusCode).toBe(403);
    expect((await dismiss('x', { key: strangersKey })).statusCode).toBe(404);
  });
});

describe('a text that came in', () => {
  const text = {
    channel: 'sms',
    from: '+12025550143',
    addressHash: 'hash-7',
    at: noon,
    providerId: 'SM7',
    customers: [],
  } as const;
  const take = (said: { body: string; wantsCall: boolean }) => takeText(edge.deps, { ...text, ...said }, console);

  it.each([
    [{ body: 'Still nothing', wantsCall: false }, 'customer_replied'],
    [{ body: 'CALL', wantsCall: true }, 'call_me'],
  ] as const)('is told to the case that last wrote to its number: %j', async (said, type) => {
    await edge.stores.sends.claim(aClaim({ key: 'acme/case-1/1/apology/1/sms', addressHash: 'hash-7' }));
    await take(said);
    expect(edge.recoveries.told).toMatchObject([{ type, input: 'sms-SM7', caseId: 'case-1', customerId: 'c-77' }]);
  });

  it('from a number that nobody wrote to waits for staff of the tenant of the first key', async () => {
    await take({ body: 'Who is this', wantsCall: false });
    const { items } = await edge.stores.inputs.unmatched('other', { limit: 9 });
    expect(items).toMatchObject([{ inputId: 'sms-SM7', from: '+12025550143', text: 'Who is this' }]);
    expect(edge.recoveries.told).toEqual([]);
  });
});
