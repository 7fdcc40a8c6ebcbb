import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createSmsChannel, shortMark } from '../../../adapters/channels/sms/index.js';
import type {
  Delivery,
  DeliveryResult,
  Doubt,
  EvidenceSource,
  MessageChannel,
} from '../../../ports/message-channel.js';
import { startTwilioStandIn, type TwilioStandIn } from '../../../tools/dev-services/index.js';
import { marks } from '../../support/marks.js';

const clock = { now: () => Date.now() };
const from = '+12025550100';
/** What must be found in no error: Temporal keeps them. */
const NUMBER = '+12025550187';
const open: MessageChannel[] = [];
afterEach(async () => {
  for (const channel of open.splice(0)) await channel.close();
});

function evidenceOf(channel: MessageChannel): EvidenceSource {
  if (channel.evidence === undefined) throw new Error('this channel has no evidence');
  return channel.evidence;
}

let keys = 0;
/** A message of its own for each test. */
function aDelivery(to = '+12025550123'): Delivery {
  const key = `acme/c-${(keys += 1)}/1/apology/1/sms`;
  const rendered = { text: 'Larkfield: it went wrong.', locale: 'en' };
  return { key, mark: marks.markOf(key, 'f00d'), to, rendered, thread: 'thread', deadlineAt: Date.now() + 5_000 };
}

const doubtOf = ({ key, mark, to }: Delivery, overrides: Partial<Doubt> = {}): Doubt => ({
  ...{ key, mark, to, claimedAt: Date.now() },
  ...overrides,
});

