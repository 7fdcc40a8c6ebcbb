import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { problemKinds } from '../../web/api/problem.js';
import { customerOf, reportOf } from './support/builders.js';
import { bearer, keys, Outage, startEdge, type Edge } from './support/server.js';

let edge: Edge;
beforeEach(async () => {
  edge = await startEdge();
});
afterEach(() => edge.app.close());

const post = (payload: string, type = 'application/json') =>
  edge.app.inject({
    method: 'POST',
    url: '/v1/incidents',
    headers: { ...bearer(keys.backend), 'content-type': type },
    payload,
  });
const nested = (depth: number): string => `{"facts":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;

describe('a body', () => {
  it.each([
    ['nothing', '', 'malformed'],
    ['half an object', '{"id":', 'malformed'],
    ['two objects', '{}{}', 'malformed'],
    ['a prototype', '{"__proto__":{"admin":true}}', 'malformed'],
    ['a prototype further in', '{"customer":{"__proto__":{"id":"x"}}}', 'malformed'],
    ['a constructor that reaches for a prototype', '{"constructor":{"prototype":{"admin":true}}}', 'malformed'],
    ['21 levels', nested(21), 'malformed'],
    ['50,000 levels', '['.repeat(50_000), 'malformed'],
    ['a list', '[]', 'invalid'],
    ['null', 'null', 'invalid'],
    ['a text', '"text"', 'invalid'],
    ['65 kB', JSON.stringify(reportOf({ story: 'x'.repeat(65_536) })), 'too_large'],
  ] as const)('of %s is refused as %s', async (_, payload, code) => {
    const answer = await post(payload);
    expect(answer.statusCode).toBe(problemKinds[code].status);
    expect(answer.json()).toMatchObject({ type: `urn:amends:problem:${code}` });
    expect(edge.recoveries.reported).toEqual([]);
  });

  it('of 20 levels is read, and so are brackets inside texts', async () => {
    expect((await post(nested(20))).json()).toMatchObject({ type: 'urn:amends:problem:invalid' });
    expect((await post(JSON.stringify(reportOf({ story: '[{"'.repeat(30) })))).statusCode).toBe(202);
  });

  it('of just under 64 KiB is read', async () => {
    expect((await post(JSON.stringify(reportOf()).padEnd(65_536, ' '))).statusCode).toBe(202);
  });

  it.each(['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'multipart/form-data'])(
    'of type %s is refused',
    async (type) => {
      const answer = await post('id=1', type);
      expect(answer.statusCode).toBe(415);
      expect(answer.json()).toMatchObject({
        type: 'urn:amends:problem:unsupported_media_type',
        detail: 'Send the body as application/json.',
      });
    },
  );

  it('that is too large is told the limit of its route', async () => {
    const answer = await post('x'.repeat(65_537));
    expect(answer.json()).toMatchObject({ status: 413, detail: 'Send at most 64 KiB.' });
  });
});

describe('every answer', () => {
  it.each(['/healthz', '/v1/cases', '/nothing', '/%ZZ', '/s/x'])('of %s has a request id of its own', async (url) => {
    const ids = await Promise.all([1, 2].map(async () => (await edge.app.inject({ url })).headers['x-request-id']));
    expect(ids[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(ids[1]).not.toBe(ids[0]);
  });

  it('that is a problem names the same id, whatever id the request came with', async () => {
    const answer = await edge.app.inject({
      url: '/nothing',
      headers: { 'x-request-id': 'forged', 'request-id': 'forged' },
    });
    expect(answer.json()).toEqual({
      type: 'urn:amends:problem:not_found',
      title: 'There is nothing here',
      status: 404,
      instance: `urn:uuid:${String(answer.headers['x-request-id'])}`,
    });
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  });
});

describe('a fault of ours', () => {
  it('is hidden from the caller and logged by its place, without the words that may quote a customer', async () => {
    const fault = new Error('E11000 duplicate key: ada@customers.example');
    edge.stores.incidents.put = () => Promise.reject(fault);
    const answer = await post(JSON.stringify(reportOf()));
    expect(answer.statusCode).toBe(500);
    expect(answer.json()).toEqual({
      type: 'urn:amends:problem:internal',
      title: 'Something went wrong on our side',
      status: 500,
      instance: `urn:uuid:${String(answer.headers['x-request-id'])}`,
    });
    const line = edge.logged.find((one) => one.includes('the request failed'));
    expect(line).toContain('http.test.ts');
    expect(line).not.toContain('customers.example');
  });

  it('is told apart from stores that are away', async () => {
    edge.stores.incidents.put = () => Promise.reject(new Outage());
    expect((await post(JSON.stringify(reportOf()))).statusCode).toBe(503);
  });
});

describe('the log', () => {
  it('holds no key, name, address, number or text of a report, accepted or refused', async () => {
    const customer = customerOf({ name: 'Ada Byron' });
    await post(JSON.stringify(reportOf({ customer, story: 'It hurt.' })));
    await post(JSON.stringify(reportOf({ customer, story: 'It hurt.', colour: 'red' })));
    const log = edge.logged.join('');
    expect(log).toContain('"route":"/v1/incidents"');
    expect(log).not.toMatch(/key-of|Ada|customers\.example|\+1202|hurt/);
  });
});

describe('the rate limit', () => {
  const limited = () => startEdge({ rateLimits: { perKey: 3, perAddress: 2 } });
  const statuses = async (url: string, keysInTurn: readonly (string | undefined)[]): Promise<number[]> => {
    const small = await limited();
    const codes: number[] = [];
    for (const key of keysInTurn) {
      const headers = key === undefined ? {} : bearer(key);
      codes.push((await small.app.inject({ url, headers })).statusCode);
    }
    await small.app.close();
    return codes;
  };

  it('counts each key for itself', async () => {
    const { agent, lead } = keys;
    expect(await statuses('/v1/cases', [agent, agent, agent, agent, lead])).toEqual([200, 200, 200, 429, 200]);
  });

  it('counts wrong keys by address, so that guessing ends', async () => {
    expect(await statuses('/v1/cases', ['guess-1', 'guess-2', 'guess-3'])).toEqual([401, 401, 429]);
  });

  it('counts paths that are not there', async () => {
    expect(await statuses('/wp-admin', [undefined, undefined, undefined])).toEqual([404, 404, 429]);
  });

  it('counts survey pages, and answers with a page', async () => {
    expect(await statuses('/s/guess', [undefined, undefined, undefined])).toEqual([404, 404, 429]);
  });

  it('does not count /healthz', async () => {
    expect(await statuses('/healthz', [undefined, undefined, undefined])).toEqual([200, 200, 200]);
  });

  const throughProxy = async (trustedProxies: readonly string[], forwarded: readonly string[]): Promise<number[]> => {
    const small = await startEdge({ rateLimits: { perKey: 3, perAddress: 1 }, trustedProxies });
    const codes: number[] = [];
    for (const address of forwarded) {
      const headers = { 'x-forwarded-for': address };
      codes.push((await small.app.inject({ url: '/s/guess', headers, remoteAddress: '10.0.0.7' })).statusCode);
    }
    await small.app.close();
    return codes;
  };
  const [ada, ben] = ['203.0.113.1', '203.0.113.2'];

  it('counts two customers behind one trusted proxy each for themselves', async () => {
    expect(await throughProxy(['10.0.0.0/8'], [ada, ben, ada])).toEqual([404, 404, 429]);
  });

  it.each([[[]], [['10.1.0.0/16']]])('believes nobody about the address who is not trusted: %j', async (trusted) => {
    expect(await throughProxy(trusted, [ada, ben])).toEqual([404, 429]);
  });

  it('does not believe what a customer claims in front of what the proxy appends', async () => {
    expect(await throughProxy(['10.0.0.0/8'], [`198.51.100.1, ${ada}`, `198.51.100.2, ${ada}`])).toEqual([404, 429]);
  });

  it('says when to come back', async () => {
    const small = await limited();
    for (let time = 0; time < 2; time++) await small.app.inject({ url: '/nothing' });
    const answer = await small.app.inject({ url: '/nothing' });
    await small.app.close();
    expect(answer.json()).toMatchObject({ type: 'urn:amends:problem:too_many', status: 429 });
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  });
});

describe('the time limit', () => {
  it('is ten seconds for sending a request and ten for answering it', () => {
    expect(edge.app.initialConfig).toMatchObject({ requestTimeout: 10_000, handlerTimeout: 10_000, bodyLimit: 65_536 });
  });
});

describe('health', () => {
  it('is ok as long as the process answers, whatever is away', async () => {
    const alone = await startEdge({ probes: { mongodb: () => Promise.reject(new Outage()) } });
    expect((await alone.app.inject({ url: '/healthz' })).json()).toEqual({ status: 'ok' });
    await alone.app.close();
  });

  it('is ready when all that it needs answers', async () => {
    const answer = await edge.app.inject({ url: '/readyz' });
    expect(answer.statusCode).toBe(200);
    expect(answer.json()).toEqual({ status: 'ready', checks: { stores: 'ok' } });
  });

  it('is not ready when one thing does not answer, and says which without saying why', async () => {
    const probes = {
      mongodb: () => Promise.reject(new Error('mongodb://user:pw@db')),
      temporal: () => Promise.resolve(),
    };
    const lame = await startEdge({ probes });
    const answer = await lame.app.inject({ url: '/readyz' });
    await lame.app.close();
    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toEqual({ status: 'unavailable', checks: { mongodb: 'failed', temporal: 'ok' } });
    expect(lame.logged.join('')).not.toContain('pw@db');
  });
});
