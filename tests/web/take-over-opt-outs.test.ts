import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ownSubject } from '../../domain/contact/opt-outs.js';
import type { ConsentWord } from '../../ports/consent-store.js';
import { marks } from '../support/marks.js';
import { customerOf, reportOf } from './support/builders.js';
import { bearer, keys, noon, startEdge, type Edge } from './support/server.js';

const phone = '+12025550143';
const hash = marks.hashAddress('sms', phone);
const own = ownSubject({ tenant: 'acme', customerId: 'c-77' }, 'sms');
const stop: ConsentWord = { at: noon - 9, source: 'sms_reply', actor: 'customer', wording: 'STOP', ref: 'SM1' };

let edge: Edge;
beforeEach(async () => {
  edge = await startEdge();
});
afterEach(() => edge.app.close());

const reported = (id = 'order-1', number = phone) =>
  edge.app.inject({
    method: 'POST',
    url: '/v1/incidents',
    headers: bearer(keys.backend),
    payload: reportOf({ id, customer: customerOf({ phone: number }) }),
  });
const bySms = async () => {
  const payload = { customerId: 'c-77', purpose: 'marketing', channel: 'sms' };
  const headers = bearer(keys.backend);
  const answer = await edge.app.inject({ method: 'POST', url: '/v1/contact-decisions', headers, payload });
  return answer.json<{ reason: string }>().reason;
};
const stops = async () => (await edge.stores.addresses.stops(own)).map(({ reason }) => reason);

describe('a customer who is first reported after their phone had texted STOP', () => {
  beforeEach(() => edge.stores.consents.optOut(hash, 'all', stop));

  it('counts as one who said so, with the same evidence: no other sender may text them either', async () => {
    expect(await bySms()).toBe('no_open_recovery');
    expect((await reported()).statusCode).toBe(202);
    expect(await bySms()).toBe('opted_out');
    const words = [{ ...stop, said: 'opt_out' }];
    expect(await edge.stores.consents.history([own])).toEqual([{ subject: own, of: 'all', stops: true, words }]);
  });

  it('has said so once, whatever is reported after it', async () => {
    for (const id of ['order-1', 'order-1', 'order-2']) await reported(id);
    expect((await edge.stores.consents.history([own]))[0]?.words).toHaveLength(1);
  });

  it('is free once they have come back themselves, though another one of that phone has not', async () => {
    await reported();
    await edge.stores.consents.optIn(own, 'all', { ...stop, at: noon, wording: 'START', ref: 'SM2' });
    await reported('order-2');
    expect(await stops()).toEqual([]);
  });
});

describe('a customer who is first reported', () => {
  it('with a phone that nobody stopped has said nothing, though another one is stopped', async () => {
    await edge.stores.consents.optOut(marks.hashAddress('sms', '+12025550144'), 'all', stop);
    await reported();
    expect([await stops(), await edge.stores.consents.history([own])]).toEqual([[], []]);
  });

  it('after their phone had come back has said nothing', async () => {
    await edge.stores.consents.optOut(hash, 'all', stop);
    await edge.stores.consents.optIn(hash, 'all', { ...stop, at: noon - 1, wording: 'START', ref: 'SM2' });
    await reported();
    expect(await stops()).toEqual([]);
  });

  it('with a phone that cannot be reached has said nothing', async () => {
    await edge.stores.addresses.stop(hash, { reason: 'unreachable_number', at: noon - 9, source: 'twilio' });
    await reported();
    expect(await stops()).toEqual([]);
  });

  it('after the provider had said that the phone is opted out counts as one who said so', async () => {
    await edge.stores.addresses.stop(hash, { reason: 'opted_out', at: noon - 9, source: 'twilio' });
    await reported();
    expect(await stops()).toEqual(['opted_out']);
  });
});
