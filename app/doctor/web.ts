import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Variables } from '../../config/index.js';
import { codeOf, fault, ok, type Check, type Verdict } from './check.js';

/** Milliseconds for one request. */
const TIME_OUT = 4_000;

/** The web edge: its port, and the address under which customers reach it. */
export function webChecks({ HTTP_HOST: host, HTTP_PORT: port, PUBLIC_URL: publicUrl }: Variables): readonly Check[] {
  const checks: Check[] = [];
  if (host !== undefined && port !== undefined) {
    const remedy = 'set HTTP_HOST to an address of this machine and HTTP_PORT to a free port';
    checks.push({ name: 'web port', remedy, look: () => portVerdict(host, port) });
  }
  if (publicUrl !== undefined) {
    const remedy = 'start web, and see that name, certificate and proxy of PUBLIC_URL lead to it';
    checks.push({
      name: 'public address',
      needs: ['web port'],
      remedy,
      look: async () => {
        const answers = await answersAsWeb(publicUrl);
        return answers ? ok('/healthz answers') : fault('something else answers there', remedy);
      },
    });
  }
  return checks;
}

async function portVerdict(host: string, port: number): Promise<Verdict> {
  if (port === 0) return ok('any free one');
  const address = host.includes(':') ? `[${host}]` : host;
  if (await answersAsWeb(`http://${address}:${port}`).catch(() => false)) return ok(`${port}, where web answers`);
  try {
    await listenOnce(host, port);
    return ok(`${port} is free; web does not run here`);
  } catch (error) {
    if (codeOf(error) !== 'EADDRINUSE') throw error;
    return fault(`${port} is taken by another program`, 'end that program, or set HTTP_PORT to a free port');
  }
}

/** Whether our web edge answers there. Rejects when nothing does. */
async function answersAsWeb(url: string): Promise<boolean> {
  const response = await fetch(`${url}/healthz`, { redirect: 'manual', signal: AbortSignal.timeout(TIME_OUT) });
  const body: unknown = await response.json().catch(() => undefined);
  return response.ok && typeof body === 'object' && body !== null && 'status' in body && body.status === 'ok';
}

async function listenOnce(host: string, port: number): Promise<void> {
  const server = createServer();
  const listening = once(server, 'listening');
  server.listen({ host, port, exclusive: true });
  await listening;
  server.close();
  await once(server, 'close');
}
