import { createHmac, timingSafeEqual } from 'node:crypto';
import type { HookRequest } from '../../../ports/provider-hooks.js';

const STANDARD = 'whsec_';
const VERSION = 'v1,';
/** Seconds by which the time of a signature may differ from ours, as Standard Webhooks says. */
const TOLERANCE = 5 * 60;

/** The key of a secret: `whsec_` and base64, or the key itself. Throws when it is neither. */
export function keyOf(secret: string): Buffer {
  const coded = secret.startsWith(STANDARD) ? secret.slice(STANDARD.length) : undefined;
  const key = coded === undefined ? Buffer.from(secret) : Buffer.from(coded, 'base64');
  if (coded !== undefined && key.toString('base64') !== coded) throw new Error('a secret of whsec_ goes on in base64');
  if (key.length === 0) throw new Error('a secret is empty');
  return key;
}

/**
 * Whether a request was signed after Standard Webhooks with one of these keys, at `now` (epoch milliseconds) give or take
 * five minutes. Over the bytes of its body: a bounce may be in any encoding, and the published library knows UTF-8 alone.
 */
export function isSigned({ headers, body }: HookRequest, keys: readonly Buffer[], now: number): boolean {
  const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': given } = headers;
  if (typeof id !== 'string' || typeof at !== 'string' || typeof given !== 'string' || id === '') return false;
  if (!/^\d{1,12}$/.test(at) || Math.abs(Math.floor(now / 1_000) - Number(at)) > TOLERANCE) return false;
  const signatures = given.split(' ').filter((one) => one.startsWith(VERSION));
  if (signatures.length === 0) return false;
  return keys.some((key) => {
    const expected = createHmac('sha256', key).update(`${id}.${at}.`).update(body).digest('base64');
    return signatures.some((one) => isEqual(one.slice(VERSION.length), expected));
  });
}

function isEqual(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
