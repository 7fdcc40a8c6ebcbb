import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTemplates } from '../../adapters/templates/index.js';
import { readProgramme } from '../../app/read-programme.js';
import { outcomes } from '../../domain/case/outcome.js';
import { channels } from '../../domain/contact/channels.js';
import { messageTypes, type MessageType } from '../../domain/contact/messages.js';
import { isAside } from '../../domain/journey/says.js';
import type { Rendered } from '../../ports/message-channel.js';
import type { Programme } from '../../ports/programme-store.js';
import type { MessageFacts, RenderRequest, Templates } from '../../ports/templates.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const monday = Date.UTC(2026, 10, 23, 14, 5);

let programme: Programme;
let templates: Templates;

beforeAll(async () => {
  const reading = await readProgramme(join(import.meta.dirname, '../../programme'));
  if (reading.kind === 'faulty') throw new Error(JSON.stringify(reading.faults, null, 2));
  expect(reading.warnings).toEqual([]);
  programme = reading.programme;
  templates = createTemplates({ byHash: () => Promise.resolve(programme) });
});

function write(
  message: MessageType,
  overrides: Partial<MessageFacts> = {},
  channel: RenderRequest['channel'] = 'email',
) {
  const facts: MessageFacts = {
    name: 'Noor Adeyemi',
    reference: 'K7Q2M4XZ',
    incidents: [{ subject: 'Charged twice', category: 'card', reportedAt: monday, facts: {} }],
    covers: [],
    joined: false,
    secondRound: false,
    team: 'billing',
    ...overrides,
  };
  const locale = 'en-GB';
  return templates.render({
    tenant: 'acme',
    programme: 'h',
    message,
    channel,
    locale,
    timeZone: 'Europe/London',
    facts,
  });
}

function saidIn({ subject = '', text }: Rendered): string {
  return `${subject}\n${text}`;
}

describe('the shipped programme', () => {
  it('has the default numbers of the product', () => {
    const plain = programme.protocols.find(({ name }) => name === 'default');
    expect(plain).toMatchObject({
      clocks: { acknowledgement: HOUR / 12, apology: 4 * HOUR, resolution: 24 * HOUR },
      warnings: { at: [50, 75, 90], shortAt: [75], shortUnder: 4 * HOUR },
      followUpAfter: 48 * HOUR,
      survey: { after: 72 * HOUR, reminderAfter: 4 * DAY, expiresAfter: 14 * DAY },
      answerWithin: 4 * HOUR,
      decideWithin: 7 * DAY,
      messageBudget: { low: 3, medium: 5, high: 8, critical: 8 },
    });
    expect(programme.criteria.maxAge).toBe(90 * DAY);
  });

  it('has a protocol for each kind of failure beside the default, each with a team and a ladder of people with names', () => {
    const names = ['account', 'billing', 'default', 'delivery', 'product', 'service'];
    expect(programme.protocols.map(({ name }) => name).toSorted()).toEqual(names);
    const staff = new Set(programme.staff.map(({ id }) => id));
    for (const { team, ladder } of programme.protocols) {
      expect(programme.teams.find(({ id }) => id === team)?.ladder).toEqual(ladder);
      expect(ladder.filter((id) => !staff.has(id))).toEqual([]);
    }
  });

  it('sends a matter of an account to those who can open it, and a charge of an account to billing', () => {
    const claiming = (category: string) =>
      programme.protocols.find(({ categories }) => categories.includes(category))?.team;
    expect(['account', 'account_access', 'fee', 'card', 'staff_conduct', 'defective_product'].map(claiming)).toEqual([
      'account',
      'account',
      'billing',
      'billing',
      'service',
      'product',
    ]);
  });

  it('grants a voucher on its own where nothing is owed, and never in matters of money', () => {
    const granting = programme.protocols.filter(({ automaticRemedy }) => automaticRemedy !== undefined);
    expect(granting.map(({ name }) => name).toSorted()).toEqual(['default', 'delivery']);
  });

  it('freezes no more than 6 kB into a case', () => {
    const sizes = programme.protocols.map((protocol) => JSON.stringify(protocol).length);
    expect(Math.max(...sizes)).toBeLessThan(6_000);
  });
});

