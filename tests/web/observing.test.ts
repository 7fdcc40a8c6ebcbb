import { afterEach, describe, expect, it } from 'vitest';
import { openRequestMetrics } from '../../adapters/metrics/index.js';
import { bearer, keys, startEdge, type Edge } from './support/server.js';

const edges: Edge[] = [];
afterEach(() => Promise.all(edges.splice(0).map(({ app }) => app.close())));

async function edgeWith(overrides: Parameters<typeof startEdge>[0] = {}): Promise<Edge> {
  const edge = await startEdge(overrides);
  edges.push(edge);
  return edge;
}

describe('the log of a request', () => {
  it('names it by the id of its answer and by the pattern of its route, in each line', async () => {
    const edge = await edgeWith();
    const answer = await edge.app.inject({ url: '/v1/cases/order-1041-late', headers: bearer(keys.agent) });
    const lines = edge.logged.map((line) => JSON.parse(line) as Record<string, unknown>);
    const ours = lines.filter(({ reqId }) => reqId === answer.headers['x-request-id']);
    expect(ours.map(({ msg, req, res }) => [msg, req, res])).toEqual([
      ['incoming request', { method: 'GET', route: '/v1/cases/:id' }, undefined],
      ['request completed', undefined, { statusCode: 404 }],
    ]);
  });
});

describe('the metrics of the edge', () => {
  async function countedBy(urls: readonly string[]): Promise<readonly string[]> {
    const book = openRequestMetrics();
    const edge = await edgeWith({ metrics: book.metrics });
    for (const url of urls) await edge.app.inject({ url, headers: bearer(keys.agent) });
    const { body } = await book.expose();
    return body.split('\n').filter((line) => line.startsWith('amends_http_request_duration_seconds_count'));
  }

  it('count by route, not by address, so that no id and no token of a customer becomes a label', async () => {
    expect(await countedBy(['/v1/cases/one', '/v1/cases/two', '/s/a-secret-token', '/wp-admin'])).toEqual([
      expect.stringMatching(/route="\/v1\/cases\/:id",status="404"} 2$/),
      expect.stringMatching(/route="\/s\/[^"]*:token",status="404"} 1$/),
      expect.stringMatching(/route="unmatched",status="404"} 1$/),
    ]);
  });

  it('are nothing that the edge itself would tell anybody', async () => {
    const { app } = await edgeWith({ metrics: openRequestMetrics().metrics });
    expect((await app.inject({ url: '/metrics' })).statusCode).toBe(404);
  });
});

describe('an edge that is about to stop', () => {
  it('is not ready, is still well, answers, and lets each client go', async () => {
    const { app } = await edgeWith({ isDraining: () => true });
    const ready = await app.inject({ url: '/readyz' });
    expect([ready.statusCode, ready.json()]).toEqual([503, { status: 'draining', checks: {} }]);
    expect((await app.inject({ url: '/healthz' })).statusCode).toBe(200);
    const answer = await app.inject({ url: '/v1/cases', headers: bearer(keys.agent) });
    expect([answer.statusCode, answer.headers.connection]).toEqual([200, 'close']);
  });

  it('and before that is ready and keeps connections', async () => {
    const { app } = await edgeWith({ isDraining: () => false });
    const ready = await app.inject({ url: '/readyz' });
    expect([ready.statusCode, ready.headers.connection]).toEqual([200, 'keep-alive']);
  });
});
