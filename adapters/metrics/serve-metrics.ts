import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { isIPv6, type AddressInfo } from 'node:net';
import type { MetricsBook } from './book.js';

/** Where metrics are served, apart from what customers and backends reach. */
export interface MetricsDoor {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
}

/** A server that answers scrapes. */
export interface MetricsServer {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves `/metrics`, and `/healthz`: 200 while `isAlive` says so, else 503. Rejects when the port is taken. It keeps no
 * process from ending.
 */
export async function serveMetrics(
  { host, port }: MetricsDoor,
  { expose }: Pick<MetricsBook<unknown>, 'expose'>,
  isAlive: () => boolean,
): Promise<MetricsServer> {
  const server = createServer((request, response) => {
    if (request.method === 'GET' && request.url === '/metrics') void answer(response, expose);
    else if (request.method === 'GET' && request.url === '/healthz') response.writeHead(isAlive() ? 200 : 503).end();
    else response.writeHead(404).end();
  });
  server.unref();
  server.listen(port, host);
  await once(server, 'listening');
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${isIPv6(host) ? `[${host}]` : host}:${taken}`,
    close: async () => {
      server.close();
      // Whoever scrapes keeps the connection open for the next time.
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function answer(response: ServerResponse, expose: MetricsBook<unknown>['expose']): Promise<void> {
  try {
    const { contentType, body } = await expose();
    response.writeHead(200, { 'content-type': contentType }).end(body);
  } catch {
    response.writeHead(500).end();
  }
}
