import { afterEach, describe, expect, it } from 'vitest';
import type { SourceAnswer } from '../../ports/context-sources.js';
import type { ServerDependencies } from '../../web/dependencies.js';
import { HOUR, T0, aProtocol, aReport, openingEvent } from '../domain/support/builders.js';
import { opened } from '../domain/support/journey.js';
import { aClaim, KEY } from '../domain/support/sends.js';
import { aProgramme } from '../support/a-programme.js';
import { marks } from '../support/marks.js';
import { putCase } from './support/builders.js';
import { putReach } from './support/sends.js';
import { bearer, keys, startEdge, strangersKey, type Edge } from './support/server.js';

const templates = {
  'en/layout/email': { text: '{{ body }}', html: '<p>{{ paragraphs | size }}</p>' },
  'en/acknowledgement/email': { subject: 'About {{ topic }}', text: 'By {{ promise_due }}.' },
};
const customer = {
  id: 'c-77',
  name: 'Ada Byron',
  locale: 'en',
  tier: 'vip',
  email: 'ada@customers.example',
  phone: '+12025550100',
} as const;

let edge: Edge;
afterEach(() => edge.app.close());

async function start(overrides: Partial<ServerDependencies> = {}): Promise<void> {
  edge = await startEdge(overrides);
  const { cases, customers, incidents, programmes, addresses, sends, inputs } = edge.stores;
  const programme = await programmes.publish('acme', { ...aProgramme(), templates }, T0);
  await incidents.put(aReport({ customer, subject: 'Order 7', story: 'It never came.' }));
  await customers.upsert('acme', customer, T0);
  const opening = { protocol: aProtocol({ programme }) };
  const heard = opened(opening).until(HOUR).does({ type: 'customer_replied', input: 'in-1', reading: 'reply' });
  const journal = [openingEvent(opening), ...heard.journal];
  const missed = { type: 'promise_missed', id: 'p1', at: T0 + HOUR, actor: 'system', rules: 4 } as const;
  await putCase(cases, { caseId: 'earlier', view: { number: 1, outcome: 'not_recovered', cause: 'courier_lost_it' } });
  await putCase(cases, { caseId: 'inc-1', journal: [...journal, missed], view: { number: 2 } });
  await putReach(edge.stores, { caseId: 'inc-1' });
  const input = { tenant: 'acme', inputId: 'in-1', kind: 'reply', channel: 'email', reading: 'reply' } as const;
  await inputs.put({ ...input, receivedAt: T0 + HOUR, customerId: 'c-77', caseId: 'inc-1', text: 'Where is it?' });
  await sends.claim(aClaim({ promiseDueAt: T0 + 24 * HOUR }));
  await sends.settle(KEY, 1, { state: 'accepted', providerId: 'p', at: T0, locale: 'en' });
  const stop = { reason: 'opted_out', at: T0, source: 'twilio' } as const;
  await addresses.stop(marks.hashAddress('sms', customer.phone), stop);
}

const get = (key: string, id = 'inc-1') =>
  edge.app.inject({ method: 'GET', url: `/v1/cases/${id}/context`, headers: bearer(key) });

const never = () => new Promise<never>(() => undefined);
const known: SourceAnswer<never> = { state: 'known', asOf: T0, value: [] };

describe('the context of a case', () => {
  it('holds the words of the customer, who they are, what went wrong last, and what they were promised', async () => {
    await start();
    expect((await get(keys.agent)).json()).toMatchObject({
      caseId: 'inc-1',
      customer: { state: 'known', value: { name: 'Ada Byron', tier: 'vip', reachableBy: ['email'] } },
      reports: { value: [{ id: 'inc-1', subject: 'Order 7', story: 'It never came.' }] },
      lastBreak: { value: { type: 'promise_missed', at: T0 + HOUR } },
      promises: { value: [{ about: 'news' }] },
      messages: { value: [{ subject: 'About Order 7' }] },
      inputs: { value: [{ kind: 'reply', text: 'Where is it?' }] },
      attempts: { value: [{ message: 'acknowledgement' }] },
      tasks: { value: [{ kind: 'reach_customer' }] },
    });
  });

  it('holds earlier cases with their end, and what the customer does not want', async () => {
    await start();
    const found = (await get(keys.agent)).json<{ consent: object }>();
    expect(found).toMatchObject({
      earlierCases: { value: [{ caseId: 'earlier', outcome: 'not_recovered', cause: 'courier_lost_it' }] },
      consent: {
        value: {
          channels: [
            { channel: 'email', closedBecause: [] },
            { channel: 'sms', closedBecause: ['opted_out'] },
          ],
          said: [{ channel: 'sms', class: 'all', stops: true }],
        },
      },
    });
  });

  it('names no channel as a way to the customer that is stopped, and one from which only surveys are kept', async () => {
    await start();
    const unsubscribed = { reason: 'unsubscribed', at: T0, source: 'unsubscribe_link' } as const;
    await edge.stores.addresses.stop(marks.hashAddress('email', customer.email), unsubscribed);
    expect((await get(keys.agent)).json()).toMatchObject({ customer: { value: { reachableBy: ['email'] } } });
    const refused = { reason: 'mailbox_refused', at: T0, source: 'email_events' } as const;
    await edge.stores.addresses.stop(marks.hashAddress('email', customer.email), refused);
    expect((await get(keys.agent)).json()).toMatchObject({ customer: { value: { reachableBy: [] } } });
  });

  it('holds no address and leaves none of it in the log', async () => {
    await start();
    const { body } = await get(keys.agent);
    for (const address of [customer.email, customer.phone]) expect(body).not.toContain(address);
    expect(edge.logged.join()).not.toMatch(/Ada Byron|It never came|Order 7/);
  });

  it('says of each part whose it is and of when', async () => {
    await start({
      context: { orders: () => Promise.resolve(known), crm: () => Promise.resolve(known), contacts: never },
    });
    const found = (await get(keys.agent)).json<Record<string, { source: string; asOf: number }>>();
    expect(found['reports']).toMatchObject({ source: 'amends', asOf: edge.time.now });
    expect(found['orders']).toEqual({ source: 'orders', state: 'known', asOf: T0, value: [] });
  });

  it('shows other systems as missing, with the reason: not asked, failing, or too slow', async () => {
    await start();
    const bare = (await get(keys.agent)).json<Record<string, object>>();
    for (const name of ['orders', 'crm', 'contacts'])
      expect(bare[name]).toMatchObject({ source: name, state: 'missing', reason: 'not_configured' });
    await edge.app.close();
    const failing = () => Promise.reject(new Error('a source that breaks its word'));
    await start({ context: { orders: () => Promise.resolve(known), crm: failing, contacts: never } });
    const answer = await get(keys.agent);
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toMatchObject({
      orders: { state: 'known' },
      crm: { state: 'missing', reason: 'timed_out' },
      contacts: { state: 'missing', reason: 'timed_out' },
    });
  });

  it('is not for backends, and not for another tenant', async () => {
    await start();
    expect((await get(keys.backend)).statusCode).toBe(403);
    expect((await get(strangersKey)).statusCode).toBe(404);
    expect((await get(keys.agent, 'nowhere')).statusCode).toBe(404);
  });
});
