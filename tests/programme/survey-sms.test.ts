import { beforeAll, describe, expect, it } from 'vitest';
import { smsSize } from '../../adapters/channels/sms/index.js';
import { createSurveyLinks } from '../../adapters/links/survey-links.js';
import { openMemoryStores } from '../../adapters/store/memory/open.js';
import { createTemplates } from '../../adapters/templates/index.js';
import { readProgramme } from '../../app/read-programme.js';
import type { Rendered } from '../../ports/message-channel.js';
import type { Templates } from '../../ports/templates.js';
import { shipped } from '../adapters/programme/edited.js';

/** Thirty characters, as an address that customers are to trust may have. */
const publicUrl = 'https://help.larkfield.example';
const DAY = 24 * 3_600_000;
const now = Date.UTC(2026, 10, 23, 14, 5);
const links = createSurveyLinks({ secret: 'the secret of these tests, and of nothing else', publicUrl });

let templates: Templates;
beforeAll(async () => {
  const reading = await readProgramme(shipped);
  if (reading.kind === 'faulty') throw new Error(JSON.stringify(reading.faults, null, 2));
  const { programme } = reading;
  templates = createTemplates({ byHash: () => Promise.resolve(programme) });
});

/** The text with the link of a survey whose case has an id of this length. */
async function write(message: 'survey' | 'survey_reminder', locale: string, idLength: number): Promise<Rendered> {
  const caseId = 'x'.repeat(idLength);
  const { surveys } = openMemoryStores();
  const round = { tenant: 'larkfield', caseId, round: 2, customerId: 'c-77' };
  const { surveyId, expiresAt } = await surveys.invite({ ...round, expiresAt: now + 14 * DAY });
  return templates.render({
    tenant: 'larkfield',
    programme: 'h',
    message,
    channel: 'sms',
    locale,
    facts: {
      name: 'Noor Adeyemi',
      reference: 'K7Q2M4XZ',
      incidents: [{ subject: 'Charged twice for one order', category: 'card', reportedAt: now, facts: {} }],
      covers: [],
      joined: false,
      secondRound: true,
      team: 'care',
      survey: { url: links.url(surveyId), expiresAt },
    },
  });
}

describe.each(['en', 'de', 'es'])('the survey by SMS in %s', (locale) => {
  it.each(['survey', 'survey_reminder'] as const)('%s fits one segment with link and mark', async (message) => {
    const { text } = await write(message, locale, 12);
    expect(text).toMatch(/https:\/\/help\.larkfield\.example\/s\/[\w-]{16}\.[\w-]{16}(?![\w.-])/);
    const size = smsSize(text);
    expect(size).toMatchObject({ encoding: 'GSM-7', segments: 1 });
    expect(size.characters).toBeLessThanOrEqual(160);
  });

  it('is as long for a case whose id has 128 characters', async () => {
    const sizes = await Promise.all(
      [1, 128].map(async (length) => smsSize((await write('survey', locale, length)).text)),
    );
    expect(sizes[1]).toEqual(sizes[0]);
  });
});
