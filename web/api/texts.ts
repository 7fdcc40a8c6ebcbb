import { z } from 'zod';

// Cc: control characters. Cs: halves of a surrogate pair, which no store gives back as they were.
// Zl and Zp: line and paragraph separator.
const line = /^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}]*$/u;
const lines = /^(?:[^\p{Cc}\p{Cs}]|[\t\n\r])*$/u;

// Format characters that show nothing: with those that turn the direction round, a name or subject reads as another one
// in a list or a mail header. Joiners and the three direction marks stay: emoji and right-to-left texts need them.
const visible = /^(?:[^\p{Cf}]|(?!\p{Default_Ignorable_Code_Point})\p{Cf}|[\u200c-\u200f\u061c])*$/u;

/** One line of text without control characters and without characters that hide or turn others, at least one and at most `max` UTF-16 units long. */
export function oneLine(max: number): z.ZodString {
  return z
    .string()
    .min(1, 'This may not be empty.')
    .max(max, `This may be ${max} characters long.`)
    .regex(line, 'This has to be one line without control characters.')
    .regex(visible, 'This may not contain invisible characters, or any that turn the direction of a text.');
}

/** Text with line breaks and without other control characters, at most `max` UTF-16 units long. */
export function multiLine(max: number): z.ZodString {
  return z
    .string()
    .max(max, `This may be ${max} characters long.`)
    .regex(lines, 'This may not contain control characters.');
}

/** The same, for what has to say something: blanks alone do not. */
export function saying(max: number): z.ZodString {
  return multiLine(max).regex(/\S/, 'This may not be empty.');
}

/** An instant as ISO 8601 with an offset; becomes epoch milliseconds. */
export const instant = z.iso
  .datetime({ offset: true, error: 'This has to be an ISO 8601 time with an offset, such as 2026-03-01T09:30:00Z.' })
  .transform((text) => Date.parse(text));
