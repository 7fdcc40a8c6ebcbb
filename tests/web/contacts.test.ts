import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RequestMetrics } from '../../ports/metrics.js';
import { silentMetrics } from '../../adapters/metrics/index.js';
import { aRefusal, aReport } from '../domain/support/builders.js';
import { aProgramme } from '../support/a-programme.js';
import { bearer, keys, noon, Outage, startEdge, strangersKey, type Edge } from './support/server.js';

const DAY = 24 * 3_600_000;

let edge: Edge;
let counted: Parameters<RequestMetrics['contacted']>[0][];
beforeEach(async () => {
  counted = [];
  edge = await startEdge({ metrics: { ...silentMetrics, contacted: (one) => void counted.push(one) } });
});
afterEach(() => edge.app.close());

const sent = (id: string, more: object = {}) => {
  return { id, customerId: 'c-1', purpose: 'marketing', at: new Date(noon).toISOString(), ...more };
};
const post = (payload: object, key: string = keys.backend) =>
  edge.app.inject({ method: 'POST', url: '/v1/contacts', headers: bearer(key), payload });
const postAll = async (lines: readonly string[]): Promise<unknown[]> => {
  const headers = { ...bearer(keys.backend), 'content-type': 'application/x-ndjson' };
  const { body } = await edge.app.inject({
    ...{ method: 'POST', url: '/v1/contacts:batch', headers, payload: lines.join('\n') },
  });
  return body
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
};
const leaks = async (query = '', key: string = keys.agent) =>
  (await edge.app.inject({ method: 'GET', url: `/v1/contacts/leaks${query}`, headers: bearer(key) })).json<object>();
const ask = async (purpose: string) => {
  const payload = { customerId: 'c-1', purpose };
  const request = { method: 'POST', url: '/v1/contact-decisions', headers: bearer(keys.backend), payload } as const;
  return (await edge.app.inject(request)).json<object>();
};
const reported = () =>
  edge.stores.incidents.put(aReport({ reportedAt: noon, customer: { ...aReport().customer, id: 'c-1' } }));

describe('whoever reports what they have sent', () => {
  it('is told that it is kept, that it was before, and that another of its id is not', async () => {
    expect((await post(sent('m-1'))).json()).toEqual({ id: 'm-1', result: 'stored' });
    expect((await post(sent('m-1'))).json()).toEqual({ id: 'm-1', result: 'same' });
    const other = await post(sent('m-1', { customerId: 'c-2' }));
    expect([other.statusCode, other.json<object>()]).toMatchObject([
      422,
      { type: 'urn:amends:problem:contact_differs' },
    ]);
    expect(counted).toEqual([{ purpose: 'marketing' }]);
  });

  it('by the line is told in each place, also of what cannot be read or lies ahead', async () => {
    const ahead = sent('m-2', { at: new Date(noon + 6 * 60_000).toISOString() });
    const lines = [sent('m-1'), ahead, sent('m-1', { purpose: 'survey' }), sent('m-3')].map((one) =>
      JSON.stringify(one),
    );
    expect(await postAll(['{', ...lines])).toEqual([
      { line: 1, result: 'malformed', detail: 'This is not JSON.' },
      { id: 'm-1', result: 'stored' },
      { id: 'm-2', result: 'malformed', detail: 'at: This is more than five minutes ahead.' },
      { id: 'm-1', result: 'different' },
      { id: 'm-3', result: 'stored' },
    ]);
    expect((await post(ahead)).json()).toMatchObject({ status: 422, errors: [{ field: 'at' }] });
  });

  it('with a personal id, a purpose that there is not or no time is told which field', async () => {
    const fields = async (more: object) => (await post(sent('m-1', more))).json<{ errors: unknown[] }>().errors;
    expect(await fields({ customerId: 'ada@customers.example' })).toMatchObject([{ field: 'customerId' }]);
    expect(await fields({ purpose: 'news' })).toMatchObject([{ field: 'purpose' }]);
    expect(await fields({ at: noon })).toMatchObject([{ field: 'at' }]);
  });

  it('while the store is away is told to come again, and nothing is counted', async () => {
    edge.stores.contactLog.keep = () => Promise.reject(new Outage('away'));
    expect((await post(sent('m-1'))).statusCode).toBe(503);
    expect(counted).toEqual([]);
  });
});

