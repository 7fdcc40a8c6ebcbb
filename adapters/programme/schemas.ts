import { z } from 'zod';
import { severities } from '../../domain/case/incident.js';
import { channels } from '../../domain/contact/channels.js';
import { messageTypes } from '../../domain/contact/messages.js';
import { milliseconds } from './duration.js';
import { contactHours, timeZone } from './hours-schemas.js';

const HUNDRED_DAYS = 8_640_000_000;

/** An ISO 8601 duration, read as milliseconds. */
const duration = z.string().transform((text, context) => {
  const length = milliseconds(text) ?? 0;
  if (length > 0 && length <= HUNDRED_DAYS) return length;
  context.addIssue(`"${text}" is no ISO 8601 duration such as PT24H or P14D, above zero and at most P100D`);
  return z.NEVER;
});

/** Ids and names of categories, as contracts of intake have them. */
export const word = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'has to be a lower-case word such as late_delivery');
const staffId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'has to be an id such as s-101, without personal data');
/** A name as people read it. */
export const shown = z.string().trim().min(1).max(80);
const score = z.number().min(1).max(5);

const money = z.strictObject({
  minor: z.int().min(0),
  currency: z.string().refine((code) => Intl.supportedValuesOf('currency').includes(code), 'is no ISO 4217 currency'),
});

const percents = z
  .array(z.int().min(1).max(99))
  .min(1)
  .refine((list) => list.every((percent, index) => percent > (list[index - 1] ?? 0)), 'has to rise');

const severityRule = z.strictObject({
  severity: z.enum(severities),
  categories: z.array(word).min(1).exactOptional(),
  scoreUpTo: score.exactOptional(),
  lossFrom: money.exactOptional(),
  tier: z
    .array(z.enum(['standard', 'valued', 'vip']))
    .min(1)
    .exactOptional(),
  vulnerable: z.boolean().exactOptional(),
});

const automaticRemedy = z
  .strictObject({ kind: z.literal('voucher'), amount: money, lossUpTo: money })
  .refine(({ amount, lossUpTo }) => amount.currency === lossUpTo.currency, {
    path: ['lossUpTo', 'currency'],
    error: 'has to be the currency of the amount',
  });

const survey = z
  .strictObject({
    after: duration,
    reminderAfter: duration,
    expiresAfter: duration,
    target: z.int().min(1).max(5),
  })
  .refine(({ reminderAfter, expiresAfter }) => reminderAfter < expiresAfter, {
    path: ['reminderAfter'],
    error: 'has to come before expiresAfter',
  });

const cap = z.strictObject({ most: z.int().min(1).max(1_000), within: duration });

/** `programme.yaml` */
export const programmeSchema = z.strictObject({
  brand: z.string().trim().min(1).max(40),
  defaultLocale: z.string().refine(isLocale, 'is no BCP 47 locale such as en or pt-BR'),
  timeZone,
  contact: z.strictObject({ survey: cap.exactOptional(), marketing: cap.exactOptional() }).exactOptional(),
});

/** `criteria.yaml` */
export const criteriaSchema = z.strictObject({
  maxAge: duration,
  minConfidence: z.number().min(0).max(1),
  scoreUpTo: score,
  severityRules: z.array(severityRule),
  defaultSeverity: z.enum(severities),
});

const phrase = z.string().trim().min(2).max(80);

/** `wording.yaml` */
export const wordingSchema = z.strictObject({
  rules: z
    .array(
      z.strictObject({
        name: word,
        severity: z.enum(severities),
        phrases: z.record(
          z.string().refine(isLocale, 'is no BCP 47 locale such as en or pt-BR'),
          z.array(phrase).min(1).max(500),
        ),
      }),
    )
    .max(50),
});

/** `teams.yaml` */
export const teamsSchema = z.strictObject({
  teams: z
    .array(z.strictObject({ id: word, name: shown, ladder: z.array(staffId).min(1), calendar: word.exactOptional() }))
    .min(1),
  staff: z.array(z.strictObject({ id: staffId, name: shown })).min(1),
});

/** `protocols/<name>.yaml`; the ladder is the team's. */
export const protocolSchema = z
  .strictObject({
    team: word,
    categories: z.array(word),
    channels: z
      .array(z.enum(channels))
      .min(1)
      .refine((list) => new Set(list).size === list.length, 'names a channel twice'),
    clocks: z.strictObject({ acknowledgement: duration, apology: duration, resolution: duration }),
    warnings: z.strictObject({ at: percents, shortAt: percents, shortUnder: duration }),
    escalateAgainAfter: duration,
    apologyWaits: duration,
    followUpAfter: duration,
    survey,
    promises: z.strictObject({ atLeast: duration, renewedFor: duration, slack: duration }),
    answerWithin: duration,
    contactHours,
    safety: z.boolean().exactOptional(),
    decideWithin: duration,
    apologyWindow: duration,
    coolOff: duration,
    messageBudget: z.strictObject({
      low: budget(),
      medium: budget(),
      high: budget(),
      critical: budget(),
    }),
    automaticRemedy: automaticRemedy.exactOptional(),
    goodwillPerMonth: money.exactOptional(),
    casesPerDay: z.int().min(1).max(1_000_000).exactOptional(),
    remedyWithin: duration,
    holdProactive: duration.exactOptional(),
    longestHold: duration,
    worthSending: duration,
    receiptWithin: duration.exactOptional(),
    sendAgainInDoubt: z.array(z.enum(messageTypes)).exactOptional(),
    soon: duration,
  })
  .refine(({ apologyWaits, clocks }) => apologyWaits < clocks.apology, {
    path: ['apologyWaits'],
    error: 'has to end before the apology clock',
  })
  .refine(({ goodwillPerMonth, automaticRemedy: remedy }) => sameCurrency(goodwillPerMonth, remedy?.amount), {
    path: ['goodwillPerMonth'],
    error: 'limits the automatic remedy: there has to be one, in the same currency',
  });

function sameCurrency(limit: { currency: string } | undefined, amount: { currency: string } | undefined): boolean {
  return limit === undefined || limit.currency === amount?.currency;
}

/** At least an answer to the report and a last message. */
function budget() {
  return z.int().min(2).max(50);
}

/** Is this a BCP 47 tag in its canonical spelling? */
export function isLocale(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag)[0] === tag;
  } catch {
    return false;
  }
}
