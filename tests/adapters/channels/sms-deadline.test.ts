import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import http, { type RequestListener } from 'node:http';
import https from 'node:https';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { ConnectedHttpAgent, ConnectedHttpsAgent } from '../../../adapters/channels/sms/connected-agents.js';
import { createSmsChannel } from '../../../adapters/channels/sms/index.js';
import { HandOver } from '../../../adapters/channels/sms/hand-over.js';
import { handingOver, lastLook } from '../../../adapters/channels/sms/last-look.js';
import { marks } from '../../support/marks.js';

const never = new AbortController().signal;
const open: (() => unknown)[] = [];
const tooLate = { kind: 'rejected', permanent: false, code: 'deadline_passed' };
const hour = 3_600_000;

afterEach(async () => {
  for (const stop of open.splice(0).toReversed()) await stop();
});

/** A server that counts what is written to it, and tells when its connections are over. */
async function listening(server: Server) {
  const sockets: Socket[] = [];
  let closed = 0;
  server.on('connection', (socket: Socket) => {
    sockets.push(socket);
    socket.on('close', () => (closed += 1));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { port, closed: () => closed, bytes: () => sockets.map(({ bytesRead }) => bytesRead) };
}

const answers: RequestListener = (request, response) => {
  const body = JSON.stringify({ sid: `SM${'1'.repeat(32)}`, status: 'queued', messages: [] });
  const status = request.method === 'POST' ? 201 : 200;
  request.resume().on('end', () => response.writeHead(status, { 'content-type': 'application/json' }).end(body));
};

/** A clock that a test sets: the timers of the process do not know of it, as in a process that was frozen. */
async function start(heard: () => unknown = () => undefined) {
  let skipped = 0;
  const requests: (string | undefined)[] = [];
  const server = http.createServer((request, response) => {
    requests.push(request.method);
    heard();
    answers(request, response);
  });
  const twilio = await listening(server);
  const channel = createSmsChannel({
    accountSid: `AC${'0'.repeat(32)}`,
    authToken: 'token',
    from: '+12025550100',
    baseUrl: `http://127.0.0.1:${twilio.port}`,
    clock: { now: () => Date.now() + skipped },
  });
  open.push(() => channel.close());
  return { twilio, requests, channel, skip: (ms: number) => (skipped += ms) };
}

const mark = marks.markOf('acme/c-1/1/apology/1/sms', 'f00d');
const to = '+12025550123';

function delivery() {
  const rendered = { text: 'Larkfield: it went wrong.', locale: 'en' };
  return { key: 'acme/c-1/1/apology/1/sms', mark, to, rendered, thread: 'thread', deadlineAt: Date.now() + 60_000 };
}

/** Calls before anybody else learns that a connection stands. */
function whenConnected(step: () => unknown): void {
  const listener = (message: unknown) => void (message as { socket: Socket }).socket.once('connect', step);
  subscribe('net.client.socket', listener);
  open.push(() => unsubscribe('net.client.socket', listener));
}

describe('a deadline', () => {
  it('that passes while the connection is opened keeps every byte back', async () => {
    const { twilio, channel, skip } = await start();
    whenConnected(() => skip(hour));
    expect(await channel.deliver(delivery(), never)).toEqual(tooLate);
    await expect.poll(twilio.closed).toBe(1);
    expect(twilio.bytes()).toEqual([0]);
  });

  it('that is still ahead when the connection stands lets the message through', async () => {
    const { requests, channel, skip } = await start();
    whenConnected(() => skip(1_000));
    expect(await channel.deliver(delivery(), never)).toMatchObject({ kind: 'accepted' });
    expect(requests).toEqual(['POST']);
  });

  it('that passes before a kept connection is taken keeps every byte of the next message back', async () => {
    const { twilio, requests, channel, skip } = await start();
    await channel.deliver(delivery(), never);
    const [first] = twilio.bytes();
    const second = channel.deliver(delivery(), never);
    skip(hour);
    expect(await second).toEqual(tooLate);
    await expect.poll(twilio.closed).toBe(1);
    expect([requests, twilio.bytes()]).toEqual([['POST'], [first]]);
  });

  it('that is still ahead lets two messages through on one connection', async () => {
    const { twilio, requests, channel, skip } = await start();
    await channel.deliver(delivery(), never);
    const second = channel.deliver(delivery(), never);
    skip(1_000);
    expect(await second).toMatchObject({ kind: 'accepted' });
    expect([requests, twilio.bytes().length]).toEqual([['POST', 'POST'], 1]);
  });

  it('that kept one message back does not keep the next', async () => {
    const { requests, channel, skip } = await start();
    const first = channel.deliver(delivery(), never);
    skip(hour);
    expect(await first).toEqual(tooLate);
    const later = { ...delivery(), deadlineAt: Date.now() + 3 * hour };
    expect(await channel.deliver(later, never)).toMatchObject({ kind: 'accepted' });
    expect(requests).toEqual(['POST']);
  });

  it('of a message does not hold for the look at evidence, which goes out after the same wait', async () => {
    const { requests, channel, skip } = await start();
    whenConnected(() => skip(hour));
    const found = await channel.evidence?.look({ key: delivery().key, mark, to, claimedAt: Date.now() });
    expect([found, requests]).toEqual([{ kind: 'absent' }, ['GET']]);
  });
});

describe('an abort', () => {
  it('while the connection is opened keeps every byte back', async () => {
    const abort = new AbortController();
    const { twilio, channel } = await start();
    whenConnected(() => abort.abort());
    expect(await channel.deliver(delivery(), abort.signal)).toEqual(tooLate);
    await expect.poll(twilio.closed).toBe(1);
    expect(twilio.bytes()).toEqual([0]);
  });

  it('after the request was written leaves it unknown, whatever is answered later', async () => {
    const abort = new AbortController();
    const { twilio, requests, channel } = await start(() => abort.abort());
    expect(await channel.deliver(delivery(), abort.signal)).toEqual({ kind: 'unknown', code: 'timed_out' });
    expect([requests, twilio.bytes()]).toEqual([['POST'], [expect.any(Number)]]);
  });
});

describe('a connection that never stands', () => {
  /** A channel to a server that takes connections and is no HTTPS server. */
  async function channelTo(server: Server) {
    const { port } = await listening(server);
    const baseUrl = `https://127.0.0.1:${port}`;
    const account = { accountSid: `AC${'0'.repeat(32)}`, authToken: 'token', from: '+12025550100' };
    const channel = createSmsChannel({ ...account, baseUrl, clock: { now: () => Date.now() } });
    open.push(() => channel.close());
    return channel;
  }

  it('since its handshake is left unanswered is a certain non-send at the deadline', async () => {
    const channel = await channelTo(createServer(() => undefined));
    const deadlineAt = Date.now() + 200;
    expect(await channel.deliver({ ...delivery(), deadlineAt }, never)).toEqual(tooLate);
  });

  it('since its handshake is left unanswered is one at an abort, too', async () => {
    const abort = new AbortController();
    const channel = await channelTo(createServer(() => abort.abort()));
    expect(await channel.deliver(delivery(), abort.signal)).toEqual(tooLate);
  });

  it('since its handshake is broken off is one as well', async () => {
    const channel = await channelTo(createServer((socket) => socket.end()));
    expect(await channel.deliver(delivery(), never)).toEqual({ ...tooLate, code: 'connection_lost' });
  });
});

describe('a hand-over that is given up', () => {
  it('before its first byte is never released, although its time is not over; nothing was written', () => {
    const handOver = new HandOver(() => true);
    handOver.asked();
    expect([handOver.giveUp(), handOver.release(), handOver.giveUp()]).toEqual([true, false, true]);
  });

  it('after its first byte may have been written', () => {
    const handOver = new HandOver(() => true);
    handOver.asked();
    expect([handOver.release(), handOver.giveUp()]).toEqual([true, false]);
  });

  it('and whose request nobody has seen may have been written', () => {
    expect(new HandOver(() => true).giveUp()).toBe(false);
  });
});

const key = Buffer.alloc(32, 7);
/** TLS with a key that both sides know: it needs no certificate. */
const shared = { ciphers: 'PSK-AES128-GCM-SHA256', maxVersion: 'TLSv1.2' } as const;

function secureAgent(patience = 5_000): ConnectedHttpsAgent {
  const agent = new ConnectedHttpsAgent(patience);
  const pskCallback = () => ({ psk: key, identity: 'a test' });
  return Object.assign(agent, {
    options: { ...agent.options, ...shared, pskCallback, checkServerIdentity: () => undefined },
  });
}

interface Call {
  readonly agent: http.Agent;
  readonly protocol: 'http:' | 'https:';
  readonly port: number;
}

/** What becomes of one request under a limit: its status, or the code of its error. */
function call({ agent, protocol, port }: Call, isOpen: () => boolean): Promise<number | string | undefined> {
  open.push(() => agent.destroy());
  return handingOver(new HandOver(isOpen), async () => {
    const options = { protocol, host: '127.0.0.1', port, agent, method: 'POST' };
    return new Promise((resolve) => {
      const request = lastLook.request(options, (response) => resolve(response.resume().statusCode));
      request.on('error', (error: NodeJS.ErrnoException) => resolve(error.code)).end('a message');
    });
  });
}

describe('a request gets its socket', () => {
  it('after the connection: one that is late by then writes nothing', async () => {
    let inTime = true;
    const { port, closed, bytes } = await listening(http.createServer(answers));
    whenConnected(() => (inTime = false));
    expect(await call({ agent: new ConnectedHttpAgent(5_000), protocol: 'http:', port }, () => inTime)).toBe(
      'EDEADLINE',
    );
    await expect.poll(closed).toBe(1);
    expect(bytes()).toEqual([0]);
  });

  it("before the connection from Node's own agent: the same look comes too early, and the bytes go out", async () => {
    let inTime = true;
    const { port } = await listening(http.createServer(answers));
    whenConnected(() => (inTime = false));
    expect(await call({ agent: new http.Agent(), protocol: 'http:', port }, () => inTime)).toBe(201);
  });

  it.each([
    ['late', 'EDEADLINE', 0],
    ['in time', 201, 1],
  ])('after the TLS handshake, when it is %s: %s', async (when, expected, count) => {
    let inTime = true;
    let requests = 0;
    const server = https.createServer({ ...shared, pskCallback: () => key }, (request, response) => {
      requests += 1;
      answers(request, response);
    });
    const { port, closed } = await listening(server);
    server.on('secureConnection', () => (inTime = when === 'in time'));
    const agent = secureAgent();
    expect(await call({ agent, protocol: 'https:', port }, () => inTime)).toBe(expected);
    agent.destroy();
    await expect.poll(closed).toBe(1);
    expect(requests).toBe(count);
  });

  it('never, when the handshake is left unanswered or broken off: the request fails', async () => {
    const silent = await listening(createServer(() => undefined));
    expect(await call({ agent: secureAgent(50), protocol: 'https:', port: silent.port }, () => true)).toBe('ETIMEDOUT');
    const rude = await listening(createServer((socket) => socket.end()));
    expect(await call({ agent: secureAgent(), protocol: 'https:', port: rude.port }, () => true)).toBe('ECONNRESET');
  });
});
