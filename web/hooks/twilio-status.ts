import type { ServerDependencies } from '../dependencies.js';
import { Problem } from '../problem.js';
import type { App } from '../validation.js';
import { openDoor } from './open-door.js';
import { badSignature, signedBytes } from './signed-request.js';
import { takeAll } from './take-all.js';

/** Status callbacks of Twilio; the sender of an SMS names this address with the mark of its message as `k`. */
export function twilioStatusRoute(app: App, dependencies: ServerDependencies): void {
  const door = openDoor(app, dependencies, { provider: 'twilio', path, taken });
  if (door === undefined) return;
  const { hook, config } = door;
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
