import { createServer } from 'node:http';
import { listen, loopback } from '../../../tools/dev-services/ports.js';

/** A download site on loopback that serves what a test gives it. */
export interface LoopbackMirror {
  readonly url: string;
  /** The paths that were asked for with GET, in order. */
  readonly asked: readonly string[];
  readonly stop: () => Promise<void>;
}

type Content = Buffer | string;

/** Starts a mirror; `serve` gives the content for a path, or undefined for an error that a client may repeat (503). */
export async function startMirror(serve: (path: string) => Content | undefined): Promise<LoopbackMirror> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '/');
    if (request.method === 'GET') asked.push(path);
    const content = serve(path);
    response.setHeader('Content-Type', path.endsWith('/') ? 'text/html' : 'application/json');
    response.setHeader('Content-Length', Buffer.byteLength(content ?? ''));
    response.writeHead(content === undefined ? 503 : 200).end(content);
  });
  return {
    url: `http://${loopback}:${await listen(server)}`,
    asked,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
