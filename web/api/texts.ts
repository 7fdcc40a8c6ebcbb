import { z } from 'zod';

// Cc: control characters. Cs: halves of a surrogate pair, which no store gives back as they were.
const line = /^[^\p{Cc}\p{Cs}]*$/u;
const lines = /^(?:[^\p{Cc}\p{Cs}]|[\t\n\r])*$/u;

/** One line of text without control characters, at least one and at most `max` UTF-16 units long. */
export function oneLine(max: number): z.ZodString {
  return z
    .string()
    .min(1, 'This may not be empty.')
    .max(max, `This may be ${max} characters long.`)
    .regex(line, 'This has to be one line without control characters.');
}

/** Text with line breaks and without other control characters, at most `max` UTF-16 units long. */
export function multiLine(max: number): z.ZodString {
  return z
    .string()
    .max(max, `This may be ${max} characters long.`)
    .regex(lines, 'This may not contain control characters.');
}

/** An instant as ISO 8601 with an offset; becomes epoch milliseconds. */
export const instant = z.iso
  .datetime({ offset: true, error: 'This has to be an ISO 8601 time with an offset, such as 2026-03-01T09:30:00Z.' })
  .transform((text) => Date.parse(text));
