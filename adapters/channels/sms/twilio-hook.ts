import type { Clock } from '../../../ports/clock.js';
import type { SmsHook } from '../../../ports/provider-hooks.js';
import { readText } from './inbound-text.js';
import { signedForm, type TwilioSignature } from './signed-form.js';
import { readStatus } from './status-callback.js';

/** Whose requests are believed, and what time it is. */
export interface TwilioHookSettings extends TwilioSignature {
  readonly clock: Clock;
}

/** Believes what Twilio has signed for our account: what became of our texts, and what people text to us. */
export function createTwilioHook(settings: TwilioHookSettings): SmsHook {
  const { clock } = settings;
  return {
    read(request) {
      const told = signedForm(request, settings);
      return told === undefined ? { kind: 'forged' } : readStatus(request, told, clock.now());
    },
    readText(request) {
      const told = signedForm(request, settings);
      return told === undefined ? { kind: 'forged' } : readText(told, clock.now());
    },
  };
}
