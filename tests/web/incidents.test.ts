import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RecoveryUnavailableError } from '../../client/index.js';
import { aProgramme } from '../support/a-programme.js';
import { customerOf, reportOf } from './support/builders.js';
import { bearer, keys, noon, Outage, startEdge, strangersKey, type Edge } from './support/server.js';
import { aRefusal } from '../domain/support/builders.js';

let edge: Edge;
beforeEach(async () => {
  edge = await startEdge();
});
afterEach(() => edge.app.close());

const report = (payload: object, key: string = keys.backend) =>
  edge.app.inject({ method: 'POST', url: '/v1/incidents', headers: bearer(key), payload });
const read = (id: string, key: string = keys.backend) =>
  edge.app.inject({ method: 'GET', url: `/v1/incidents/${id}`, headers: bearer(key) });
const ref = { tenant: 'acme', incidentId: 'order-1041-late' };
const customer = (customerId: string) => edge.stores.customers.get({ tenant: 'acme', customerId });

describe('a report', () => {
  it('is stored, its customer kept, its recovery told, and answered with id, reference and address', async () => {
    const answer = await report(reportOf());
    expect(answer.statusCode).toBe(202);
    expect(answer.json()).toEqual({
      incidentId: 'order-1041-late',
      reference: '8FP0EDK6',
      url: 'https://care.example/v1/incidents/order-1041-late',
    });
    expect(await edge.stores.incidents.get(ref)).toMatchObject({
      incident: { tenant: 'acme', occurredAt: noon - 3_600_000, reportedAt: noon, confidence: 1 },
      state: { kind: 'waiting' },
    });
    expect(await edge.stores.customers.get({ tenant: 'acme', customerId: 'c-77' })).toMatchObject({
      customer: { email: 'ada@customers.example' },
    });
    expect(edge.recoveries.reported).toEqual([{ tenant: 'acme', customerId: 'c-77', incidentId: 'order-1041-late' }]);
  });

  it('that is repeated gets the same bytes, later and with its fields in another order too', async () => {
    const first = await report(reportOf());
    edge.time.now += 60_000;
    const reordered = Object.fromEntries(Object.entries(reportOf()).reverse());
    expect((await report(reordered)).rawPayload).toEqual(first.rawPayload);
    expect(await edge.stores.incidents.get(ref)).toMatchObject({ incident: { reportedAt: noon } });
  });

  it('that is repeated while it waits tells the recovery again, since the first try may have been lost', async () => {
    await report(reportOf());
    await report(reportOf());
    expect(edge.recoveries.reported).toHaveLength(2);
  });

  it('that is repeated after a case has taken it up, or refused it, starts nothing and gets the same bytes', async () => {
    const first = await report(reportOf());
    await edge.stores.incidents.takeUp(ref, 'order-1041-late');
    expect((await report(reportOf())).rawPayload).toEqual(first.rawPayload);
    await report(reportOf({ id: 'too-old' }));
    await edge.stores.incidents.refuse({ tenant: 'acme', incidentId: 'too-old' }, aRefusal('too_old'));
    await report(reportOf({ id: 'too-old' }));
    expect(edge.recoveries.reported.map(({ incidentId }) => incidentId)).toEqual(['order-1041-late', 'too-old']);
  });

  it('with a known id and other content is refused, and changes nothing', async () => {
    await report(reportOf());
    const answer = await report(reportOf({ category: 'billing', customer: customerOf({ id: 'c-78' }) }));
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({ type: 'urn:amends:problem:incident_differs', errors: [{ field: 'id' }] });
    expect(await edge.stores.customers.get({ tenant: 'acme', customerId: 'c-78' })).toBeUndefined();
    expect(edge.recoveries.reported).toHaveLength(1);
  });

  it('of another tenant under the same id is another incident with another reference', async () => {
    const ours = await report(reportOf());
    const theirs = await report(reportOf({ category: 'billing' }), strangersKey);
    expect(theirs.statusCode).toBe(202);
    expect(theirs.json<{ reference: string }>().reference).not.toBe(ours.json<{ reference: string }>().reference);
  });

  it('takes tenant and times from us and never from the body', async () => {
    for (const field of ['tenant', 'actor', 'reportedAt', 'reference']) {
      const answer = await report(reportOf({ [field]: 'other' }));
      expect(answer.json()).toMatchObject({ errors: [{ field, reason: 'This field is not known.' }] });
    }
  });

  it('is kept while Temporal is away: the caller is told to repeat, and the repeat tells the recovery', async () => {
    edge.recoveries.failure = new RecoveryUnavailableError('reporting an incident');
    const answer = await report(reportOf());
    expect(answer.statusCode).toBe(503);
    expect(answer.headers['retry-after']).toBe('2');
    expect(answer.json()).toMatchObject({ type: 'urn:amends:problem:unavailable' });
    expect(await edge.stores.incidents.get(ref)).toMatchObject({ state: { kind: 'waiting' } });
    edge.recoveries.failure = undefined;
    expect((await report(reportOf())).statusCode).toBe(202);
    expect(edge.recoveries.reported).toHaveLength(1);
  });

  it('whose customer could not be kept starts nothing, and the repeat keeps the customer and tells the recovery', async () => {
    const upsert = edge.stores.customers.upsert.bind(edge.stores.customers);
    edge.stores.customers.upsert = () => Promise.reject(new Outage());
    expect((await report(reportOf())).statusCode).toBe(503);
    expect(edge.recoveries.reported).toEqual([]);
    edge.stores.customers.upsert = upsert;
    expect((await report(reportOf())).statusCode).toBe(202);
    expect(await customer('c-77')).toMatchObject({ customer: { email: 'ada@customers.example' } });
    expect(edge.recoveries.reported).toHaveLength(1);
  });

  it('that races another one under its id, and loses, leaves no customer', async () => {
    const other = reportOf({ customer: customerOf({ id: 'c-78' }) });
    const answers = await Promise.all([report(reportOf()), report(other)]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([202, 422]);
    expect(await customer('c-77')).toBeDefined();
    expect(await customer('c-78')).toBeUndefined();
  });

  it('that is repeated after its case began does not bring back the address that a later report has changed', async () => {
    await report(reportOf());
    await edge.stores.incidents.takeUp(ref, 'order-1041-late');
    await report(reportOf({ id: 'order-1042-late', customer: customerOf({ email: 'new@customers.example' }) }));
    await report(reportOf());
    expect(await customer('c-77')).toMatchObject({ customer: { email: 'new@customers.example' } });
  });

  it('is answered 503, and nothing started, while the stores are away', async () => {
    edge.stores.incidents.put = () => Promise.reject(new Outage());
    expect((await report(reportOf())).statusCode).toBe(503);
    expect(edge.recoveries.reported).toEqual([]);
  });
});

describe('what became of an incident', () => {
  beforeEach(() => report(reportOf()));

  it('is waiting, with no case, until the recovery has taken it up', async () => {
    expect((await read('order-1041-late')).json()).toEqual({
      incidentId: 'order-1041-late',
      reference: '8FP0EDK6',
      url: 'https://care.example/v1/incidents/order-1041-late',
      customerId: 'c-77',
      reportedAt: noon,
      state: 'waiting',
      caseId: null,
      category: 'delivery',
      protocol: null,
      claimed: false,
      reason: null,
    });
  });

  it('names the protocol of the current programme that takes its category, claimed or by default', async () => {
    const programme = aProgramme();
    await edge.stores.programmes.publish('acme', programme, noon);
    expect((await read('order-1041-late')).json()).toMatchObject({ protocol: 'default', claimed: false });
    const claiming = { name: 'parcels', categories: ['delivery'] };
    const protocols = programme.protocols.flatMap((one) => [one, { ...one, ...claiming }]);
    await edge.stores.programmes.publish('acme', { ...programme, protocols }, noon + 1);
    expect((await read('order-1041-late')).json()).toMatchObject({ protocol: 'parcels', claimed: true });
  });

  it('is the case that took it up', async () => {
    await edge.stores.incidents.takeUp(ref, 'case-9');
    expect((await read('order-1041-late')).json()).toMatchObject({ state: 'in_case', caseId: 'case-9', reason: null });
  });

  it('is the reason for which it was refused', async () => {
    await edge.stores.incidents.refuse(ref, aRefusal('too_old'));
    expect((await read('order-1041-late')).json()).toMatchObject({ state: 'refused', caseId: null, reason: 'too_old' });
  });

  it('tells nothing of what the customer said or where they are reached', async () => {
    await report(reportOf({ id: 'private', story: 'It hurt.', customer: customerOf({ name: 'Ada Byron' }) }));
    expect((await read('private')).body).not.toMatch(/hurt|Ada|customers\.example|\+1202/);
  });

  it('cannot be found under an unknown id, nor by another tenant', async () => {
    expect((await read('nothing')).statusCode).toBe(404);
    expect((await read('order-1041-late', strangersKey)).statusCode).toBe(404);
  });
});

describe('the list of refusals', () => {
  const list = (query: string, key: string = keys.agent) =>
    edge.app.inject({ method: 'GET', url: `/v1/incidents?${query}`, headers: bearer(key) });

  it('names each refused incident of the tenant with its reason, and no other', async () => {
    await report(reportOf());
    expect((await list('state=refused')).json()).toEqual({ items: [], next: null });
    await edge.stores.incidents.refuse(ref, aRefusal('over_capacity'));
    expect((await list('state=refused')).json()).toEqual({
      items: [
        {
          incidentId: 'order-1041-late',
          customerId: 'c-77',
          category: 'delivery',
          reportedAt: noon,
          reason: 'over_capacity',
        },
      ],
      next: null,
    });
  });

  it.each([
    ['', 'state'],
    ['state=waiting', 'state'],
    ['state=refused&limit=0', 'limit'],
    ['state=refused&cursor=forged', 'cursor'],
  ])('is refused with "%s", which names %s', async (query, field) => {
    const answer = await list(query);
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({ errors: [{ field }] });
  });
});
