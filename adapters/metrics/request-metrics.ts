import { Counter, Histogram, type Registry } from 'prom-client';
import type { Leak } from '../../ports/contact-log.js';
import type { RequestMetrics } from '../../ports/metrics.js';
import { purposes } from '../../domain/contact/decision.js';
import { openBook, type MetricsBook } from './book.js';

const knownLeaks = ['suppressed', 'against_answer'] as const satisfies readonly Leak[];

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
      ...contacting(registry),
      decided: (labels) => decisions.inc(labels),
      reported: ({ count, ...labels }) => reports.inc(labels, count),
      answered: ({ method, route, status, seconds }) =>
        requests.observe({ method, route, status: String(status) }, seconds),
    };
  });
}

function contacting(registry: Registry): Pick<RequestMetrics, 'contacted'> {
  const contacts = new Counter({
    name: 'amends_reported_contacts_total',
    help: 'Contacts that other senders have reported, by purpose; our own are attempts to send.',
    labelNames: ['purpose'],
    registers: [registry],
  });
  const leaked = new Counter({
    name: 'amends_contact_leaks_total',
    help: 'Promotions that other senders have sent to customers in a recovery, or against the answer that they were given.',
    labelNames: ['leak'],
    registers: [registry],
  });
  // A series that is born at 1 has no increase: an alarm would not hear of the first.
  for (const purpose of purposes) contacts.inc({ purpose }, 0);
  for (const leak of knownLeaks) leaked.inc({ leak }, 0);
  return {
    contacted: ({ purpose, leak }) => {
      contacts.inc({ purpose });
      if (leak !== undefined) leaked.inc({ leak });
    },
  };
}
