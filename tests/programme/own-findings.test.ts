import { beforeAll, describe, expect, it } from 'vitest';
import { createTemplates } from '../../adapters/templates/index.js';
import { readProgramme } from '../../app/read-programme.js';
import { outcomes } from '../../domain/case/outcome.js';
import { channels } from '../../domain/contact/channels.js';
import { messageTypes, type MessageType } from '../../domain/contact/messages.js';
import type { MessageFacts, Templates } from '../../ports/templates.js';
import { shipped } from '../adapters/programme/edited.js';

const at = Date.UTC(2026, 10, 23, 14, 5);
const reported = { subject: 'No answer', category: 'slow_reply', reportedAt: at, facts: {} };
const found = { subject: 'Parcel 7', category: 'late_delivery', reportedAt: at, facts: {}, proactive: true } as const;

let templates: Templates;
beforeAll(async () => {
  const reading = await readProgramme(shipped);
  if (reading.kind === 'faulty') throw new Error(JSON.stringify(reading.faults));
  const { programme } = reading;
  templates = createTemplates({ byHash: () => Promise.resolve(programme) });
});

/** How each language says that somebody reported it, and that we noticed it ourselves. */
const languages = [
  ['en', /report|we have it/i, /noticed/i],
  ['de', /Meldung|gemeldet/i, /bemerkt|aufgefallen/i],
  ['es', /aviso|comunicad|recibido/i, /dimos cuenta|detectado/i],
] as const;
const telling = ['acknowledgement', 'apology', 'resolution', 'resolved_at_once', 'progress_update'] as const;
const texts = languages.flatMap((language) => telling.map((message) => [language[0], message, language] as const));

async function write(
  locale: string,
  message: MessageType,
  { incidents, ...more }: Pick<MessageFacts, 'incidents'> & Partial<MessageFacts>,
) {
  const covers = message === 'resolution' || message === 'resolved_at_once' ? (['apology'] as const) : [];
  const team = { covers, joined: false, secondRound: false, team: 'delivery' };
  const facts = { reference: 'K7Q2M4XZ', incidents, ...team, ...more };
  const request = { tenant: 'acme', programme: 'h', message, locale, facts };
  const all = await Promise.all(channels.map((channel) => templates.render({ ...request, channel })));
  return all.map(({ subject = '', text }) => `${subject}\n${text}`);
}

describe('a text about a failure that nobody reported', () => {
  it.each(texts)(
    'claims no report in %s, %s, and says by e-mail that we noticed it',
    async (locale, message, language) => {
      const [, claims, notices] = language;
      const [byEmail = '', bySms = ''] = await write(locale, message, { incidents: [found] });
      expect(byEmail).toMatch(notices);
      expect(byEmail).not.toMatch(claims);
      expect(bySms).not.toMatch(claims);
    },
  );

  it.each(texts)('differs in %s, %s, from one about a report', async (locale, message, language) => {
    const [, claims, notices] = language;
    const [byEmail = ''] = await write(locale, message, { incidents: [reported] });
    expect(byEmail).toMatch(claims);
    expect(byEmail).not.toMatch(notices);
  });

  it.each(languages)(
    'in %s tells apart what was reported and what we noticed where it speaks of both',
    async (...row) => {
      const [locale, claims, notices] = row;
      const [byEmail = ''] = await write(locale, 'acknowledgement', { incidents: [reported, found] });
      expect(byEmail).toMatch(claims);
      expect(byEmail).toMatch(notices);
    },
  );
});

/**
 * What only somebody who has told us of a failure can be told: that they did, or that they need not do so again. What they say
 * of a solution is no report.
 */
const claims = {
  en: /report|we have it|you (?:told|wrote) (?:to )?us (?:about|of)|retelling|(?:explain|tell)\b[^.]*\bagain\b|your (?:\w+ )?story/i,
  de: /Meldung|gemeldet|berichtet|uns von|noch einmal (?:erklären|erzählen)|Geschichte/i,
  es: /aviso|comunicad|recibido|nos (?:habló|contó|informó)|(?:contar|explicar)\w* [^.]*otra vez|volver a explicar|historia/i,
} as const;
const locales = ['en', 'de', 'es'] as const;

/** Every message but those in which a person has the word, or the customer has just had it. */
const ofItself = messageTypes.filter((message) => message !== 'agent_message' && message !== 'second_chance');
const asked = {
  survey: { url: 'https://recovery.example/s/token', expiresAt: at },
  unsubscribeUrl: 'https://x.example',
};
const linked = { links: { call: 'https://c.example', yes: 'https://y.example', no: 'https://n.example' } };
const voucher = { code: 'LK-1', minor: 1000, currency: 'EUR' };
/** What makes a text take another turn. */
const turns: readonly Partial<MessageFacts>[] = [
  ...[{}, { resolvedAt: at }, { ...linked, resolvedAt: at }, { voucher }, { joined: true }, { owner: 'Amara Dell' }],
  ...[
    { missedDueAt: at, promiseDueAt: at },
    { withdrawnDueAt: at },
    { covers: ['follow_up'] as const },
    { covers: [] },
  ],
  ...outcomes.map((outcome) => ({ outcome })),
  ...(['settled', 'not_settled'] as const).map((customerSaid) => ({ outcome: 'unconfirmed', customerSaid })),
];

describe('no text claims a report where there was none', () => {
  const all = locales.flatMap((locale) => ofItself.map((message) => [locale, message] as const));

  it.each(all)('in %s, %s, by no channel, whatever else it says', async (locale, message) => {
    for (const turn of turns) {
      for (const text of await write(locale, message, { ...asked, ...turn, incidents: [found] })) {
        expect(text).not.toMatch(claims[locale]);
      }
    }
  });

  const retold = ['acknowledgement', 'apology', 'resolution', 'resolved_at_once', 'follow_up', 'closing'] as const;
  it.each(locales.flatMap((locale) => retold.map((message) => [locale, message] as const)))(
    'in %s, %s does where there was one: nobody has to tell it twice',
    async (locale, message) => {
      const [byEmail = ''] = await write(locale, message, { incidents: [reported] });
      expect(byEmail).toMatch(claims[locale]);
      const [beside = ''] = await write(locale, message, { incidents: [reported, found] });
      expect(beside).toMatch(claims[locale]);
    },
  );

  it('would tell the words by which the survey claimed one', () => {
    expect('You told us about "Parcel 7".').toMatch(claims.en);
    expect('Sie haben uns von „Parcel 7“ berichtet.').toMatch(claims.de);
    expect('Usted nos habló de «Parcel 7».').toMatch(claims.es);
  });
});
