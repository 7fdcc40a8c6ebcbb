import { Counter, Histogram } from 'prom-client';
import type { RequestMetrics } from '../../ports/metrics.js';
import { openBook, type MetricsBook } from './book.js';

/** Upper bounds in seconds: reads take milliseconds, a command a few hundred, and the time limit is ten seconds. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** The metrics of the web edge; the histogram's own count is the count of requests. */
export function openRequestMetrics(): MetricsBook<RequestMetrics> {
  return openBook((registry) => {
    const requests = new Histogram({
      name: 'amends_http_request_duration_seconds',
      help: 'How long requests took, by method, route and status.',
      labelNames: ['method', 'route', 'status'],
      buckets: BUCKETS,
      registers: [registry],
    });
    const reports = new Counter({
      name: 'amends_provider_reports_total',
      help: 'Reports of providers about messages, by door and by whether the ledger has the message.',
      labelNames: ['source', 'result'],
      registers: [registry],
    });
    const decisions = new Counter({
      name: 'amends_contact_decisions_total',
      help: 'Answers to senders who asked whether a customer may be contacted, by purpose, decision and reason.',
      labelNames: ['purpose', 'decision', 'reason'],
      registers: [registry],
    });
    return {
      decided: (labels) => decisions.inc(labels),
      reported: ({ count, ...labels }) => reports.inc(labels, count),
      answered: ({ method, route, status, seconds }) =>
        requests.observe({ method, route, status: String(status) }, seconds),
    };
  });
}
