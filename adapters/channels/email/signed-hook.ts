import type { Clock } from '../../../ports/clock.js';
import type { EmailHook } from '../../../ports/provider-hooks.js';
import { readBounce } from './bounce.js';
import { readMail } from './inbound-mail.js';
import { isSigned, keyOf } from './signature.js';

/** Whose posts are believed. */
export interface EmailHookSettings {
  /** Any of these signs, so that a new one can be brought in before the old one goes; `whsec_` and base64, or the key itself. */
  readonly secrets: readonly string[];
  readonly clock: Clock;
}

/** Believes posts that are signed after Standard Webhooks, and reads bounces and the mails of customers. Throws when a secret is no base64. */
export function createEmailHook({ secrets, clock }: EmailHookSettings): EmailHook {
  const keys = secrets.map(keyOf);
  return {
    isSigned: (request) => isSigned(request, keys, clock.now()),
    readMail: ({ body }) => readMail(body),
    readBounce: (request) => readBounce(request, clock.now()),
  };
}
