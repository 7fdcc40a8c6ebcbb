import type { ServerDependencies } from '../dependencies.js';
import { Problem } from '../problem.js';
import type { App } from '../validation.js';
import { hearText } from './hear-text.js';
import { noAnswer } from './help-answer.js';
import { openDoor } from './open-door.js';
import { badSignature, signedBytes } from './signed-request.js';

/** Texts that people send to our number, as Twilio posts them; the answer is TwiML, mostly one that says nothing. */
export function twilioInboundRoute(app: App, dependencies: ServerDependencies): void {
  const door = openDoor(app, dependencies, { provider: 'twilio', path, taken });
  if (door === undefined) return;
  const { hook, config } = door;
  app.post(path, { config }, async (request, reply) => {
    const told = hook.readText(signedBytes(request));
    switch (told.kind) {
      case 'forged':
        throw badSignature();
      case 'malformed':
        throw new Problem('malformed', { detail: 'This is no text message.' });
      case 'no_phone':
        request.log.info('a text came from no phone number: nobody is answered');
        return reply.type(TWIML).send(noAnswer);
      case 'text': {
        const { answer, reading, customers } = await hearText(dependencies, told.text, request.log);
        request.log.info({ ...reading, customers }, 'a text came in');
        return reply.type(TWIML).send(answer);
      }
    }
  });
}

const path = '/hooks/twilio/inbound';
const TWIML = 'text/xml; charset=utf-8';

const taken = {
  types: ['application/x-www-form-urlencoded'],
  advice: 'Send the text as Twilio does, as application/x-www-form-urlencoded.',
};
