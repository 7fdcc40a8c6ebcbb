import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ownSubject } from '../../../domain/contact/opt-outs.js';
import { marks } from '../../support/marks.js';
import { noon, type Edge } from '../support/server.js';
import { aCase, aSent, callBack, startDoors, statusOf } from './support/doors.js';

const ada = { tenant: 'acme', customerId: 'c-77' };
const own = ownSubject(ada, 'sms');
const phone = '+12025550143';
const addressHash = marks.hashAddress('sms', phone);

let edge: Edge;
beforeEach(async () => {
  edge = await startDoors();
  await aCase(edge);
  await edge.stores.customers.upsert('acme', { id: 'c-77', locale: 'en', phone }, noon - 60_000);
});
afterEach(() => edge.app.close());

const ownStops = async () => (await edge.stores.addresses.stops(own)).map(({ reason }) => reason);
const failed = async (ErrorCode: string, more: { addressHash?: string } = {}) => {
  const sent = await aSent(edge, { addressHash, ...more });
  await callBack(edge, sent.mark, statusOf('undelivered', { ErrorCode }));
  return sent;
};

describe('a customer who told their carrier STOP', () => {
  it('has said so for themselves: a corrected number is not texted either', async () => {
    const { mark } = await failed('21610');
    const words = [{ at: noon, source: 'provider', actor: 'system', ref: mark, said: 'opt_out' }];
    expect(await edge.stores.consents.history([own])).toEqual([{ subject: own, of: 'all', stops: true, words }]);
    await edge.stores.customers.correct(ada, { phone: '+12025550144' }, noon + 1);
    expect(await ownStops()).toEqual(['opted_out']);
  });

  it('has said so once, however often that is reported, and is free once they come back', async () => {
    const sent = await failed('21610');
    await edge.stores.consents.optIn(own, 'all', {
      at: noon + 1,
      source: 'sms_reply',
      actor: 'customer',
      wording: 'START',
    });
    edge.time.now += 2;
    await callBack(edge, sent.mark, statusOf('undelivered', { ErrorCode: '21610' }));
    expect(await ownStops()).toEqual([]);
  });
});

describe('a customer whose number failed', () => {
  it.each(['30003', '30006', '30008'])('for another reason, %s, has said nothing', async (code) => {
    await failed(code);
    expect(await ownStops()).toEqual([]);
  });

  it('as one that is no longer theirs has said nothing: it may have been somebody else', async () => {
    await edge.stores.customers.correct(ada, { phone: '+12025550144' }, noon - 1);
    await failed('21610');
    expect([await ownStops(), (await edge.stores.addresses.stops(addressHash)).length]).toEqual([[], 1]);
  });
});
