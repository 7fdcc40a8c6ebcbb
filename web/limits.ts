import rateLimit, { normalizeIP } from '@fastify/rate-limit';
import type { FastifyRequest } from 'fastify';
import type { App } from './validation.js';
import { Problem } from './problem.js';

/** How many requests a minute are answered before `too_many`. */
export interface RateLimits {
  /** With a valid key, by tenant and actor. */
  readonly perKey: number;
  /** Without one, by address; wrong keys are counted here, so that keys cannot be guessed. */
  readonly perAddress: number;
}

/** A hundred a second for a backend; ten a second for everybody who is not known. */
export const defaultRateLimits: RateLimits = { perKey: 6_000, perAddress: 600 };

/** Registers the limits on every route; `app.rateLimit()` brings them to the not-found handler. */
export async function limitRates(app: App, limits: RateLimits): Promise<void> {
  await app.register(rateLimit, {
    timeWindow: 60_000,
    max: (request) => (request.caller === undefined ? limits.perAddress : limits.perKey),
    keyGenerator: counted,
    errorResponseBuilder: (_request, { after }) => new Problem('too_many', { detail: `Try again in ${after}.` }),
  });
}

/**
 * The limit of a door of providers, as `config.rateLimit` of its route: each address may ask as often as a key. A provider
 * reports from few addresses, and one that does not repeat what was refused would never be heard.
 */
export function limitOfProviders({ perKey }: RateLimits = defaultRateLimits): { readonly max: number } {
  return { max: perKey };
}

function counted({ caller, ip }: FastifyRequest): string {
  return caller === undefined ? `address ${normalizeIP(ip)}` : `key ${caller.tenant}:${caller.actor}`;
}
