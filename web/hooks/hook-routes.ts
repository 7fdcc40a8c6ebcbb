import type { ServerDependencies } from '../dependencies.js';
import type { App } from '../validation.js';
import { emailEventRoute } from './email-events.js';
import { twilioStatusRoute } from './twilio-status.js';

/** The doors through which providers report; they need no key, since what they say is signed. */
export function hookRoutes(app: App, dependencies: ServerDependencies): void {
  // Signatures are made over bytes; whatever a body is, nothing of it is read before its signature is believed.
  app.addContentTypeParser(
    ['application/json', 'application/x-www-form-urlencoded', 'message/rfc822', 'multipart/report'],
    { parseAs: 'buffer' },
    (_request, body, done) => done(null, body),
  );
  twilioStatusRoute(app, dependencies);
  emailEventRoute(app, dependencies);
}
