import { collectDefaultMetrics, Registry } from 'prom-client';

/** What a scrape is answered with. */
export interface Exposition {
  readonly contentType: string;
  readonly body: string;
}

/** The metrics of one process, as Prometheus reads them. */
export interface MetricsBook<Metrics> {
  readonly metrics: Metrics;
  /** All that was counted so far, in the text format of Prometheus. */
  readonly expose: () => Promise<Exposition>;
}

/** A book over a registry of its own, so that two parts of one process, or two tests, never share a count. */
export function openBook<Metrics>(fill: (registry: Registry) => Metrics): MetricsBook<Metrics> {
  const registry = new Registry();
  // Memory, event loop, garbage collection, open files: without them no alert can tell a sick process from a busy one.
  collectDefaultMetrics({ register: registry, prefix: 'amends_' });
  const metrics = fill(registry);
  return {
    metrics,
    expose: async () => ({ contentType: registry.contentType, body: await registry.metrics() }),
  };
}
