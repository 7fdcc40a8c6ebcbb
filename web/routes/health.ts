import { setTimeout as pause } from 'node:timers/promises';
import type { ServerDependencies } from '../dependencies.js';
import type { App } from '../validation.js';

/** Milliseconds after which a probe counts as failed. */
const PROBE_DEADLINE = 2_000;

/** `/healthz`: the process answers. `/readyz`: what it needs answers too, and it is not about to stop. */
export function healthRoutes(app: App, { probes, isDraining = () => false }: ServerDependencies): void {
  app.get('/healthz', { config: { rateLimit: false } }, () => ({ status: 'ok' }));

  app.get('/readyz', async (request, reply) => {
    if (isDraining()) return reply.code(503).send({ status: 'draining', checks: {} });
    const checks = await Promise.all(
      Object.entries(probes).map(async ([name, probe]) => [name, await passes(probe)] as const),
    );
    const ready = checks.every(([, passed]) => passed);
    if (!ready) request.log.warn({ failed: checks.filter(([, passed]) => !passed).map(([name]) => name) }, 'not ready');
    return reply.code(ready ? 200 : 503).send({
      status: ready ? 'ready' : 'unavailable',
      checks: Object.fromEntries(checks.map(([name, passed]) => [name, passed ? 'ok' : 'failed'])),
    });
  });
}

async function passes(probe: () => Promise<unknown>): Promise<boolean> {
  const late = new AbortController();
  try {
    return await Promise.race([probe().then(() => true), pause(PROBE_DEADLINE, false, { signal: late.signal })]);
  } catch {
    return false;
  } finally {
    late.abort();
  }
}
