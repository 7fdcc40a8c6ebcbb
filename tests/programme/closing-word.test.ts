import { beforeAll, describe, expect, it } from 'vitest';
import { createTemplates } from '../../adapters/templates/index.js';
import { readProgramme } from '../../app/read-programme.js';
import { channels } from '../../domain/contact/channels.js';
import type { MessageFacts, Templates } from '../../ports/templates.js';
import { shipped } from '../adapters/programme/edited.js';

const at = Date.UTC(2026, 10, 23, 14, 5);

let templates: Templates;
beforeAll(async () => {
  const reading = await readProgramme(shipped);
  if (reading.kind === 'faulty') throw new Error(JSON.stringify(reading.faults));
  const { programme } = reading;
  templates = createTemplates({ byHash: () => Promise.resolve(programme) });
});

type Told = Partial<Pick<MessageFacts, 'customerSaid' | 'outcome' | 'secondRound'>>;

async function closing(locale: string, said: Told) {
  const incidents = [{ subject: 'Parcel 7', category: 'late_delivery', reportedAt: at, facts: {} }];
  const known = { reference: 'K7Q2M4XZ', incidents, covers: [], joined: false, team: 'delivery', resolvedAt: at };
  const facts = { ...known, secondRound: false, outcome: 'unconfirmed', ...said };
  const request = { tenant: 'acme', programme: 'h', message: 'closing', locale, facts } as const;
  const all = await Promise.all(channels.map((channel) => templates.render({ ...request, channel })));
  return all.map(({ text }) => text);
}

/** How each language says that there was no answer, that it is settled, and that it was not. */
const languages = [
  [
    'en',
    /no (?:further )?answer|without an? (?:further )?answer/,
    /settled for you|say it is settled/,
    /was not settled/,
  ],
  ['de', /keine (?:weitere )?Antwort|ohne (?:eine|weitere) Antwort/, /für Sie erledigt ist/, /noch nicht erledigt war/],
  ['es', /(?:No tenemos|sin) (?:otra )?respuesta/, /queda resuelto(?: para usted)?/, /no quedaba resuelto/],
] as const;

describe('the last message to a customer who has not answered the survey', () => {
  it.each(languages)('in %s does not deny, by any channel, that they said "settled"', async (...row) => {
    const [locale, unanswered, settled] = row;
    for (const secondRound of [false, true]) {
      for (const text of await closing(locale, { customerSaid: 'settled', secondRound })) {
        expect(text).toMatch(settled);
        expect(text).not.toMatch(unanswered);
      }
    }
  });

  it.each(languages)('in %s says that there was no answer where they have said nothing', async (...row) => {
    const [locale, unanswered, settled, unsettled] = row;
    for (const text of await closing(locale, {})) {
      expect(text).toMatch(unanswered);
      expect(text).not.toMatch(settled);
      expect(text).not.toMatch(unsettled);
    }
  });

  it.each(languages)('in %s tells by e-mail what they said, where it was "not yet"', async (...row) => {
    const [locale, , settled, unsettled] = row;
    const [byEmail = ''] = await closing(locale, { customerSaid: 'not_settled' });
    expect(byEmail).toMatch(unsettled);
    expect(byEmail).not.toMatch(settled);
  });
});

describe('the last message about what was not put right', () => {
  it.each([
    ['en', /If you want to come back to it, the reference/, /comes back/],
    ['de', /Wenn Sie darauf zurückkommen möchten, genügt/, /wiederkommt/],
    ['es', /Si quiere volver sobre ello, basta/, /vuelve a ocurrir/],
  ])('in %s does not speak of a return of what has never gone, as others do', async (...row) => {
    const [locale, stillThere, gone] = row;
    const [byEmail] = await closing(locale, { outcome: 'not_recovered' });
    expect(byEmail).toMatch(stillThere);
    expect(byEmail).not.toMatch(gone);
    const [other] = await closing(locale, {});
    expect(other).toMatch(gone);
    expect(other).not.toMatch(stillThere);
  });
});
