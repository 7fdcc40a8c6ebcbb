export type { MetricsBook } from './book.js';
export { openRecoveryMetrics } from './recovery-metrics.js';
export { openRequestMetrics } from './request-metrics.js';
export { silentMetrics } from './silent.js';
