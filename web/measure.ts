import type { RequestMetrics } from '../ports/metrics.js';
import { patternOf } from './log.js';
import type { App } from './validation.js';

/** Counts each answer with its time, the refused and the unmatched too. */
export function measure(app: App, metrics: RequestMetrics): void {
  app.addHook('onResponse', (request, reply, done) => {
    const { statusCode: status, elapsedTime } = reply;
    metrics.answered({ method: request.method, route: patternOf(request), status, seconds: elapsedTime / 1_000 });
    done();
  });
}
