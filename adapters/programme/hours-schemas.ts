import { z } from 'zod';

/** The days of a week as calendars name them, Monday first. */
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const HOUR = 60;

/** A time of day such as 08:00, read as minutes since midnight; 24:00 ends a day. */
const timeOfDay = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'has to be a time of day such as 08:00')
  .transform((text) => {
    const [hours = 0, minutes = 0] = text.split(':').map(Number);
    return hours * HOUR + minutes;
  });

/** An IANA zone that this machine knows. */
export const timeZone = z.string().refine(isZone, 'is no IANA time zone such as Europe/Berlin');

/** When customers may be written to. A day has to leave eight hours of quiet, and one in which to write. */
export const contactHours = z
  .strictObject({ from: timeOfDay, until: timeOfDay })
  .refine(({ from, until }) => until - from >= HOUR && until - from <= 16 * HOUR, {
    error: 'has to begin before it ends, and to last between one hour and sixteen',
  });

const span = z
  .strictObject({ days: z.array(z.enum(weekdays)).min(1), from: timeOfDay, until: timeOfDay })
  .refine(({ from, until }) => from < until, { path: ['until'], error: 'has to come after from' })
  .transform(({ days, from, until }) => ({ days: days.map((day) => weekdays.indexOf(day) + 1), from, until }));

type Span = z.infer<typeof span>;

/** `calendars/<name>.yaml` */
export const calendarSchema = z.strictObject({
  timeZone,
  week: z
    .array(span)
    .min(1)
    .max(50)
    .transform((week) => [...week].sort((a, b) => a.from - b.from))
    .refine((week) => !week.some((one, at) => week.slice(at + 1).some((other) => overlap(one, other))), {
      error: 'has hours that overlap',
    }),
  holidays: z
    .strictObject({
      country: z.string().regex(/^[A-Z]{2}$/, 'has to be an ISO 3166 code such as US'),
      region: z
        .string()
        .regex(/^[A-Za-z0-9-]{1,8}$/, 'has to be an ISO 3166-2 code without its country, such as BE')
        .exactOptional(),
    })
    .exactOptional(),
  closed: z.array(z.iso.date()).max(400).exactOptional(),
});

function overlap(one: Span, other: Span): boolean {
  return one.days.some((day) => other.days.includes(day)) && one.from < other.until && other.from < one.until;
}

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    // An offset has no changes of clocks.
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}
