import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { marks } from '../support/marks.js';
import { goOn, putCase } from './support/builders.js';
import { REACH, putReach } from './support/sends.js';
import { bearer, keys, noon, startEdge, strangersKey, type Edge } from './support/server.js';

const ADA = {
  id: 'c-77',
  name: 'Ada Byron',
  locale: 'es',
  timeZone: 'Europe/Madrid',
  email: 'ada@customers.example',
  phone: '+12025550143',
};
const STOP = { reason: 'mailbox_refused', at: noon, source: 'email' } as const;
const known = {
  customerId: 'c-77',
  name: 'Ada Byron',
  locale: 'es',
  timeZone: 'Europe/Madrid',
  addresses: [
    { channel: 'email', address: 'ada@customers.example', stops: [STOP] },
    { channel: 'sms', address: '+12025550143', stops: [] },
  ],
};

let edge: Edge;
beforeEach(async () => {
  edge = await startEdge();
  await edge.stores.customers.upsert('acme', ADA, 0);
  await edge.stores.addresses.stop(marks.hashAddress('email', ADA.email), STOP);
});
afterEach(() => edge.app.close());

const get = (url: string, key: string = keys.agent) => edge.app.inject({ method: 'GET', url, headers: bearer(key) });
const ofCustomer = (id = 'c-77', key?: string) => get(`/v1/customers/${id}`, key);

describe('a customer', () => {
  it('is shown to staff by name, with each address, what stops it, and the open case', async () => {
    await putCase(edge.stores.cases, { caseId: 'case-1', customerId: 'c-77' });
    expect((await ofCustomer()).json()).toEqual({ ...known, caseId: 'case-1', consents: [] });
    await goOn(edge.stores.cases, 'case-1', { stage: 'closed' });
    expect((await ofCustomer()).json()).toMatchObject({ caseId: null, consents: [] });
  });

  it('of whom little is known is shown with that', async () => {
    await edge.stores.customers.upsert('acme', { id: 'c-78', locale: 'en' }, 0);
    expect((await ofCustomer('c-78')).json()).toEqual({
      customerId: 'c-78',
      locale: 'en',
      addresses: [],
      caseId: null,
      consents: [],
    });
  });

  it('is shown to no backend and no other tenant, and not found where nobody has reported them', async () => {
    const refused = await ofCustomer('c-77', keys.backend);
    expect([refused.statusCode, refused.body.includes('Ada')]).toEqual([403, false]);
    expect((await ofCustomer('c-77', strangersKey)).statusCode).toBe(404);
    expect((await ofCustomer('c-99')).json()).toMatchObject({
      status: 404,
      detail: 'Nobody has reported this customer.',
    });
  });
});

describe('a task to reach a customer', () => {
  beforeEach(async () => {
    await putCase(edge.stores.cases, { caseId: 'case-1', customerId: 'c-77' });
    await putReach(edge.stores);
  });

  it('names them, their addresses and the reference that they know, as long as it is open', async () => {
    expect((await get(`/v1/tasks/${REACH}`)).json()).toMatchObject({ customer: known, reference: 'ABCD2345' });
    await edge.stores.tasks.done(
      { tenant: 'acme', taskId: REACH },
      { outcome: 'reached', actor: 's-104', note: 'called', at: noon },
    );
    expect((await get(`/v1/tasks/${REACH}`)).body).not.toMatch(/Ada|customers\.example|ABCD2345/);
  });

  it('names nobody in the list of tasks, or to a backend', async () => {
    for (const answer of [await get('/v1/tasks'), await get(`/v1/tasks/${REACH}`, keys.backend)]) {
      expect(answer.body).not.toMatch(/Ada|customers\.example|12025550143|ABCD2345/);
    }
  });
});

describe('the log', () => {
  it('knows nothing of whom staff have looked at', async () => {
    await putCase(edge.stores.cases, { caseId: 'case-1', customerId: 'c-77' });
    await putReach(edge.stores);
    await ofCustomer();
    await get(`/v1/tasks/${REACH}`);
    expect(edge.logged.length).toBeGreaterThan(3);
    expect(edge.logged.join('')).not.toMatch(/Ada|customers\.example|12025550143|mailbox_refused/);
  });
});
