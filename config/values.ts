import { isIP } from 'node:net';
import { z } from 'zod';
import { addressesIn } from './addresses.js';

/** A port; 0 takes any free one. */
export const port = z.coerce.number('has to be a port number').int().min(0).max(65_535);

const MIN_SECRET_BYTES = 32;

/** A secret of at least 32 bytes, the length of the keys of HMAC-SHA-256; there is no default. */
export const secret = z
  .string('is missing; make one with: openssl rand -base64 48')
  .refine((text) => Buffer.byteLength(text) >= MIN_SECRET_BYTES, {
    error: `has to be at least ${MIN_SECRET_BYTES} bytes long; make one with: openssl rand -base64 48`,
  });

/** How Standard Webhooks begins a secret whose key is in base64; any other text is the key itself. */
const STANDARD = 'whsec_';

/** Secrets of at least 32 bytes, separated by commas: any of them counts, so that a new one can be brought in. */
export const secrets = z
  .string()
  .transform((text) => text.split(',').map((one) => one.trim()))
  .refine(
    (all) =>
      all.every((one) => Buffer.byteLength(one) >= MIN_SECRET_BYTES && (!one.startsWith(STANDARD) || isBase64(one))),
    {
      error: `has to be secrets of at least ${MIN_SECRET_BYTES} bytes, separated by commas; make one with: openssl rand -base64 48`,
    },
  );

function isBase64(secret: string): boolean {
  return /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(secret.slice(STANDARD.length));
}

/** An address with one of these schemes (each with its colon); the example is part of the remedy. */
export function urlOf(schemes: readonly string[], example: string): z.ZodType<string, string> {
  const remedy = `; give an address such as ${example}`;
  return z
    .string(`is missing${remedy}`)
    .refine((text) => addressesIn(text).some(({ protocol }) => schemes.includes(protocol)), {
      error: `is no address of this kind${remedy}`,
    });
}

const roles = ['recovery', 'email', 'sms'] as const;

/** Which queues a worker serves; all of them by default. */
export const workerRoles = z
  .string()
  .default('all')
  .transform((text) => (text === 'all' ? [...roles] : text.split(',').map((role) => role.trim())))
  .pipe(z.array(z.enum(roles, `has to be all, or some of ${roles.join(',')}`)));

/** Addresses and CIDR ranges, separated by commas; none by default. */
export const addressRanges = z
  .string()
  .default('')
  .transform((text) => (text === '' ? [] : text.split(',').map((range) => range.trim())))
  .refine((ranges) => ranges.every(isRange), {
    error: 'has to be addresses or CIDR ranges separated by commas, such as 127.0.0.1,10.0.0.0/8',
  });

function isRange(text: string): boolean {
  const [address = '', length, ...more] = text.split('/');
  const bits = { 0: 0, 4: 32, 6: 128 }[isIP(address)] ?? 0;
  if (bits === 0 || more.length > 0) return false;
  // A length of 0 would believe everybody.
  return length === undefined || (/^[1-9]\d{0,2}$/.test(length) && Number(length) <= bits);
}
