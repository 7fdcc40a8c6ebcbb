export type { MetricsBook } from './book.js';
export { openRecoveryMetrics } from './recovery-metrics.js';
export { openRequestMetrics } from './request-metrics.js';
export { serveMetrics, type MetricsServer } from './serve-metrics.js';
export { silentMetrics } from './silent.js';
