import type { ServerDependencies } from '../dependencies.js';
import { inTime } from '../patience.js';
import type { App } from '../validation.js';

/** Milliseconds after which a probe counts as failed. */
const PROBE_DEADLINE = 2_000;

/** Milliseconds for which a look counts, so that however many ask, the stores are asked once. */
const LOOK_LASTS = 1_000;

/** By name, whether a probe has passed. */
type Checks = readonly (readonly [name: string, passed: boolean])[];

/**
 * `/healthz`: the process answers. `/readyz`: what it needs answers too, and it is not about to stop. Neither counts for
 * the rate limit: a flood from the address of whoever balances the load would take a sound edge out of service.
 */
export function healthRoutes(app: App, { probes, isDraining = () => false }: ServerDependencies): void {
  const config = { rateLimit: false } as const;
  const look = lasting(async (): Promise<Checks> => {
    const checks = await Promise.all(
      Object.entries(probes).map(async ([name, probe]) => [name, await passes(probe)] as const),
    );
    const failed = checks.filter(([, passed]) => !passed).map(([name]) => name);
    if (failed.length > 0) app.log.warn({ failed }, 'not ready');
    return checks;
  });
  app.get('/healthz', { config }, () => ({ status: 'ok' }));

  app.get('/readyz', { config }, async (_request, reply) => {
    if (isDraining()) return reply.code(503).send({ status: 'draining', checks: {} });
    const checks = await look();
    const ready = checks.every(([, passed]) => passed);
    return reply.code(ready ? 200 : 503).send({
      status: ready ? 'ready' : 'unavailable',
      checks: Object.fromEntries(checks.map(([name, passed]) => [name, passed ? 'ok' : 'failed'])),
    });
  });
}

/** The same look for all who ask within a second of its beginning. */
function lasting<T>(look: () => Promise<T>): () => Promise<T> {
  let last: { readonly at: number; readonly found: Promise<T> } | undefined;
  return () => {
    // A clock that is set back would keep an old look for as long.
    const now = performance.now();
    if (last === undefined || now - last.at >= LOOK_LASTS) last = { at: now, found: look() };
    return last.found;
  };
}

async function passes(probe: () => Promise<unknown>): Promise<boolean> {
  return (await inTime(() => probe().then(() => true), PROBE_DEADLINE)) ?? false;
}