describe("what Twilio's list shows of a message whose answer was lost", () => {
  let twilio: TwilioStandIn;
  beforeAll(async () => {
    twilio = await startTwilioStandIn({ stepMs: 0 });
  });
  afterAll(() => twilio.stop());

  function channelFrom(number = from, authToken = twilio.authToken): MessageChannel {
    const { accountSid, baseUrl } = twilio;
    const channel = createSmsChannel({ accountSid, authToken, baseUrl, from: number, clock });
    open.push(channel);
    return channel;
  }
  const send = (delivery: Delivery, number = from): Promise<DeliveryResult> =>
    channelFrom(number).deliver(delivery, new AbortController().signal);
  const look = (doubt: Doubt) => evidenceOf(channelFrom()).look(doubt);

  it('is the message with its SID where Twilio took it before the connection broke', async () => {
    const delivery = aDelivery();
    twilio.failNext('reset_after_accept');
    expect(await send(delivery)).toEqual({ kind: 'unknown', code: 'connection_lost' });
    const sid = twilio.messages.at(-1)?.sid;
    expect(await look(doubtOf(delivery))).toEqual({ kind: 'arrived', providerId: sid });
  });

  it('is nothing where the connection broke before Twilio took it', async () => {
    const delivery = aDelivery();
    twilio.failNext('reset');
    expect(await send(delivery)).toMatchObject({ kind: 'unknown' });
    expect(await look(doubtOf(delivery))).toEqual({ kind: 'absent' });
  });

  it('is found among messages that went to the same number before and after', async () => {
    const [one, two, three] = [aDelivery(), aDelivery(), aDelivery()];
    for (const delivery of [one, two, three]) await send(delivery);
    const sid = twilio.messages.at(-2)?.sid;
    expect(await look(doubtOf(two))).toEqual({ kind: 'arrived', providerId: sid });
  });

  it('is not a message with another mark, to another number, or from another of our numbers', async () => {
    const delivery = aDelivery();
    await send(aDelivery());
    await send({ ...delivery, to: '+12025550124' });
    await send(delivery, '+12025550101');
    expect(await look(doubtOf(delivery))).toEqual({ kind: 'absent' });
  });

  it('is not a message that only quotes the mark', async () => {
    const [delivery, other] = [aDelivery(), aDelivery()];
    const text = `You wrote (${shortMark(delivery.mark)}) to us.`;
    await send({ ...other, rendered: { ...other.rendered, text } });
    expect(await look(doubtOf(delivery))).toEqual({ kind: 'absent' });
  });

  it('is not a message of another day that ends with the same mark; clocks may differ by half a minute', async () => {
    const delivery = aDelivery();
    await send(delivery);
    const made = twilio.messages.at(-1)?.createdAt ?? 0;
    expect(await look(doubtOf(delivery, { claimedAt: made + 25_000 }))).toMatchObject({ kind: 'arrived' });
    expect(await look(doubtOf(delivery, { claimedAt: made + 24 * 3_600_000 }))).toEqual({ kind: 'absent' });
  });

  it('is found while it is queued still, behind all that was sent before', async () => {
    const slow = await startTwilioStandIn({ stepMs: 60_000 });
    try {
      const { accountSid, authToken, baseUrl, messages } = slow;
      const channel = createSmsChannel({ accountSid, authToken, baseUrl, from, clock });
      open.push(channel);
      const [older, delivery] = [aDelivery(), aDelivery()];
      for (const one of [older, delivery]) await channel.deliver(one, new AbortController().signal);
      const [first, second] = messages;
      if (first === undefined || second === undefined) throw new Error('two messages were sent');
      Object.assign(first, { createdAt: second.createdAt - 3_600_000, sentAt: second.createdAt - 3_600_000 });
      const queued = { kind: 'arrived', providerId: second.sid };
      expect(await evidenceOf(channel).look(doubtOf(delivery))).toEqual(queued);
      expect(await evidenceOf(channel).look(doubtOf(older))).toEqual({ kind: 'absent' });
    } finally {
      await slow.stop();
    }
  });

  it('is a failure where Twilio took it and could not deliver it, and says why', async () => {
    const delivery = aDelivery('+12025550177');
    twilio.failDeliveryTo(delivery.to, 30003);
    await send(delivery);
    await twilio.settled();
    const failed = { kind: 'failed', providerId: twilio.messages.at(-1)?.sid, code: 'unreachable_number' };
    expect(await look(doubtOf(delivery))).toEqual(failed);
  });

  it('is whole after a minute, unless another time is set', () => {
    const { accountSid, authToken, baseUrl } = twilio;
    const channel = createSmsChannel({ accountSid, authToken, baseUrl, from, clock, listSettles: 2_000 });
    open.push(channel);
    expect([evidenceOf(channelFrom()).settleMs, evidenceOf(channel).settleMs]).toEqual([60_000, 2_000]);
  });

  it('cannot be told where Twilio refuses the look: that is no absence', async () => {
    const source = evidenceOf(channelFrom(from, 'another token'));
    await expect(source.look(doubtOf(aDelivery()))).rejects.toMatchObject({ status: 401 });
  });
});

