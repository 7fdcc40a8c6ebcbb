import { beforeAll, describe, expect, it } from 'vitest';
import { createTemplates } from '../../adapters/templates/index.js';
import { readProgramme } from '../../app/read-programme.js';
import { channels } from '../../domain/contact/channels.js';
import type { Programme } from '../../ports/programme-store.js';
import type { MessageFacts } from '../../ports/templates.js';
import { shipped } from '../adapters/programme/edited.js';

const at = Date.UTC(2026, 10, 23, 14, 5);
const reported = { subject: 'No answer', category: 'slow_reply', reportedAt: at, facts: {} };
const found = { subject: 'Parcel 7', category: 'late_delivery', reportedAt: at, facts: {}, proactive: true } as const;

let programme: Programme;
beforeAll(async () => {
  const reading = await readProgramme(shipped);
  if (reading.kind === 'faulty') throw new Error(JSON.stringify(reading.faults));
  programme = reading.programme;
});

/** How each language says that somebody reported it, and that we noticed it ourselves. */
const languages = [
  ['en', /report|we have it/i, /noticed/i],
  ['de', /Meldung|gemeldet/i, /bemerkt|aufgefallen/i],
  ['es', /aviso|comunicad|recibido/i, /dimos cuenta|detectado/i],
] as const;
const telling = ['acknowledgement', 'apology', 'resolution', 'resolved_at_once', 'progress_update'] as const;
const texts = languages.flatMap((language) => telling.map((message) => [language[0], message, language] as const));

async function write(locale: string, message: (typeof telling)[number], incidents: MessageFacts['incidents']) {
  const covers = message === 'resolution' || message === 'resolved_at_once' ? (['apology'] as const) : [];
  const facts = { reference: 'K7Q2M4XZ', incidents, covers, joined: false, secondRound: false, team: 'delivery' };
  const templates = createTemplates({ byHash: () => Promise.resolve(programme) });
  const request = { tenant: 'acme', programme: 'h', message, locale, facts };
  const all = await Promise.all(channels.map((channel) => templates.render({ ...request, channel })));
  return all.map(({ subject = '', text }) => `${subject}\n${text}`);
}

describe('a text about a failure that nobody reported', () => {
  it.each(texts)(
    'claims no report in %s, %s, and says by e-mail that we noticed it',
    async (locale, message, language) => {
      const [, claims, notices] = language;
      const [byEmail = '', bySms = ''] = await write(locale, message, [found]);
      expect(byEmail).toMatch(notices);
      expect(byEmail).not.toMatch(claims);
      expect(bySms).not.toMatch(claims);
    },
  );

  it.each(texts)('differs in %s, %s, from one about a report', async (locale, message, language) => {
    const [, claims, notices] = language;
    const [byEmail = ''] = await write(locale, message, [reported]);
    expect(byEmail).toMatch(claims);
    expect(byEmail).not.toMatch(notices);
  });

  it.each(languages)(
    'in %s tells apart what was reported and what we noticed where it speaks of both',
    async (...row) => {
      const [locale, claims, notices] = row;
      const [byEmail = ''] = await write(locale, 'acknowledgement', [reported, found]);
      expect(byEmail).toMatch(claims);
      expect(byEmail).toMatch(notices);
    },
  );
});
