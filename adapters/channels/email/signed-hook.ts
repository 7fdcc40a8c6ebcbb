import { Webhook, WebhookVerificationError } from 'standardwebhooks';
import type { Clock } from '../../../ports/clock.js';
import type { EmailHook, HookRequest } from '../../../ports/provider-hooks.js';
import { readBounce } from './bounce.js';

/** Whose posts are believed. */
export interface EmailHookSettings {
  /** Any of these signs, so that a new one can be brought in before the old one goes; `whsec_` and base64, or the key itself. */
  readonly secrets: readonly string[];
  readonly clock: Clock;
}

const STANDARD = 'whsec_';
const signed = ['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const;

/** Believes posts that are signed after Standard Webhooks, and reads bounces. Throws when a secret is no base64. */
export function createEmailHook({ secrets, clock }: EmailHookSettings): EmailHook {
  const keys = secrets.map((secret) =>
    secret.startsWith(STANDARD) ? new Webhook(secret) : new Webhook(Buffer.from(secret), { format: 'raw' }),
  );
  return {
    isSigned: (request) => keys.some((key) => isSignedWith(key, request)),
    readBounce: (request) => readBounce(request, clock.now()),
  };
}

function isSignedWith(key: Webhook, { headers, body }: HookRequest): boolean {
  const given = Object.fromEntries(signed.map((name) => [name, String(headers[name] ?? '')]));
  try {
    key.verify(body, given, { jsonParse: false });
    return true;
  } catch (error) {
    if (error instanceof WebhookVerificationError) return false;
    throw error;
  }
}
