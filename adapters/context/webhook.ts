import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type { z } from 'zod';
import type { Clock } from '../../ports/clock.js';
import type { ContextQuery, ContextSources, MissingReason, SourceAnswer } from '../../ports/context-sources.js';
import { contacts, facts, orders } from './answers.js';
import { asked } from './exchange.js';

/** Where other systems are asked, and how they know that it is us; one without an address is not asked. */
export interface ContextSettings {
  readonly orders?: string;
  readonly crm?: string;
  readonly contacts?: string;
  /** `whsec_` and base64, or the key itself. */
  readonly secret: string;
  readonly clock: Clock;
}

type Schema<T> = z.ZodType<{ readonly asOf: number; readonly items: readonly T[] }>;

/** Asks other systems by a POST that is signed after Standard Webhooks. Throws when the secret is none. */
export function createContextSources({ secret, clock, ...urls }: ContextSettings): ContextSources {
  const webhook = secret.startsWith('whsec_') ? new Webhook(secret) : new Webhook(secret, { format: 'raw' });
  const source =
    <T>(url: string | undefined, schema: Schema<T>) =>
    async (query: ContextQuery): Promise<SourceAnswer<T>> => {
      const at = clock.now();
      const missing = (reason: MissingReason): SourceAnswer<T> => ({ state: 'missing', asOf: at, reason });
      if (url === undefined) return missing('not_configured');
      const answer = await asked(url, signed(webhook, query, at));
      if ('failed' in answer) return missing(answer.failed);
      const read = schema.safeParse(parsed(answer.text));
      return read.success ? { state: 'known', asOf: read.data.asOf, value: read.data.items } : missing('malformed');
    };
  return {
    orders: source(urls.orders, orders),
    crm: source(urls.crm, facts),
    contacts: source(urls.contacts, contacts),
  };
}

function signed(webhook: Webhook, { tenant, customerId }: ContextQuery, at: number) {
  const body = JSON.stringify({ tenant, customerId });
  const id = `ctx_${randomUUID()}`;
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at / 1_000)),
    'webhook-signature': webhook.sign(id, new Date(at), body),
  };
  return { body, headers };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
