import { z } from 'zod';
import { severities, sources } from '../../domain/case/incident.js';
import type { RefusedIncident } from '../../ports/incident-store.js';
import { email, locale, opaqueId, phone, timeZone } from './contact-points.js';
import { type ListPage, pageOptions } from './page.js';
import { instant, multiLine, oneLine } from './texts.js';

const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** An amount: integer minor units and an ISO 4217 code. */
export const money = z.strictObject({
  minor: z.int('This has to be an integer number of minor units.').nonnegative('This may not be negative.'),
  currency: z.string().refine((code) => currencies.has(code), 'This has to be an ISO 4217 code, such as EUR.'),
});

const score = z
  .strictObject({ value: z.number().nonnegative(), of: z.number().positive() })
  .refine(({ value, of }) => value <= of, { error: 'The value may not be above the scale.', path: ['value'] });

const loss = z.strictObject({ kind: z.enum(['money', 'time', 'trust']), amount: money.exactOptional() });

const customer = z.strictObject({
  id: opaqueId,
  name: oneLine(200).exactOptional(),
  locale,
  timeZone: timeZone.exactOptional(),
  email: email.exactOptional(),
  phone: phone.exactOptional(),
  tier: z.enum(['standard', 'valued', 'vip']).exactOptional(),
  vulnerable: z.boolean().exactOptional(),
});

const MAX_FACTS = 20;
const factName = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,39}$/, 'A fact is named by letters, digits and _.');
const facts = z
  .record(factName, z.union([oneLine(500), z.number(), z.boolean()], 'This has to be a text, a number, true or false.'))
  .refine((all) => Object.keys(all).length <= MAX_FACTS, `There may be ${MAX_FACTS} facts.`);

/** `POST /v1/incidents`: one service failure. Tenant and reporter come from the API key. */
export const incidentBody = z.strictObject({
  id: opaqueId,
  source: z.enum(sources),
  confidence: z.number().min(0).max(1).default(1),
  category: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'This has to be snake_case and at most 40 characters long.'),
  severity: z.enum(severities).exactOptional(),
  occurredAt: instant,
  subject: oneLine(200).exactOptional(),
  story: multiLine(32_000).exactOptional(),
  score: score.exactOptional(),
  loss: loss.exactOptional(),
  customer,
  facts: facts.exactOptional(),
});
/** A report after validation; `occurredAt` is epoch milliseconds. */
export type IncidentBody = z.output<typeof incidentBody>;

/** `/v1/incidents/:id`. */
export const incidentParams = z.strictObject({ id: opaqueId });

/** Answer to a report: the same bytes each time it is repeated. */
export interface IncidentReceipt {
  readonly incidentId: string;
  /** The eight characters that the customer sees. */
  readonly reference: string;
  /** Where to read what becomes of it. */
  readonly url: string;
}

/** Answer to `GET /v1/incidents/:id`; nothing of what the customer said. */
export interface IncidentAnswer extends IncidentReceipt {
  readonly customerId: string;
  readonly reportedAt: number;
  readonly state: 'waiting' | 'in_case' | 'refused';
  /** Null until the customer's recovery has taken the incident up. */
  readonly caseId: string | null;
  /** Its category as reported. */
  readonly category: string;
  /** The protocol that takes the category in the current programme; null before the first publishing. */
  readonly protocol: string | null;
  /** Whether a protocol claims the category; otherwise the default one takes it. */
  readonly claimed: boolean;
  /** Why it was refused; null otherwise. */
  readonly reason: string | null;
}

/** `GET /v1/incidents`: the refused ones, newest first; what was accepted is in a case, and listed there. */
export const incidentListQuery = z.strictObject({
  state: z.literal('refused'),
  ...pageOptions,
});

/** One page of refusals. */
export type RefusalList = ListPage<RefusedIncident>;
