import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RecoveryUnavailableError } from '../../client/index.js';
import { openingEvent, T0 } from '../domain/support/builders.js';
import { marks } from '../support/marks.js';
import { goOn, putCase, record } from './support/builders.js';
import { bearer, keys, noon, startEdge, strangersKey, type Edge } from './support/server.js';

const REF = { tenant: 'acme', customerId: 'c-77' };
const OLD = { id: 'c-77', locale: 'en', email: 'old@customers.example' };
const NEW = { email: 'right@customers.example' };

let edge: Edge;
beforeEach(async () => {
  edge = await startEdge();
  await edge.stores.customers.upsert('acme', OLD, T0);
});
afterEach(() => edge.app.close());

const put = (payload: object, key: string = keys.backend, id = 'c-77') =>
  edge.app.inject({ method: 'PUT', url: `/v1/customers/${id}/contact`, headers: bearer(key), payload });
const customer = async () => (await edge.stores.customers.get(REF))?.customer;
const openCase = () =>
  putCase(edge.stores.cases, { caseId: 'case-1', customerId: 'c-77', journal: [openingEvent({ caseId: 'case-1' })] });
const heard = (about: object) => ({ type: 'contact_corrected', ...REF, caseId: 'case-1', actor: 'shop', ...about });

describe('the contact of a customer', () => {
  it('is corrected, and the open case hears on which channels, never the address', async () => {
    await openCase();
    const answer = await put({ ...NEW, phone: '+12025550143' });
    const reachable = { reachableBy: ['email', 'sms'], changed: ['email', 'sms'], stopped: [] };
    expect(answer.json()).toEqual({ customerId: 'c-77', ...reachable, caseId: 'case-1' });
    expect(await customer()).toEqual({ ...OLD, ...NEW, phone: '+12025550143' });
    expect(edge.recoveries.told).toEqual([heard({ reachableBy: ['email', 'sms'], corrected: ['email', 'sms'] })]);
    expect(edge.logged.join('')).not.toContain('right@');
  });

  it('is removed by null, what is left out stays, and the case hears what is left', async () => {
    await openCase();
    await put({ phone: '+12025550143' });
    expect((await put({ email: null })).json()).toMatchObject({ reachableBy: ['sms'] });
    expect(await customer()).toEqual({ id: 'c-77', locale: 'en', phone: '+12025550143' });
    expect(edge.recoveries.told.at(-1)).toEqual(
      heard({ reachableBy: ['sms'], corrected: expect.arrayContaining(['email']) as unknown }),
    );
  });

  it('is corrected without a case, or after the last one has closed, and nobody is told', async () => {
    const reachable = { reachableBy: ['email'], changed: ['email'], stopped: [] };
    expect((await put(NEW)).json()).toEqual({ customerId: 'c-77', ...reachable, caseId: null });
    await openCase();
    await goOn(edge.stores.cases, 'case-1', { stage: 'closed' });
    await put({ phone: '+12025550143' });
    expect(edge.recoveries.told).toEqual([]);
  });

  it('that is right already changes nothing, and the case hears nothing', async () => {
    await openCase();
    expect((await put({ email: OLD.email })).json()).toMatchObject({ changed: [], stopped: [] });
    expect(edge.recoveries.told).toEqual([]);
  });

  it('to which nothing is sent is named as stopped, whether it is new or known', async () => {
    for (const email of [OLD.email, NEW.email]) {
      const stop = { reason: 'mailbox_refused', at: noon, source: 'email' } as const;
      await edge.stores.addresses.stop(marks.hashAddress('email', email), stop);
      const named = { stopped: [{ channel: 'email', reason: 'mailbox_refused' }] };
      expect((await put({ email }, keys.agent)).json()).toMatchObject(named);
      expect((await put({ email }, keys.backend)).json(), 'not for backends').toMatchObject({ stopped: [] });
    }
    expect((await put({ email: 'free@customers.example' }, keys.agent)).json()).toMatchObject({ stopped: [] });
  });

  it('of a case that opened after the correction is no news to that case', async () => {
    edge.time.now = T0 - 60_000;
    await put(NEW);
    await openCase();
    edge.time.now = noon;
    await put(NEW);
    expect(edge.recoveries.told).toEqual([]);
  });

  it('reaches the case by a repeat when the first try failed after it was stored, and never again once it was heard', async () => {
    await openCase();
    edge.recoveries.failure = new RecoveryUnavailableError('telling');
    expect((await put(NEW)).statusCode).toBe(503);
    expect(await customer()).toMatchObject(NEW);
    edge.recoveries.failure = undefined;
    expect((await put(NEW)).statusCode).toBe(200);
    const told = heard({ reachableBy: ['email'], corrected: ['email'] });
    expect(edge.recoveries.told).toEqual([told]);
    const fact = { type: 'contact_corrected', reachableBy: ['email'], corrected: ['email'] } as const;
    await record(edge.stores.cases, 'case-1', { ...fact, at: noon + 1, actor: 'shop', rules: 3 });
    await put(NEW);
    expect(edge.recoveries.told).toEqual([told]);
  });

  it('of somebody whom nobody reported to this tenant is not found', async () => {
    expect((await put(NEW, keys.backend, 'c-78')).statusCode).toBe(404);
    expect((await put(NEW, strangersKey)).statusCode).toBe(404);
    expect(await customer()).toEqual(OLD);
  });

  it.each([
    [{}, 'body'],
    [{ email: 'Ada <ada@customers.example>' }, 'email'],
    [{ email: '' }, 'email'],
    [{ phone: '202 555 0143' }, 'phone'],
    [{ ...NEW, name: 'Ada' }, 'name'],
    [{ email: { $ne: 1 } }, 'email'],
  ])('is refused as %j, which names %s, and stays', async (payload, field) => {
    expect((await put(payload)).json()).toMatchObject({ status: 422, errors: [{ field }] });
    expect(await customer()).toEqual(OLD);
  });
});