/** What tells of the case: not what a person wrote, and not the answers to wishes about messages and calls. */
const telling = messageTypes.filter((message) => !isAside({ message }) && message !== 'agent_message');

describe('the shipped texts', () => {
  it.each(telling.flatMap((message) => channels.map((channel) => [message, channel] as const)))(
    '%s by %s names the problem in the words of the customer and the reference or the link',
    async (message, channel) => {
      const survey = { url: 'https://recovery.example/s/token', expiresAt: monday + 14 * DAY };
      const rendered = saidIn(await write(message, { survey }, channel));
      expect(rendered).toContain('Charged twice');
      expect(rendered).toMatch(/K7Q2M4XZ|recovery\.example/);
    },
  );

  it('say sorry once in a whole case: in the apology, or in the solution that carries it', async () => {
    const sorry = /sorry|apolog/gi;
    const counts: Partial<Record<string, number>> = {};
    for (const message of messageTypes) {
      counts[message] = saidIn(await write(message)).match(sorry)?.length ?? 0;
      counts[`${message} with apology`] =
        saidIn(await write(message, { covers: ['apology'], resolvedAt: monday })).match(sorry)?.length ?? 0;
    }
    const saying = Object.entries(counts).filter(([, count]) => count !== 0);
    expect(Object.fromEntries(saying)).toEqual({
      apology: 1,
      'apology with apology': 1,
      'resolution with apology': 1,
      'resolved_at_once with apology': 1,
    });
  });

  it.each(messageTypes.filter((message) => message !== 'opt_out_confirmation'))(
    '%s owns up to a missed promise, and says nothing of one that was not missed',
    async (message) => {
      const missed = saidIn(await write(message, { missedDueAt: monday + HOUR }));
      expect(missed).toMatch(/did not keep that/);
      expect(missed).toContain('15:05');
      expect(saidIn(await write(message))).not.toMatch(/did not keep/);
    },
  );

  it.each([
    'acknowledgement',
    'apology',
    'resolution',
    'resolved_at_once',
    'progress_update',
    'follow_up',
    'second_chance',
  ] as const)('%s tells the promise it makes, by mail and by SMS, and no time where it makes none', async (message) => {
    const promise = { promiseDueAt: Date.UTC(2026, 11, 1, 9, 30) };
    expect(saidIn(await write(message, promise))).toContain('by Tuesday 1 December at 09:30 GMT');
    expect((await write(message, promise, 'sms')).text).toContain('by Tue 1 Dec, 09:30 GMT');
    expect(saidIn(await write(message))).not.toMatch(/\bby \w+ \d/i);
  });

  it('claim a resolution and a voucher only where there is one', async () => {
    const bare = saidIn(await write('resolution'));
    expect(bare).not.toMatch(/finished on|voucher/i);
    const voucher = { code: 'LK-1', minor: 1000, currency: 'USD' };
    const full = saidIn(await write('resolution', { resolvedAt: monday + HOUR, voucher }));
    expect(full).toContain('finished on Monday 23 November at 15:05 GMT');
    expect(full).toContain('US$10.00');
    expect(full).toContain('LK-1');
  });

  it('end each outcome in words of its own', async () => {
    const texts = await Promise.all(outcomes.map((outcome) => write('closing', { outcome })));
    expect(new Set(texts.map(({ text }) => text)).size).toBe(outcomes.length);
  });

  it('say no word of a second round in its resolution that is not always true', async () => {
    const second = saidIn(await write('resolution', { resolvedAt: monday, secondRound: true }));
    expect(second).toContain('finished on Monday 23 November at 14:05 GMT.');
    expect(second).not.toMatch(/higher up|second look/);
  });

  it('tell in the survey that a person acts on a no, in either round, and promise no round', async () => {
    const survey = { url: 'https://recovery.example/s/token', expiresAt: monday + 14 * DAY };
    for (const secondRound of [false, true]) {
      const { text } = await write('survey', { survey, secondRound });
      expect(text).toContain('If you say on the page that it is not right, a person reads it and acts on it.');
      expect(text).not.toMatch(/up again|what happens next/);
    }
    expect((await write('survey')).text).not.toContain('the page');
  });

  it('tell who joins a third report of all that the team looks after, not of two', async () => {
    const incidents = ['Charged twice', 'No answer', 'Late'].map((subject) => ({
      subject,
      category: 'card',
      reportedAt: monday,
      facts: {},
    }));
    const { text } = await write('acknowledgement', { joined: true, incidents });
    expect(text).toContain('one team looks after all of it');
    expect(text).not.toContain('both');
  });

  it.each(channels)(
    'close without a further answer in a second round, and without any in the first, by %s',
    async (by) => {
      const said = async (secondRound: boolean) =>
        (await write('closing', { outcome: 'unconfirmed', secondRound }, by)).text;
      expect(await said(true)).toMatch(/(no|a) further answer from you/);
      expect(await said(false)).toMatch(/(no|an) answer from you/);
    },
  );

  it.each(telling.flatMap((message) => [false, true].map((secondRound) => [message, secondRound] as const)))(
    '%s invites no reply by SMS, where nobody would read it (second round: %s)',
    async (message, secondRound) => {
      const survey = { url: 'https://recovery.example/s/token', expiresAt: monday + 14 * DAY };
      for (const outcome of [undefined, ...outcomes]) {
        const facts = { promiseDueAt: monday + DAY, missedDueAt: monday, survey, secondRound };
        const { text } = await write(message, { ...facts, ...(outcome && { outcome }) }, 'sms');
        expect(text).not.toMatch(
          /anything left|\b(answer|text|write) (us|back)\b|(?<!missed our .{0,40})\brepl(y|ies)\b/i,
        );
      }
    },
  );

  it('ask in the follow-up SMS whether it is right, and say when the survey comes', async () => {
    const promise = { promiseDueAt: Date.UTC(2026, 11, 1, 9, 30) };
    const { text } = await write('follow_up', promise, 'sms');
    expect(text).toContain('is "Charged twice" right now?');
    expect(text).toContain('Our survey comes by Tue 1 Dec, 09:30 GMT; tell us there.');
    expect((await write('follow_up', {}, 'sms')).text).not.toContain('survey');
  });

  it('sign a second chance, which names no owner, with the brand alone', async () => {
    const { text } = await write('second_chance', { secondRound: true });
    expect(text).toContain('a senior colleague has been called');
    expect(text).toMatch(/Reference K7Q2M4XZ\.\nLarkfield\n$/);
  });

  it('say of a promise that is put off that it is, and only then', async () => {
    const withdrawnDueAt = Date.UTC(2026, 11, 1, 9, 30);
    const { text } = await write('acknowledgement', { joined: true, withdrawnDueAt });
    expect(text).toContain('What we had planned to ask you by Tuesday 1 December');
    expect((await write('acknowledgement', { joined: true })).text).not.toContain('planned');
  });

  it('call a case dealt with where somebody has worked on it, and never where a voucher alone was granted', async () => {
    const voucher = { code: 'LK-1', minor: 1000, currency: 'USD' };
    const byVoucher = await write('resolved_at_once', { covers: ['apology'], voucher });
    expect(byVoucher.subject).toContain('we have it, and a voucher for you');
    expect(byVoucher.text).not.toContain('finished');
    expect((await write('resolved_at_once', { resolvedAt: monday })).subject).toContain('it is dealt with');
  });

  it('ask in the survey whether everything is right when it carries the follow-up', async () => {
    const survey = { url: 'https://recovery.example/s/token', expiresAt: monday + 14 * DAY };
    expect((await write('survey', { survey, covers: ['follow_up'] })).text).toContain('Is everything right now?');
    expect((await write('survey', { survey })).text).not.toContain('Is everything right now?');
  });

  it('make the survey link a link in HTML, and nothing else', async () => {
    const survey = { url: 'https://recovery.example/s/token', expiresAt: monday + 14 * DAY };
    const { html = '' } = await write('survey', { survey });
    expect(html.match(/href="[^"]*"/g)).toEqual([`href="${survey.url}"`]);
    expect((await write('apology')).html).not.toContain('href=');
  });

  it('sign with owner and team once somebody has taken the case', async () => {
    const signature = 'Amara Dell, the billing team, Larkfield';
    expect((await write('apology', { owner: 'Amara Dell' })).text).toContain(signature);
    expect((await write('apology')).text).not.toContain('Amara');
  });

  it('greet a customer without a name without one', async () => {
    expect((await write('apology', { name: '' })).text).toMatch(/^Hello,\n/);
  });
});
