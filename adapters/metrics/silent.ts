import type { RecoveryMetrics, RequestMetrics } from '../../ports/metrics.js';

/** Counts nothing, for tests and wherever nobody asks. */
export const silentMetrics: RecoveryMetrics & RequestMetrics = {
  attempted: () => undefined,
  projected: () => undefined,
  swept: () => undefined,
  counted: () => undefined,
  released: () => undefined,
  orphans: () => undefined,
  answered: () => undefined,
  decided: () => undefined,
  contacted: () => undefined,
  reported: () => undefined,
};