describe('a promotion', () => {
  it('to a customer in a recovery at that time leaks, is counted and listed, and one from before is not', async () => {
    await reported();
    edge.time.now = noon + DAY;
    await post(sent('before', { at: new Date(noon - 1).toISOString(), decision: 'allow' }));
    await post(sent('leaked', { at: new Date(noon + 1).toISOString() }));
    const leak = { id: 'leaked', customerId: 'c-1', at: noon + 1, leak: 'suppressed', decision: null };
    expect(await leaks()).toEqual({ items: [leak], next: null });
    expect(counted).toEqual([{ purpose: 'marketing' }, { purpose: 'marketing', leak: 'suppressed' }]);
    expect(await leaks('', strangersKey)).toEqual({ items: [], next: null });
  });

  it('is judged by its own time, though the lease has ended since', async () => {
    await reported();
    const lease = { kind: 'ends', at: noon + DAY, because: 'cool_off' } as const;
    await edge.stores.incidents.refuse({ tenant: 'acme', incidentId: aReport().id }, aRefusal('too_old', lease));
    edge.time.now = noon + 9 * DAY;
    await post(sent('in-time', { at: new Date(noon + DAY).toISOString() }));
    await post(sent('too-soon', { at: new Date(noon + DAY - 1).toISOString() }));
    expect(await leaks()).toMatchObject({ items: [{ id: 'too-soon' }] });
  });

  it.each(['suppress', 'replace'])('after the answer %s leaks, whoever was right', async (decision) => {
    await post(sent('m-1', { decision }));
    expect(await leaks()).toMatchObject({ items: [{ id: 'm-1', leak: 'against_answer', decision }] });
  });

  it('leaks alone: a receipt, a survey or a word of the help desk does not', async () => {
    await reported();
    for (const purpose of ['service', 'survey', 'recovery'])
      await post(sent(purpose, { purpose, decision: 'suppress' }));
    expect(await leaks()).toEqual({ items: [], next: null });
    expect(counted).toHaveLength(3);
  });
});

describe('a programme with caps', () => {
  const caps = { survey: { most: 1, within: 30 * DAY }, marketing: { most: 2, within: 7 * DAY } };

  it('lets nobody ask who was asked by another sender in the last thirty days', async () => {
    await edge.stores.programmes.publish('acme', { ...aProgramme(), contact: caps }, noon);
    await post(sent('s-1', { purpose: 'survey' }));
    expect(await ask('survey')).toMatchObject({
      decision: 'suppress',
      reason: 'surveyed_lately',
      until: noon + 30 * DAY,
    });
    edge.time.now = noon + 30 * DAY;
    expect(await ask('survey')).toMatchObject({ decision: 'allow' });
  });

  it('lets nobody sell a third time in a week, and without caps everybody may', async () => {
    await post(sent('m-1'));
    await post(sent('m-2'));
    expect(await ask('marketing')).toMatchObject({ decision: 'allow' });
    await edge.stores.programmes.publish('acme', { ...aProgramme(), contact: caps }, noon);
    expect(await ask('marketing')).toMatchObject({
      decision: 'suppress',
      reason: 'contacted_often',
      until: noon + 7 * DAY,
    });
  });

  it('that cannot be read means suppress', async () => {
    edge.stores.programmes.current = () => Promise.reject(new Outage('away'));
    expect(await ask('marketing')).toMatchObject({ decision: 'suppress', reason: 'unreadable' });
  });
});
