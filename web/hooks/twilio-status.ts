import type { ServerDependencies } from '../dependencies.js';
import { limitOfProviders } from '../limits.js';
import { Problem } from '../problem.js';
import type { App } from '../validation.js';
import { badSignature, signedBytes } from './signed-request.js';
import { takeAll } from './take-all.js';

/** Status callbacks of Twilio; the sender of an SMS names this address with the mark of its message as `k`. */
export function twilioStatusRoute(app: App, dependencies: ServerDependencies): void {
  const hook = dependencies.hooks?.twilio;
  const config = { rateLimit: limitOfProviders(dependencies.rateLimits) };
  app.post('/hooks/twilio/status', { config }, async (request, reply) => {
    if (hook === undefined) throw new Problem('not_found', { detail: notSetUp });
    const reading = hook.read(signedBytes(request));
    switch (reading.kind) {
      case 'forged':
        throw badSignature();
      case 'malformed':
        throw new Problem('malformed', { detail: 'This is no status callback.' });
      case 'reports':
        await takeAll(dependencies, { request, reports: reading.reports, source: 'twilio' });
        return reply.code(204).send();
    }
  });
}

const notSetUp = 'This hook is not set up: the web edge has no TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN.';
