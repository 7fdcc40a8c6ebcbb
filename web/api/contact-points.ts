import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { z } from 'zod';
import { holdsPhoneNumber } from './phone-in-id.js';

/** An id of the caller's own: it appears in workflow ids and logs, so nothing personal may serve as one. */
export const opaqueId = z
  .string()
  .refine((id) => !id.includes('@'), {
    error: 'This looks like an e-mail address; ids have to be opaque, because they appear in logs.',
    abort: true,
  })
  .refine((id) => !holdsPhoneNumber(id), {
    error: 'This looks like a phone number; ids have to be opaque, because they appear in logs.',
    abort: true,
  })
  .regex(/^[A-Za-z0-9._:-]{1,128}$/, 'This has to be 1 to 128 of the characters A-Z a-z 0-9 . _ : -');

/** Exactly one address, without a display name, a list or a line break. */
export const email = z
  .email('This has to be exactly one e-mail address, without a name.')
  .max(254, 'This is too long for an e-mail address.');

/** A phone number that exists in its country's plan, written as E.164. */
export const phone = z.string().refine((text) => {
  const number = parsePhoneNumberFromString(text);
  return number?.number === text && number.isValid();
}, 'This has to be a valid phone number in the form +12025550100.');

/** A BCP 47 locale; becomes its canonical spelling. */
export const locale = z
  .string()
  .max(35, 'This is too long for a locale.')
  .transform((text, context) => {
    try {
      return Intl.getCanonicalLocales(text)[0] ?? z.NEVER;
    } catch {
      context.addIssue({ code: 'custom', message: 'This has to be a BCP 47 locale, such as en or pt-BR.' });
      return z.NEVER;
    }
  });

/** The name of an IANA time zone. */
export const timeZone = z
  .string()
  .max(64, 'This is too long for a time zone.')
  .refine(isTimeZone, 'This has to be an IANA time zone, such as Europe/Madrid.');

function isTimeZone(name: string): boolean {
  // Later runtimes take offsets such as +02:00 too; they know nothing of summer time.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}