describe('a list of messages', () => {
  const account = { accountSid: `AC${'0'.repeat(32)}`, authToken: 'token', from };
  const stops: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop();
  });

  /** Twilio as a script; gives the source that looks there. */
  async function sourceAt(answer: RequestListener): Promise<EvidenceSource> {
    const server = createServer(answer).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const stop = () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    stops.push(stop);
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const channel = createSmsChannel({ ...account, baseUrl, clock });
    open.push(channel);
    return evidenceOf(channel);
  }

  const listed = (mark: string, sid: string, at = Date.now()) => ({
    sid,
    body: `Larkfield: it went wrong. (${shortMark(mark)})`,
    date_created: new Date(at).toUTCString().replace('GMT', '+0000'),
  });

  it('is read page after page until the message is there', async () => {
    const delivery = aDelivery();
    const asked: string[] = [];
    const source = await sourceAt(({ url = '' }, response) => {
      asked.push(url);
      const page = Number(new URL(url, 'http://twilio').searchParams.get('Page') ?? 0);
      const messages = [page === 1 ? listed(delivery.mark, 'SM2') : listed(aDelivery().mark, 'SM1')];
      const next = `/2010-04-01/Accounts/${account.accountSid}/Messages.json?Page=${page + 1}`;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ messages, next_page_uri: next, page, page_size: 1, uri: url }));
    });
    expect(await source.look(doubtOf(delivery))).toEqual({ kind: 'arrived', providerId: 'SM2' });
    expect(asked).toHaveLength(2);
    const query = new URL(asked[0] ?? '', 'http://twilio').searchParams;
    expect(Object.fromEntries(query)).toEqual({ To: delivery.to, From: from, PageSize: '1000' });
  });

  it('is read past messages that are older than the claim, and no further than five pages: then nothing is proved', async () => {
    const delivery = aDelivery();
    let asked = 0;
    let more = true;
    const source = await sourceAt(({ url = '' }, response) => {
      asked += 1;
      const messages = Array.from({ length: 1_000 }, () => listed(delivery.mark, 'SM0', Date.now() - 3_600_000));
      const next = more ? `/2010-04-01/Accounts/${account.accountSid}/Messages.json?Page=${asked}` : null;
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ messages, next_page_uri: next, page: 0, page_size: 1_000, uri: url }));
    });
    expect(await source.look(doubtOf(delivery))).toEqual({ kind: 'unknown' });
    expect(asked).toBe(5);
    more = false;
    expect(await source.look(doubtOf(delivery))).toEqual({ kind: 'absent' });
  });

  it.each<[string, RequestListener]>([
    ['answers with an error', (_request, response) => response.writeHead(503).end('{}')],
    ['breaks the connection', (request) => request.socket.resetAndDestroy()],
    ['answers with what is no list', (_request, response) => response.end('{"messages": {}}')],
  ])('that cannot be read, because Twilio %s, rejects: that is no absence', async (_what, answer) => {
    const source = await sourceAt(answer);
    await expect(source.look(doubtOf(aDelivery()))).rejects.toThrow();
  });

  it.each([
    [
      'the words, the link and the code',
      { status: 400, message: NUMBER, more_info: NUMBER, code: NUMBER, details: NUMBER },
    ],
    ['a code that is a number', { status: 400, code: Number(NUMBER) }],
    ['what is no JSON', NUMBER],
  ])('whose refusal quotes the number in %s keeps it to itself: its status stands for it', async (_what, body) => {
    const source = await sourceAt((_request, response) => response.writeHead(400).end(JSON.stringify(body)));
    const error: unknown = await source
      .look(doubtOf({ ...aDelivery(), to: NUMBER }))
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ message: 'Twilio does not show its messages: HTTP 400', status: 400 });
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain(NUMBER.slice(1));
    expect((error as Error).cause).toBeUndefined();
  });

  it('that nobody serves names the error of the connection, and not the address that was asked for', async () => {
    const channel = createSmsChannel({ ...account, baseUrl: 'http://no-such-host.invalid', clock });
    open.push(channel);
    const error: unknown = await evidenceOf(channel)
      .look(doubtOf(aDelivery(NUMBER)))
      .catch((thrown: unknown) => thrown);
    expect((error as Error).message).toMatch(/^Twilio does not show its messages: (?:ENOTFOUND|EAI_AGAIN)$/);
    expect(inspect(error, { depth: null, showHidden: true })).not.toContain(NUMBER.slice(1));
  });

  it('whose second page cannot be read rejects too', async () => {
    let asked = 0;
    const source = await sourceAt(({ url = '' }, response) => {
      asked += 1;
      if (asked > 1) return void response.writeHead(500).end('{}');
      const next = `/2010-04-01/Accounts/${account.accountSid}/Messages.json?Page=1`;
      response.setHeader('content-type', 'application/json');
      const messages = [listed(aDelivery().mark, 'SM1')];
      response.end(JSON.stringify({ messages, next_page_uri: next, page: 0, page_size: 1, uri: url }));
    });
    await expect(source.look(doubtOf(aDelivery()))).rejects.toThrow();
    expect(asked).toBe(2);
  });
});
