import { z } from 'zod';
import { severities } from '../../domain/case/incident.js';
import { channels } from '../../domain/contact/channels.js';
import { messageTypes } from '../../domain/contact/messages.js';
import { clockNames } from '../../domain/protocol/protocol.js';
import type { Programme } from '../../ports/programme-store.js';
import { money } from './incident.js';
import { contradictionsOf } from './programme-contradictions.js';
import { oneLine } from './texts.js';

const name = oneLine(100);
const milliseconds = z.int().positive();
const count = z.int().nonnegative();
const scoreOnFive = z.number().min(1).max(5);
const minuteOfDay = z.int().min(0).max(1_440);
const date = z.iso.date();
/** Hours that never open would keep every message for good; a day without a night is none. */
const contactHours = z
  .strictObject({ from: minuteOfDay, until: minuteOfDay })
  .refine(({ from, until }) => until - from >= 60 && until - from <= 16 * 60, 'These have to last 1 to 16 hours.');
const percents = z
  .array(z.int().min(1).max(99))
  .max(10)
  .refine((list) => list.every((percent, at) => percent > (list[at - 1] ?? 0)), 'This has to rise.');

const criteria = z.strictObject({
  maxAge: milliseconds,
  minConfidence: z.number().min(0).max(1),
  scoreUpTo: scoreOnFive,
  severityRules: z
    .array(
      z.strictObject({
        severity: z.enum(severities),
        categories: z.array(name).exactOptional(),
        scoreUpTo: scoreOnFive.exactOptional(),
        lossFrom: money.exactOptional(),
        tier: z.array(name).exactOptional(),
        vulnerable: z.boolean().exactOptional(),
      }),
    )
    .max(100),
  defaultSeverity: z.enum(severities),
});

const protocol = z.strictObject({
  name,
  categories: z.array(name).max(200),
  team: name,
  channels: z.array(z.enum(channels)).min(1),
  clocks: z.record(z.enum(clockNames), milliseconds),
  warnings: z.strictObject({ at: percents, shortAt: percents, shortUnder: milliseconds }),
  escalateAgainAfter: milliseconds,
  ladder: z.array(name).min(1).max(20),
  apologyWaits: milliseconds,
  followUpAfter: milliseconds,
  survey: z.strictObject({
    after: milliseconds,
    reminderAfter: milliseconds,
    expiresAfter: milliseconds,
    target: scoreOnFive,
  }),
  promises: z.strictObject({ atLeast: milliseconds, renewedFor: milliseconds, slack: milliseconds }),
  answerWithin: milliseconds.exactOptional(),
  contactHours: contactHours.exactOptional(),
  safety: z.boolean().exactOptional(),
  decideWithin: milliseconds,
  apologyWindow: milliseconds,
  coolOff: milliseconds,
  messageBudget: z.record(z.enum(severities), count),
  automaticRemedy: z.strictObject({ kind: z.literal('voucher'), amount: money, lossUpTo: money }).exactOptional(),
  goodwillPerMonth: money.exactOptional(),
  casesPerDay: count.exactOptional(),
  remedyWithin: milliseconds,
  holdProactive: milliseconds.exactOptional(),
  longestHold: milliseconds,
  worthSending: milliseconds,
  receiptWithin: milliseconds.exactOptional(),
  sendAgainInDoubt: z.array(z.enum(messageTypes)).max(20).exactOptional(),
  // A high pace rounds it to nothing, and nothing waits for it.
  soon: z.int().nonnegative(),
});

const template = z.strictObject({
  subject: z.string().max(1_000).exactOptional(),
  html: z.string().max(200_000).exactOptional(),
  text: z.string().min(1).max(50_000),
});

const named = z.record(name, oneLine(200));

const calendar = z.strictObject({
  name,
  timeZone: name,
  week: z
    .array(
      z.strictObject({ days: z.array(z.int().min(1).max(7)).min(1).max(7), from: minuteOfDay, until: minuteOfDay }),
    )
    .max(50),
  closed: z.array(date).max(400),
  holidays: z.strictObject({ country: name, region: name.exactOptional() }).exactOptional(),
});
const cap = z.strictObject({ most: z.int().positive().max(1_000), within: milliseconds });

const programme = z.strictObject({
  brand: name,
  defaultLocale: name,
  timeZone: name.exactOptional(),
  criteria,
  contact: z.strictObject({ survey: cap.exactOptional(), marketing: cap.exactOptional() }).exactOptional(),
  protocols: z.array(protocol).min(1).max(200),
  teams: z
    .array(z.strictObject({ id: name, name, ladder: z.array(name).min(1).max(20), calendar: name.exactOptional() }))
    .max(200),
  calendars: z.array(calendar).max(200).exactOptional(),
  staff: z.array(z.strictObject({ id: name, name })).max(10_000),
  templates: z.record(
    z.string().regex(/^[A-Za-z0-9-]{1,35}\/[a-z_]{1,40}\/[a-z]{1,20}$/, 'locale/message/channel'),
    template,
  ),
  names: z
    .record(
      z.string().regex(/^[A-Za-z0-9-]{1,35}$/, 'locale'),
      z.strictObject({ teams: named, categories: named, facts: named }),
    )
    .exactOptional(),
  wording: z
    .array(
      z.strictObject({
        name,
        severity: z.enum(severities),
        phrases: z.record(z.string().regex(/^[A-Za-z0-9-]{1,35}$/, 'locale'), z.array(oneLine(80)).max(500)),
      }),
    )
    .max(50)
    .exactOptional(),
  pace: z.number().min(1).max(1e9),
}) satisfies z.ZodType<Programme>;

/** `POST /v1/programmes`: a programme that `amends programme check` has passed, as one document; durations in milliseconds. */
export const programmeBody = programme.check(({ value, issues }) => {
  // What it says to itself is looked at once each part has its form.
  if (issues.length > 0) return;
  for (const { path, message } of contradictionsOf(value)) {
    issues.push({ code: 'custom', input: value, path: [...path], message });
  }
});

/** `GET /v1/programmes/current`: what new cases follow. */
export interface PublishedProgramme {
  readonly hash: string;
  readonly programme: Programme;
}

/** Answer to a publishing: the content hash under which cases freeze the programme. */
export interface ProgrammeReceipt {
  readonly hash: string;
}
