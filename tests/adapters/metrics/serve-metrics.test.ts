import { afterEach, describe, expect, it } from 'vitest';
import { openRequestMetrics, serveMetrics, type MetricsServer } from '../../../adapters/metrics/index.js';

const door = { host: '127.0.0.1', port: 0 };
const servers: MetricsServer[] = [];

afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

async function serve(expose = openRequestMetrics().expose, isAlive = () => true): Promise<string> {
  const server = await serveMetrics(door, { expose }, isAlive);
  servers.push(server);
  return server.url;
}

describe('the metrics server', () => {
  it('answers a scrape in the text format of Prometheus', async () => {
    const answer = await fetch(`${await serve()}/metrics`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, expect.stringMatching(/^text\/plain/)]);
    expect(await answer.text()).toContain('# TYPE amends_http_request_duration_seconds histogram');
  });

  it('says that the process is well, and says when it no longer is', async () => {
    let alive = true;
    const url = await serve(undefined, () => alive);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    alive = false;
    expect((await fetch(`${url}/healthz`)).status).toBe(503);
  });

  it.each([
    ['GET', '/'],
    ['POST', '/metrics'],
  ])('has nothing at %s %s', async (method, path) => {
    expect((await fetch(`${await serve()}${path}`, { method })).status).toBe(404);
  });

  it('answers 500 and lives on when the metrics cannot be read', async () => {
    const url = await serve(() => Promise.reject(new Error('out of order')));
    expect((await fetch(`${url}/metrics`)).status).toBe(500);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  it('cannot be started twice on one port', async () => {
    const url = new URL(await serve());
    const taken = serveMetrics({ ...door, port: Number(url.port) }, openRequestMetrics(), () => true);
    await expect(taken).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it('is closed at once, though a scraper keeps its connection', async () => {
    const server = await serveMetrics(door, openRequestMetrics(), () => true);
    await (await fetch(`${server.url}/metrics`)).text();
    await server.close();
    await expect(fetch(`${server.url}/metrics`)).rejects.toThrow();
  });
});
