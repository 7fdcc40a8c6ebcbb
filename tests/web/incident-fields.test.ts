import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Incident } from '../../domain/case/incident.js';
import { customerOf, reportOf } from './support/builders.js';
import { bearer, keys, noon, startEdge, type Edge } from './support/server.js';
import { wordsOfZod } from './support/words-of-zod.js';

let edge: Edge;
beforeAll(async () => {
  edge = await startEdge();
});
afterAll(() => edge.app.close());

let reports = 0;
async function report(overrides: Record<string, unknown>) {
  reports += 1;
  const payload = reportOf({ id: `incident-${reports}`, ...overrides });
  const answer = await edge.app.inject({
    method: 'POST',
    url: '/v1/incidents',
    headers: bearer(keys.backend),
    payload,
  });
  const stored = await edge.stores.incidents.get({ tenant: 'acme', incidentId: String(payload['id']) });
  return { answer, incident: stored?.incident };
}

const customer = (overrides: Record<string, unknown>) => ({ customer: customerOf(overrides) });
const facts = (count: number) => ({
  facts: Object.fromEntries(Array.from({ length: count }, (_, at) => [`f${at}`, at])),
});
const minutesAhead = (minutes: number) => ({ occurredAt: new Date(noon + minutes * 60_000).toISOString() });

const refused: readonly (readonly [what: string, overrides: Record<string, unknown>, field: string])[] = [
  ['an unknown field', { colour: 'red' }, 'colour'],
  ['an unknown field of the customer', customer({ ssn: '1' }), 'customer.ssn'],
  ['an unknown field of the loss', { loss: { kind: 'money', minor: 5 } }, 'loss.minor'],
  ['an id that is missing', { id: undefined }, 'id'],
  ['an id that is an e-mail address', { id: 'ada@customers.example' }, 'id'],
  ['an id that is a phone number in groups', { id: '202-555-0143' }, 'id'],
  ['an id that is an international number in groups', { id: '1.202.555.0143' }, 'id'],
  ['an id that is a phone number with a plus', { id: '+1 202 555 0143' }, 'id'],
  ['an id with a slash', { id: 'a/b' }, 'id'],
  ['an id of 129 characters', { id: 'x'.repeat(129) }, 'id'],
  ['an id that is a number', { id: 1041 }, 'id'],
  ['a customer id that is an e-mail address', customer({ id: 'ada@customers.example' }), 'customer.id'],
  ['a customer id that is a phone number', customer({ id: '1-202-555-0143' }), 'customer.id'],
  ['an unknown source', { source: 'rumour' }, 'source'],
  ['a confidence above 1', { confidence: 1.5 }, 'confidence'],
  ['a category that is no snake_case', { category: 'Late Delivery' }, 'category'],
  ['a category of 41 characters', { category: 'x'.repeat(41) }, 'category'],
  ['an unknown severity', { severity: 'urgent' }, 'severity'],
  ['a time without an offset', { occurredAt: '2026-03-02T11:00:00' }, 'occurredAt'],
  ['a day that does not exist', { occurredAt: '2026-02-30T11:00:00Z' }, 'occurredAt'],
  ['a time as a number', { occurredAt: noon }, 'occurredAt'],
  ['a time of six minutes ahead', minutesAhead(6), 'occurredAt'],
  ['a subject of two lines', { subject: 'Order\r\nBcc: eve@customers.example' }, 'subject'],
  ['a subject that turns its direction round', { subject: 'Order \u202e1401' }, 'subject'],
  ['a name with a character that is not seen', customer({ name: 'Ada\u200b Byron' }), 'customer.name'],
  ['a fact with one', { facts: { order: '\u2066A-1' } }, 'facts.order'],
  ['a subject of 201 characters', { subject: 'x'.repeat(201) }, 'subject'],
  ['a story of 32,001 characters', { story: 'x'.repeat(32_001) }, 'story'],
  ['a story with a NUL', { story: 'a\u0000b' }, 'story'],
  ['a story with half a character', { story: 'a\ud83d' }, 'story'],
  ['a score above its scale', { score: { value: 11, of: 10 } }, 'score.value'],
  ['a score on a scale of nothing', { score: { value: 0, of: 0 } }, 'score.of'],
  [
    'a loss in part of a cent',
    { loss: { kind: 'money', amount: { minor: 1.5, currency: 'EUR' } } },
    'loss.amount.minor',
  ],
  ['a loss below zero', { loss: { kind: 'money', amount: { minor: -1, currency: 'EUR' } } }, 'loss.amount.minor'],
  ['an unknown currency', { loss: { kind: 'money', amount: { minor: 1, currency: 'XQX' } } }, 'loss.amount.currency'],
  [
    'a currency in small letters',
    { loss: { kind: 'money', amount: { minor: 1, currency: 'eur' } } },
    'loss.amount.currency',
  ],
  ['no customer', { customer: undefined }, 'customer'],
  ['a customer that is a list', { customer: [] }, 'customer'],
  ['no locale', customer({ locale: undefined }), 'customer.locale'],
  ['a locale with an underscore', customer({ locale: 'en_US' }), 'customer.locale'],
  ['a zone that does not exist', customer({ timeZone: 'Mars/Olympus' }), 'customer.timeZone'],
  ['a zone that is an offset', customer({ timeZone: '+02:00' }), 'customer.timeZone'],
  ['two addresses', customer({ email: 'ada@customers.example,eve@customers.example' }), 'customer.email'],
  ['an address with a name', customer({ email: 'Ada <ada@customers.example>' }), 'customer.email'],
  [
    'an address with a header behind it',
    customer({ email: 'ada@customers.example\r\nBcc: x@customers.example' }),
    'customer.email',
  ],
  ['an address that is a query', customer({ email: { $gt: '' } }), 'customer.email'],
  ['a number that is none', customer({ phone: '+15550100' }), 'customer.phone'],
  ['a number that is not E.164', customer({ phone: '+1 202 555 0143' }), 'customer.phone'],
  ['a number without its country', customer({ phone: '2025550143' }), 'customer.phone'],
  ['an unknown tier', customer({ tier: 'gold' }), 'customer.tier'],
  ['21 facts', facts(21), 'facts'],
  ['a fact that is an object', { facts: { order: { $ne: 1 } } }, 'facts.order'],
  ['a fact that is a list', { facts: { order: [1] } }, 'facts.order'],
  ['a fact whose name is an operator', { facts: { $where: '1' } }, 'facts.$where'],
];

