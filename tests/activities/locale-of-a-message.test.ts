import { describe, expect, it } from 'vitest';
import { createTemplates } from '../../adapters/templates/index.js';
import type { SendRow } from '../../domain/sends/send-row.js';
import type { Programme } from '../../ports/programme-store.js';
import { aSend, Desk } from './support/desk.js';

/** The acknowledgement of a locale, which says in which language it is. */
function texts(locale: string, says: string): Programme['templates'] {
  return {
    [`${locale}/layout/email`]: { text: '{{ body }}', html: '{% for lines in paragraphs %}{{ lines[0] }}{% endfor %}' },
    [`${locale}/acknowledgement/email`]: { subject: says, text: `${says}: {{ topics }}` },
  };
}

const templates = { ...texts('en', 'We have it'), ...texts('pt', 'Recebemos'), ...texts('es', 'Lo tenemos') };

/** Sends an acknowledgement to a customer of this locale, and gives what arrived and its row. */
async function acknowledged(locale: string): Promise<{ subject?: string | undefined; row?: SendRow | undefined }> {
  const desk: Desk = new Desk({
    templates: { render: (request) => createTemplates(desk.stores.programmes).render(request) },
  });
  const programme = await desk.publish({ templates, defaultLocale: 'en' });
  await desk.reported({ customer: { id: 'cust-1', locale, email: 'ada@customers.example' } });
  await desk.run(() => desk.activities.deliver(aSend(programme)));
  return { subject: desk.inbox[0]?.rendered.subject, row: await desk.row() };
}

describe('a message to a customer', () => {
  it.each([
    ['pt-BR', 'pt', 'Recebemos'],
    ['pt', 'pt', 'Recebemos'],
    ['es-MX', 'es', 'Lo tenemos'],
    ['en-GB', 'en', 'We have it'],
  ])(
    'of %s is written in %s, the nearest that there is, and its row says so, and what was asked for where that is another',
    async (locale, found, subject) => {
      const { subject: sent, row } = await acknowledged(locale);
      expect([sent, row?.state, row?.locale]).toEqual([subject, 'accepted', found]);
      expect(row?.localeAsked).toBe(locale === found ? undefined : locale);
    },
  );

  it.each(['nl', 'de-AT', 'p', 'ptx'])(
    'of %s, whose language has no texts, is written in the default one and never in a language that is spelt alike',
    async (locale) => {
      expect(await acknowledged(locale)).toMatchObject({
        subject: 'We have it',
        row: { locale: 'en', localeAsked: locale },
      });
    },
  );
});
