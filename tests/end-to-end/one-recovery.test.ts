import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { billableActions, historyBytes } from '../support/billable-actions.js';
import { startSystem } from './support/system.js';
import type { System } from './support/system.js';

/** Long enough for a loaded machine; polls return as soon as they see what they wait for. */
const patience = { timeout: 30_000, interval: 50 };

describe('the whole way over HTTP, SMTP and the Twilio stand-in', () => {
  let system: System;

  beforeAll(async () => {
    system = await startSystem();
  });

  afterAll(async () => {
    await system.stop();
  });

  const subjects = (): readonly string[] => system.inbox.mails.map((mail) => mail.content.subject ?? '');
  const mailAbout = (text: string) => system.inbox.mails.find((mail) => mail.content.subject?.includes(text));

  async function view(caseId: string): Promise<Record<string, unknown>> {
    const { text } = await system.call('agent', `/v1/cases/${caseId}`);
    return (JSON.parse(text) as { view: Record<string, unknown> }).view;
  }

  it('takes a report by HTTP through six mails and a survey page to recovered, with each mail exactly once', async () => {
    const body = incident('card-fee', { email: 'ada@customers.example' });
    const [first, repeat] = [
      await system.call('backend', '/v1/incidents', body),
      await system.call('backend', '/v1/incidents', body),
    ];
    expect(first.status).toBe(202);
    expect(repeat.text).toBe(first.text);
    await vi.waitFor(() => expect(mailAbout('we have it')).toBeDefined(), patience);
    const command = (type: string, more = {}) =>
      system.call('agent', '/v1/cases/card-fee/commands', { requestId: `r-${type}`, type, ...more });
    await vi.waitFor(async () => expect((await command('take')).status).toBe(200), patience);
    await vi.waitFor(() => expect(mailAbout('this is our responsibility')).toBeDefined(), patience);
    expect((await command('resolve', { cause: 'wrong_fee_table' })).status).toBe(200);
    const survey = await vi.waitFor(() => linkIn(mailAbout('how well')?.content.text), patience);
    const page = await fetch(survey);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('<form')]);
    const answered = await fetch(survey, { method: 'POST', body: new URLSearchParams({ score: '5', heard: 'yes' }) });
    expect(answered.status).toBe(200);
    await vi.waitFor(async () => expect(await view('card-fee')).toMatchObject({ outcome: 'recovered' }), patience);
    // A machine so slow that a promised time passes adds a progress update, and nothing else.
    const said = subjects().filter((subject) => !subject.includes('where things stand'));
    expect(said).toEqual([
      expect.stringContaining('we have it'),
      expect.stringContaining('this is our responsibility'),
      expect.stringContaining('resolved'),
      expect.stringContaining('is everything right now?'),
      expect.stringContaining('how well did we put it right?'),
      expect.stringContaining('we are closing this'),
    ]);
    const copies = [...system.inbox.copiesBy('X-Amends-Key').values()];
    expect(copies).toEqual(Array(system.inbox.mails.length).fill(1));
    expect(new Set(system.inbox.mails.flatMap((mail) => mail.envelope.to))).toEqual(new Set(['ada@customers.example']));
  });

  it('costs at most 115 events, 25 kB and 26 billable actions on a real server, and one action for the repeated report', async () => {
    const history = await system.history('customer-of-card-fee');
    // Targets P4 and P5 are for six messages; what a slow machine's progress update adds is allowed for.
    const updates = subjects().filter((subject) => subject.includes('where things stand')).length;
    expect(history.events?.length).toBeLessThanOrEqual(115 + 25 * updates);
    expect(historyBytes(history)).toBeLessThanOrEqual(25_000 + 6_000 * updates);
    expect(billableActions(history).all).toBeLessThanOrEqual(26 + 1 + 6 * updates);
  });

  it('lets one survey link be used once, and shows a friendly page for a link that was tampered with', async () => {
    const survey = linkIn(mailAbout('how well')?.content.text);
    const again = await fetch(survey, { method: 'POST', body: new URLSearchParams({ score: '1' }) });
    expect([again.status, await again.text()]).toEqual([410, expect.stringMatching(/already|once/i)]);
    const tampered = await fetch(`${survey.slice(0, -2)}xx`);
    expect([tampered.status, await tampered.text()]).toEqual([404, expect.stringContaining('<html')]);
    expect(await view('card-fee')).toMatchObject({ verdict: 5, outcome: 'recovered' });
  });

  it('reaches a customer who has only a phone by SMS, with one voucher message and no person', async () => {
    const loss = { kind: 'money', amount: { minor: 500, currency: 'USD' } };
    const body = { ...incident('slow-site', { phone: '+12025550123' }), severity: 'low', loss };
    expect((await system.call('backend', '/v1/incidents', body)).status).toBe(202);
    const sms = await vi.waitFor(() => {
      const found = system.twilio.messages.find((message) => message.to === '+12025550123');
      expect(found).toBeDefined();
      return found;
    }, patience);
    expect(sms?.body).toMatch(/Voucher \$10\.00: \S+\./);
    await vi.waitFor(async () => expect(await view('slow-site')).toMatchObject({ stage: 're_survey' }), patience);
    expect(system.twilio.messages.filter((message) => message.to === '+12025550123')).toHaveLength(1);
  });
});

function incident(id: string, contact: object): Record<string, unknown> {
  return {
    id,
    source: 'feedback_form',
    category: 'website',
    severity: 'high',
    occurredAt: new Date().toISOString(),
    subject: 'Charged twice for one card fee',
    customer: { id: `customer-of-${id}`, name: 'Ada', locale: 'en-US', ...contact },
  };
}

function linkIn(text: string | undefined): string {
  const link = text?.match(/https?:\/\/\S+\/s\/\S+/)?.[0];
  if (link === undefined) throw new Error('no survey link yet');
  return link;
}
