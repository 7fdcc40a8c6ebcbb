import type { ServerDependencies } from '../dependencies.js';
import { limitOfProviders } from '../limits.js';
import { Problem } from '../problem.js';
import type { App } from '../validation.js';
import { shutDoor, takeSignedBodies } from './signed-body.js';
import { badSignature, signedBytes } from './signed-request.js';
import { takeAll } from './take-all.js';

/** Status callbacks of Twilio; the sender of an SMS names this address with the mark of its message as `k`. */
export function twilioStatusRoute(app: App, dependencies: ServerDependencies): void {
  const hook = dependencies.hooks?.twilio;
  if (hook === undefined) {
    shutDoor(app, path, notSetUp);
    return;
  }
  takeSignedBodies(app, taken);
  const config = { rateLimit: limitOfProviders(dependencies.rateLimits) };
  app.post(path, { config }, async (request, reply) => {
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

const path = '/hooks/twilio/status';

const taken = {
  types: ['application/x-www-form-urlencoded', 'application/json'],
  advice: 'Send the callback as Twilio does, as application/x-www-form-urlencoded.',
};

const notSetUp = 'This hook is not set up: the web edge has no TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN.';