describe('a report is refused, its fault named and nothing kept, when it has', () => {
  it.each(refused)('%s', async (_, overrides, field) => {
    const before = edge.recoveries.reported.length;
    const { answer, incident } = await report(overrides);
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({ type: 'urn:amends:problem:invalid', errors: [{ field }] });
    expect(answer.body).not.toMatch(wordsOfZod);
    expect(incident).toBeUndefined();
    expect(edge.recoveries.reported).toHaveLength(before);
  });

  it('several faults, all of which are named at once', async () => {
    const { answer } = await report({ colour: 1, category: 'X', ...customer({ locale: 'x', email: 'none' }) });
    const { errors } = answer.json<{ errors: { field: string }[] }>();
    expect(errors.map(({ field }) => field).sort()).toEqual([
      'category',
      'colour',
      'customer.email',
      'customer.locale',
    ]);
  });
});

const accepted: readonly (readonly [what: string, overrides: Record<string, unknown>, stored: Partial<Incident>])[] = [
  ['an unknown category, for the default protocol', { category: 'never_heard_of' }, { category: 'never_heard_of' }],
  ['a time of five minutes ahead', minutesAhead(5), { occurredAt: noon + 300_000 }],
  [
    'a time with another offset, as the instant it is',
    { occurredAt: '2026-03-02T13:00:00+02:00' },
    { occurredAt: noon - 3_600_000 },
  ],
  [
    'a time of years ago, which the criteria refuse later',
    { occurredAt: '2019-01-01T00:00:00Z' },
    { occurredAt: Date.UTC(2019, 0, 1) },
  ],
  ['no loss, as an unknown one', { loss: undefined }, {}],
  [
    'a story of 32,000 characters',
    { story: 'é'.repeat(20_000) + 'x'.repeat(12_000) },
    { story: 'é'.repeat(20_000) + 'x'.repeat(12_000) },
  ],
  [
    'a story with line breaks, emoji and right-to-left text',
    { story: 'Late 😡👩‍👩‍👧\n\tمتأخر\u200f جدا' },
    { story: 'Late 😡👩‍👩‍👧\n\tمتأخر\u200f جدا' },
  ],
  [
    'a subject from right to left, with its mark',
    { subject: 'الطلب 1041\u200f تأخر' },
    { subject: 'الطلب 1041\u200f تأخر' },
  ],
  [
    'a locale in another spelling, as its canonical one',
    customer({ locale: 'PT-br' }),
    { customer: expect.objectContaining({ locale: 'pt-BR' }) as Incident['customer'] },
  ],
  ['20 facts of all three kinds', { facts: { ...facts(18).facts, text: 'a', yes: true } }, {}],
  ['an id that is a date and a number', { id: '2024-01-15-001' }, { id: '2024-01-15-001' }],
  ['an id that is an order number in groups', { id: '112-3456789-1234567' }, { id: '112-3456789-1234567' }],
  ['a score on its own scale', { score: { value: 0, of: 10 } }, { score: { value: 0, of: 10 } }],
  ['an amount in a currency without cents', { loss: { kind: 'money', amount: { minor: 900, currency: 'JPY' } } }, {}],
];

describe('a report is accepted when it has', () => {
  it.each(accepted)('%s', async (_, overrides, stored) => {
    const { answer, incident } = await report(overrides);
    expect(answer.statusCode).toBe(202);
    expect(incident).toMatchObject(stored);
  });

  it('no contact point at all: a person has to reach this customer', async () => {
    const { answer, incident } = await report({ customer: { id: 'c-1', locale: 'en' } });
    expect(answer.statusCode).toBe(202);
    expect(incident?.customer).toEqual({ id: 'c-1', locale: 'en' });
  });
});
