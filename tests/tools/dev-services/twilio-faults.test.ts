import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startTwilioStandIn, type TwilioStandIn } from '../../../tools/dev-services/index.js';
import type { TwilioFault } from '../../../tools/dev-services/twilio/create-message.js';
import { clientAt } from './twilio-loopback-client.js';

const sms = { to: '+12025550101', from: '+12025550100', body: 'We are looking into it. (k2m4xz)' };

let standIn: TwilioStandIn;
beforeEach(async () => {
  standIn = await startTwilioStandIn({ stepMs: 1 });
});
afterEach(() => standIn.stop());

const create = (changes: Partial<typeof sms> = {}) =>
  clientAt(standIn.baseUrl, standIn).messages.create({ ...sms, ...changes });
const copies = () => standIn.copiesByMark().get('k2m4xz') ?? 0;

describe('a fault of the next create-message call of the Twilio stand-in', () => {
  test.each<[TwilioFault, object, number]>([
    ['too_many_requests', { status: 429, code: 20429 }, 0],
    ['server_error', { status: 500 }, 0],
    ['reset', { code: 'ECONNRESET' }, 0],
    ['server_error_after_accept', { status: 500 }, 1],
    ['reset_after_accept', { code: 'ECONNRESET' }, 1],
  ])('%s meets one call, and the next is taken and answered', async (fault, error, taken) => {
    standIn.failNext(fault);
    await expect(create()).rejects.toMatchObject(error);
    expect(copies()).toBe(taken);
    await create();
    expect(copies()).toBe(taken + 1);
    await standIn.settled();
    expect(standIn.messages.every(({ status }) => status === 'delivered')).toBe(true);
  });

  test('refuses connections until it is told to take them again, on the same port', async () => {
    await standIn.refuseConnections(true);
    await expect(create()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await standIn.refuseConnections(false);
    await create();
    expect(copies()).toBe(1);
  });

  test('takes a message and never answers, until the caller gives up', async () => {
    standIn.failNext('hang_after_accept');
    const giveUp = new AbortController();
    const seen = fetch(`${standIn.baseUrl}/2010-04-01/Accounts/${standIn.accountSid}/Messages.json`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${standIn.accountSid}:${standIn.authToken}`)}` },
      body: new URLSearchParams({ To: sms.to, From: sms.from, Body: sms.body }),
      signal: giveUp.signal,
    }).then(
      () => 'answered',
      () => 'given up',
    );
    await vi.waitFor(() => expect(copies()).toBe(1));
    expect(await Promise.race([seen, pause(50, 'silence')])).toBe('silence');
    giveUp.abort();
    expect(await seen).toBe('given up');
    await create();
    expect(copies()).toBe(2);
  });

  test('takes a message and never answers, until the stand-in stops', async () => {
    standIn.failNext('hang_after_accept');
    const sending = expect(create()).rejects.toMatchObject({ code: 'ECONNRESET' });
    await vi.waitFor(() => expect(copies()).toBe(1));
    await standIn.stop();
    await sending;
  });

  test('takes a message at once and answers late', async () => {
    standIn.failNext({ answerAfterMs: 40 });
    await create();
    // Timers of the system may be a millisecond early.
    expect(Date.now() - (standIn.messages[0]?.createdAt ?? 0)).toBeGreaterThan(38);
    expect(copies()).toBe(1);
  });

  test('after the message was taken does not take it for a number that has opted out', async () => {
    standIn.optOut(sms.to);
    standIn.failNext('reset_after_accept');
    await expect(create()).rejects.toMatchObject({ code: 21610 });
    expect(copies()).toBe(0);
  });
});

describe('what is asked about each create-message call of the Twilio stand-in', () => {
  test('is asked once a call, with the request, where no fault is scripted and the request has the right form', async () => {
    const asked: string[] = [];
    standIn.failBy(({ to }) => {
      asked.push(to);
      return to === '+12025550102' ? 'server_error' : undefined;
    });
    standIn.failNext('too_many_requests');
    await expect(create({ to: 'nobody' })).rejects.toMatchObject({ code: 21211 });
    await expect(create({ to: '+12025550103' })).rejects.toMatchObject({ status: 429 });
    await expect(create({ to: '+12025550102' })).rejects.toMatchObject({ status: 500 });
    await create();
    expect(asked).toEqual(['+12025550102', sms.to]);
    expect(copies()).toBe(1);
  });

  test('is what was said last', async () => {
    standIn.failBy(() => 'server_error');
    standIn.failBy(() => undefined);
    await create();
    expect(copies()).toBe(1);
  });
});
