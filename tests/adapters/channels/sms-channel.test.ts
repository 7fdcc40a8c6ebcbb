import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { createSmsChannel, shortMark, smsSize } from '../../../adapters/channels/sms/index.js';
import { resultOfError } from '../../../adapters/channels/sms/result-of-error.js';
import type { Delivery, MessageChannel } from '../../../ports/message-channel.js';
import { createMarks } from '../../../adapters/marks/index.js';
import { keySecret, marks } from '../../support/marks.js';

const account = { accountSid: `AC${'0'.repeat(32)}`, authToken: 'token', from: '+12025550100' };
const never = new AbortController().signal;
const open: { stop: () => Promise<void> }[] = [];

afterEach(async () => {
  for (const one of open.splice(0)) await one.stop();
});

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Twilio as one scripted answer; the stand-in, which knows its rules, serves the contract suite. */
async function start(answer: Answer, statusCallback?: string) {
  const requests: { readonly url: string; readonly form: URLSearchParams }[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      requests.push({ url: request.url ?? '', form: new URLSearchParams(body) });
      answer(request, response);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push({
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
  const { port } = server.address() as AddressInfo;
  return { requests, channel: channelTo(`http://127.0.0.1:${port}`, statusCallback) };
}

function channelTo(baseUrl: string, statusCallback?: string): MessageChannel {
  const callback = statusCallback === undefined ? {} : { statusCallback };
  const channel = createSmsChannel({ ...account, baseUrl, clock: { now: () => Date.now() }, ...callback });
  open.push({ stop: () => channel.close() });
  return channel;
}

function delivery(overrides: Partial<Delivery> = {}): Delivery {
  const { key = 'acme/c-1/1/apology/1/sms' } = overrides;
  return {
    key,
    mark: marks.markOf(key, 'f00d'),
    to: '+12025550123',
    rendered: { text: 'Larkfield: it went wrong. Ref K7Q2M4XZ', locale: 'en' },
    thread: 'thread',
    deadlineAt: Date.now() + 5_000,
    ...overrides,
  };
}

const reply =
  (status: number, body: unknown): Answer =>
  (_request, response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

const accepts = reply(201, { sid: `SM${'1'.repeat(32)}`, status: 'queued' });
const rejected = (permanent: boolean, code: string) => ({ kind: 'rejected', permanent, code });
const unknown = (code: string) => ({ kind: 'unknown', code });

describe('an SMS', () => {
  it('goes to the base URL of the settings with number, sender, smart encoding, and its mark at the end', async () => {
    const { requests, channel } = await start(accepts);
    const result = await channel.deliver(delivery(), never);
    expect(result).toEqual({ kind: 'accepted', providerId: `SM${'1'.repeat(32)}` });
    expect(requests.map(({ url }) => url)).toEqual([`/2010-04-01/Accounts/${account.accountSid}/Messages.json`]);
    const mark = shortMark(delivery().mark);
    expect(Object.fromEntries(requests[0]?.form ?? [])).toEqual({
      To: '+12025550123',
      From: '+12025550100',
      Body: `Larkfield: it went wrong. Ref K7Q2M4XZ (${mark})`,
      SmartEncoded: 'true',
    });
  });

  it('is marked alike when it is sent again, and otherwise under another key or secret', () => {
    const short = (key: string, secret = keySecret) => shortMark(createMarks(secret).markOf(key, 'f00d'));
    const mark = short('acme/c-1/1/apology/1/sms');
    expect(mark).toMatch(/^[a-z2-7]{6}$/);
    expect(short('acme/c-1/1/apology/1/sms')).toBe(mark);
    expect(short('acme/c-1/1/apology/2/sms')).not.toBe(mark);
    expect(short('acme/c-1/1/apology/1/sms', 'another secret of thirty-two byt')).not.toBe(mark);
  });

  it('names its mark in the address for reports, and asks for none where Twilio cannot reach us', async () => {
    const told = await start(accepts, 'https://care.example/hooks/twilio/status');
    await told.channel.deliver(delivery(), never);
    const callback = told.requests[0]?.form.get('StatusCallback');
    expect(callback).toBe(`https://care.example/hooks/twilio/status?k=${delivery().mark}`);
    const untold = await start(accepts);
    await untold.channel.deliver(delivery(), never);
    expect(untold.requests[0]?.form.has('StatusCallback')).toBe(false);
    expect([told.channel.reportsDelivery, untold.channel.reportsDelivery]).toEqual([true, false]);
  });

  it('is sent once when Twilio has too many requests: the retry policy, not the client, asks again', async () => {
    const { requests, channel } = await start(reply(429, { code: 20429, message: 'Too Many Requests', status: 429 }));
    await channel.deliver(delivery(), never);
    expect(requests).toHaveLength(1);
  });
});

describe('what Twilio answers is told for what it is', () => {
  it.each<[number, number | undefined, object]>([
    [400, 21211, rejected(true, 'bad_address')],
    [400, 21614, rejected(true, 'bad_address')],
    [400, 21610, rejected(true, 'opted_out')],
    [400, 21408, rejected(true, 'unreachable_number')],
    [400, 21612, rejected(true, 'unreachable_number')],
    [400, 30003, rejected(true, 'unreachable_number')],
    [400, 30004, rejected(true, 'blocked')],
    [400, 30005, rejected(true, 'unreachable_number')],
    [400, 30006, rejected(true, 'unreachable_number')],
    [400, 30007, rejected(true, 'refused_by_provider')],
    [400, 21617, rejected(true, 'refused_by_provider')],
    [400, 21212, rejected(true, 'refused_by_provider')],
    [400, 21606, rejected(true, 'refused_by_provider')],
    [400, 21659, rejected(true, 'refused_by_provider')],
    [400, 21660, rejected(true, 'refused_by_provider')],
    [404, 20404, rejected(true, 'refused_by_provider')],
    [400, 21611, rejected(false, 'too_many_requests')],
    [400, 30001, rejected(false, 'too_many_requests')],
    [400, 63038, rejected(false, 'too_many_requests')],
    [429, 63038, rejected(false, 'too_many_requests')],
    [400, 20429, rejected(false, 'too_many_requests')],
    [403, 20005, rejected(false, 'try_later')],
    [400, 21603, rejected(false, 'not_configured')],
    [401, 20003, rejected(false, 'not_configured')],
    [429, 20429, rejected(false, 'too_many_requests')],
    [429, undefined, rejected(false, 'too_many_requests')],
    [400, undefined, unknown('connection_lost')],
    [500, 20500, unknown('provider_down')],
    [503, undefined, unknown('provider_down')],
  ])('HTTP %s with error %s', async (status, code, expected) => {
    const { channel } = await start(reply(status, code === undefined ? 'a proxy' : { code, message: 'no', status }));
    expect(await channel.deliver(delivery(), never)).toEqual(expected);
  });

  it.each<[string, object, object]>([
    ['EDEADLINE', rejected(false, 'deadline_passed'), rejected(false, 'deadline_passed')],
    ['ECONNREFUSED', rejected(false, 'provider_down'), rejected(false, 'provider_down')],
    ['ECONNRESET', unknown('connection_lost'), rejected(false, 'connection_lost')],
    ['ECONNABORTED', unknown('timed_out'), rejected(false, 'timed_out')],
    ['ETIMEDOUT', unknown('timed_out'), rejected(false, 'timed_out')],
  ])('no answer, and the error %s: unknown once a byte was written, else a non-send', (code, written, unwritten) => {
    expect([resultOfError({ code }, false), resultOfError({ code }, true)]).toEqual([written, unwritten]);
  });

  it.each([500, 503])('an answer of HTTP %s is no non-send, whatever else is believed', (status) => {
    expect(resultOfError({ status }, true)).toEqual(unknown('provider_down'));
  });

  it('a reset connection leaves it unknown', async () => {
    const { channel } = await start((request) => request.socket.resetAndDestroy());
    expect(await channel.deliver(delivery(), never)).toEqual(unknown('connection_lost'));
  });

  it('silence leaves it unknown at the deadline', async () => {
    const { requests, channel } = await start(() => undefined);
    const deadlineAt = Date.now() + 300;
    expect(await channel.deliver(delivery({ deadlineAt }), never)).toEqual(unknown('timed_out'));
    expect(requests).toHaveLength(1);
  });

  it('an abort while Twilio is silent leaves it unknown', async () => {
    const abort = new AbortController();
    const { channel } = await start(() => abort.abort());
    expect(await channel.deliver(delivery(), abort.signal)).toEqual(unknown('timed_out'));
  });

  it('a refused connection is a certain non-send', async () => {
    const { channel } = await start(accepts);
    await open.shift()?.stop();
    expect(await channel.deliver(delivery(), never)).toEqual(rejected(false, 'provider_down'));
  });

  it('a host that nobody knows is a certain non-send', async () => {
    const channel = channelTo('http://no-such-host.invalid');
    expect(await channel.deliver(delivery(), never)).toEqual(rejected(false, 'provider_down'));
  });
});

describe('a recipient that is not exactly one number', () => {
  it.each([
    '',
    '12025550123',
    '+1 202 555 0123',
    '+12025550123,+12025550124',
    '+12025550123\r\n+12025550124',
    'whatsapp:+12025550123',
    '+1202',
  ])('is refused for good without a request: %j', async (to) => {
    const { requests, channel } = await start(accepts);
    expect(await channel.deliver(delivery({ to }), never)).toEqual(rejected(true, 'bad_address'));
    expect(requests).toEqual([]);
  });
});

describe('segments', () => {
  it.each([
    ['151 GSM-7 characters and the mark', 'a'.repeat(151), 1],
    ['152 GSM-7 characters and the mark', 'a'.repeat(152), 2],
    ['a curly quote, which smart encoding makes a straight one', `“${'a'.repeat(149)}”`, 1],
    ['61 characters with an emoji, which takes UCS-2', `${'a'.repeat(59)}😀`, 1],
    ['63 characters with an emoji', `${'a'.repeat(61)}😀`, 2],
  ])('of %s are counted as billed', (_what, body, expected) => {
    expect(smsSize(body).segments).toBe(expected);
  });
});
