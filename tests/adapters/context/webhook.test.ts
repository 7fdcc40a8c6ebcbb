import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createContextSources } from '../../../adapters/context/index.js';

const secret = 'a secret of thirty-two bytes, ok';
const query = { tenant: 'acme', customerId: 'c-77' };

let server: Server;
let url: string;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let asked: { readonly headers: IncomingMessage['headers']; readonly body: string }[];

beforeAll(async () => {
  server = createServer((request, response) => {
    void text(request).then((body) => {
      asked.push({ headers: request.headers, body });
      answer(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => {
  asked = [];
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const sources = () => createContextSources({ orders: url, crm: url, contacts: url, secret, clock: { now: Date.now } });
const says = (body: unknown) => {
  answer = (_request, response) => void response.end(typeof body === 'string' ? body : JSON.stringify(body));
};
const order = { id: 'A-1001', placedAt: '2026-03-01T09:00:00+01:00', status: 'shipped' };

describe('another system', () => {
  it('is asked by a POST that it can believe after Standard Webhooks, and names the customer by id alone', async () => {
    says({ asOf: '2026-03-02T12:00:00Z', items: [] });
    await sources().orders(query);
    const [{ headers, body } = { headers: {}, body: '' }] = asked;
    expect(new Webhook(secret, { format: 'raw' }).verify(body, headers as Record<string, string>)).toEqual(query);
    expect(() => new Webhook('another', { format: 'raw' }).verify(body, headers as Record<string, string>)).toThrow();
  });

  it('tells orders, and of when that is; what it says besides is left out', async () => {
    says({ asOf: '2026-03-02T12:00:00Z', items: [{ ...order, secretNote: 'x' }] });
    expect(await sources().orders(query)).toEqual({
      state: 'known',
      asOf: Date.UTC(2026, 2, 2, 12),
      value: [{ id: 'A-1001', placedAt: Date.UTC(2026, 2, 1, 8), status: 'shipped' }],
    });
  });

  it('tells what a CRM and a help desk know', async () => {
    says({ asOf: '2026-03-02T12:00:00Z', items: [{ name: 'lifetime value', value: 1200 }] });
    expect(await sources().crm(query)).toMatchObject({ value: [{ name: 'lifetime value', value: 1200 }] });
    const contact = { at: '2026-03-01T09:00:00Z', channel: 'phone', direction: 'in', summary: 'asked where it is' };
    says({ asOf: '2026-03-02T12:00:00Z', items: [contact] });
    expect(await sources().contacts(query)).toMatchObject({ value: [{ channel: 'phone', direction: 'in' }] });
  });

  it.each<[string, unknown]>([
    ['is no JSON', '<html>'],
    ['does not say of when it is', { items: [] }],
    ['holds an order without a status', { asOf: '2026-03-02T12:00:00Z', items: [{ id: 'A' }] }],
    ['holds more than a hundred', { asOf: '2026-03-02T12:00:00Z', items: Array(101).fill(order) }],
  ])('is missing as malformed where its answer %s', async (_what, body) => {
    says(body);
    expect(await sources().orders(query)).toMatchObject({ state: 'missing', reason: 'malformed' });
  });

  it('is missing where its answer is larger than 64 KiB, whatever it claims', async () => {
    says(' '.repeat(70_000));
    expect(await sources().orders(query)).toMatchObject({ state: 'missing', reason: 'too_large' });
  });

  it('is missing where it redirects, and nobody follows: it could lead to what only we can reach', async () => {
    answer = (_request, response) => void response.writeHead(302, { location: `${url}/inside` }).end();
    expect(await sources().orders(query)).toMatchObject({ state: 'missing', reason: 'redirected' });
    expect(asked).toHaveLength(1);
  });

  it('is missing where it refuses, or nothing listens there', async () => {
    answer = (_request, response) => void response.writeHead(500).end();
    expect(await sources().orders(query)).toMatchObject({ state: 'missing', reason: 'refused' });
    const dead = createContextSources({ orders: 'http://127.0.0.1:1/', secret, clock: { now: Date.now } });
    expect(await dead.orders(query)).toMatchObject({ state: 'missing', reason: 'unreachable' });
  });

  it('is missing after two seconds without an answer', async () => {
    answer = () => undefined;
    const since = performance.now();
    expect(await sources().orders(query)).toMatchObject({ state: 'missing', reason: 'timed_out' });
    expect(performance.now() - since).toBeLessThan(4_000);
  });

  it('is not asked where it has no address', async () => {
    const none = createContextSources({ secret, clock: { now: () => 7 } });
    expect(await none.crm(query)).toEqual({ state: 'missing', asOf: 7, reason: 'not_configured' });
  });
});
