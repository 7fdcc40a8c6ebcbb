import type { ServerDependencies } from '../dependencies.js';
import type { App } from '../validation.js';
import { emailEventRoute } from './email-events.js';
import { emailInboundRoute } from './email-inbound.js';
import { twilioInboundRoute } from './twilio-inbound.js';
import { twilioStatusRoute } from './twilio-status.js';

/** The doors through which providers report, each with what it takes; they need no key, since what they say is signed. */
export async function hookRoutes(app: App, dependencies: ServerDependencies): Promise<void> {
  for (const addDoor of [twilioStatusRoute, twilioInboundRoute, emailEventRoute, emailInboundRoute]) {
    await app.register(async (door: App) => {
      addDoor(door, dependencies);
      return Promise.resolve();
    });
  }
}
