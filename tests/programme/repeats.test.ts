import { beforeAll, describe, expect, it } from 'vitest';
import { createTemplates } from '../../adapters/templates/index.js';
import { readProgramme } from '../../app/read-programme.js';
import { channels } from '../../domain/contact/channels.js';
import type { Programme } from '../../ports/programme-store.js';
import type { MessageFacts } from '../../ports/templates.js';
import { shipped } from '../adapters/programme/edited.js';

const at = Date.UTC(2026, 10, 23, 14, 5);
const first = { subject: 'Parcel 7', category: 'late_delivery', reportedAt: at, facts: {} };
const again = { ...first, repeats: 'ABCD2345' };

let programme: Programme;
beforeAll(async () => {
  const reading = await readProgramme(shipped);
  if (reading.kind === 'faulty') throw new Error(JSON.stringify(reading.faults));
  programme = reading.programme;
});

/** How each language tells of a first report, and of a story that is known. */
const languages = [
  ['en', /report|we have it|we have "/i, /at hand|nothing needs retelling/],
  ['de', /Meldung|"Parcel 7" liegt/, /dort bekannt|nichts muss neu erzählt werden/],
  ['es', /aviso|hemos recibido "/i, /Allí consta|no repita nada/],
] as const;

async function acknowledged(locale: string, incidents: MessageFacts['incidents'], joined = false) {
  const facts = { reference: 'K7Q2M4XZ', incidents, covers: [], joined, secondRound: false, team: 'delivery' };
  const templates = createTemplates({ byHash: () => Promise.resolve(programme) });
  const request = { tenant: 'acme', programme: 'h', message: 'acknowledgement', locale, facts } as const;
  const all = await Promise.all(channels.map((channel) => templates.render({ ...request, channel })));
  return all.map(({ subject = '', text }) => `${subject}\n${text}`);
}

describe('the acknowledgement to somebody who has come back to a closed case', () => {
  it.each(languages)(
    'in %s names that case, claims no first report, and says that the story is known',
    async (...row) => {
      const [locale, firstReport, known] = row;
      for (const joined of [false, true]) {
        for (const text of await acknowledged(locale, [again], joined)) {
          expect(text).toContain('ABCD2345');
          expect(text).toContain('K7Q2M4XZ');
          expect(text).toMatch(known);
          expect(text).not.toMatch(firstReport);
        }
      }
    },
  );

  it.each(languages)('in %s differs from that of a first report', async (locale, firstReport, known) => {
    for (const text of await acknowledged(locale, [first])) {
      expect(text).toMatch(firstReport);
      expect(text).not.toMatch(known);
    }
  });
});
