import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LinkAction } from '../../domain/contact/customer-words.js';
import { languages, wordsAccepted, wordsIn } from '../../web/pages/words/languages.js';
import { aClaim } from '../domain/support/sends.js';
import { aProgramme } from '../support/a-programme.js';
import { marks } from '../support/marks.js';
import { putCase } from './support/builders.js';
import { noon, Outage, publicUrl, startEdge, type Edge } from './support/server.js';

const DAY = 86_400_000;
const HASH = marks.hashAddress('email', 'noor@customers.example');
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

let edge: Edge;
beforeEach(async () => {
  edge = await startEdge();
  await putCase(edge.stores.cases, { caseId: 'case-1', customerId: 'c-77' });
});
afterEach(() => edge.app.close());

/** A message that went to the customer, in this locale where the ledger has it, and its mark. */
async function sent(message: string, locale?: string, claimedAt = noon): Promise<string> {
  const key = `acme/case-1/1/${message}/1/email`;
  const mark = marks.markOf(key, HASH);
  const claimed = await edge.stores.sends.claim(
    aClaim({ key, mark, addressHash: HASH, claimedAt, deadlineAt: claimedAt + 15_000 }),
  );
  if (claimed.kind === 'found') throw new Error('the message was sent before');
  const handed = { state: 'accepted', providerId: key, at: claimedAt } as const;
  await edge.stores.sends.settle(key, claimed.generation, { ...handed, ...(locale !== undefined && { locale }) });
  return mark;
}

const customer = (locale: string) =>
  edge.stores.customers.upsert('acme', { id: 'c-77', locale, email: 'noor@customers.example' }, noon);
const pathOf = (url: string) => url.slice(publicUrl.length);
const linkOf = (action: LinkAction, mark: string) => pathOf(edge.caseLinks.url(action, mark));
async function surveyPath(round = 1): Promise<string> {
  const invitation = { tenant: 'acme', caseId: 'case-1', customerId: 'c-77', round, expiresAt: noon + 14 * DAY };
  return pathOf(edge.links.url((await edge.stores.surveys.invite(invitation)).surveyId));
}
const get = (url: string, accepts?: string) =>
  edge.app.inject({ method: 'GET', url, headers: accepts === undefined ? {} : { 'accept-language': accepts } });
const post = (url: string, payload = '') => edge.app.inject({ method: 'POST', url, headers: FORM, payload });
const langOf = ({ body }: { readonly body: string }) => /<html lang="([^"]+)">/.exec(body)?.[1];

describe('the pages behind a link', () => {
  it('speak the language of the message that the link was in, before and after the button', async () => {
    await customer('en');
    const resolution = await sent('resolution', 'de');
    await sent('survey', 'de');
    const unsubscribe = pathOf(edge.unsubscribeLinks.url(marks.markOf('acme/case-1/1/survey/1/email', HASH)));
    const call = linkOf('call', resolution);
    const survey = await surveyPath();
    const pages = [
      ...[await get(call), await post(call), await post(call), await get(survey), await get(unsubscribe)],
      ...[await post(survey, 'score=6'), await post(survey, 'score=5'), await get(survey)],
      await post(unsubscribe, 'List-Unsubscribe=One-Click'),
    ];
    expect(pages.map(langOf)).toEqual(pages.map(() => 'de'));
    const titles = pages.map(({ body }) => /<h1>(.+)<\/h1>/.exec(body)?.[1]);
    expect(titles).toEqual([
      ...['Möchten Sie angerufen werden?', 'Wir rufen Sie an', 'Das haben wir schon'],
      ...['Wie haben wir das gemacht?', 'Keine Fragen mehr von uns?', 'Wie haben wir das gemacht?'],
      ...['Vielen Dank', 'Ihre Antwort haben wir schon', 'Wir fragen Sie nicht mehr'],
    ]);
  });

  it('take for a survey the last message of its own round that asked, and no other one', async () => {
    await customer('en');
    await sent('survey', 'de');
    await sent('survey_reminder', 'es', noon + 1);
    await sent('closing', 'de', noon + 2);
    expect(langOf(await get(await surveyPath()))).toBe('es');
    expect(langOf(await get(await surveyPath(2)))).toBe('en');
  });

  it('speak the language of the customer where the ledger does not say, or has one that nobody has written pages in', async () => {
    await customer('de-AT');
    expect(langOf(await get(linkOf('call', await sent('apology'))))).toBe('de');
    expect(langOf(await get(linkOf('call', await sent('closing', 'pt'))))).toBe('de');
  });

  it('then the one that the browser asks for, then the one of the programme, then English', async () => {
    const link = linkOf('call', await sent('apology'));
    expect(langOf(await get(link))).toBe('en');
    await edge.stores.programmes.publish('acme', { ...aProgramme(), defaultLocale: 'es' }, noon);
    expect(langOf(await get(link))).toBe('es');
    expect(langOf(await get(link, 'de;q=0.3'))).toBe('de');
    await customer('pt-BR');
    expect(langOf(await get(link, 'fr, de;q=0.3'))).toBe('de');
    expect(langOf(await get(link, 'fr'))).toBe('es');
  });

  it('put brand and case into the words of their language, and read neither for more', async () => {
    await edge.stores.programmes.publish('acme', { ...aProgramme(), brand: 'Larks {reference}' }, noon);
    const { body } = await get(linkOf('call', await sent('apology', 'de')));
    expect(body).toContain('Larks {reference}, Ihr Fall <strong>ABCD2345</strong>.');
  });

  it.each(['/s/x', '/c/x/call', '/u/x', '/s/%ZZ', '/c/', '/u/a/b'])(
    'of nobody, %s, speak the language of the browser',
    async (url) => {
      expect(langOf(await get(url, 'es-MX,es;q=0.9,en;q=0.8'))).toBe('es');
      expect(langOf(await get(url))).toBe('en');
    },
  );

  it('speak the language of the browser while nothing can be looked up', async () => {
    const link = linkOf('call', await sent('apology', 'de'));
    edge.stores.sends.markedFrom = () => Promise.reject(new Outage('away'));
    const page = await get(link, 'es');
    expect([page.statusCode, langOf(page)]).toEqual([503, 'es']);
  });
});

describe('what a browser asks for', () => {
  it.each([
    ['de-DE,de;q=0.9,en;q=0.8', 'de'],
    ['en;q=0.2, es ; q=0.7', 'es'],
    ['fr-FR, *;q=0.5', undefined],
    ['de;q=0, en;q=0.1', 'en'],
    ['de;q=x', undefined],
    ['constructor', undefined],
    [`${'fr,'.repeat(500)}de`, undefined],
    ['', undefined],
  ])('in %s, is %s', (header, lang) => {
    expect(wordsAccepted(header)?.lang).toBe(lang);
  });
});

describe('the words of the pages', () => {
  const rooms = Object.entries(languages);
  /** Every text by its path. */
  const textsOf = (words: object, path = ''): (readonly [path: string, text: string])[] =>
    Object.entries(words).flatMap(([key, value]: [string, unknown]) => {
      if (typeof value === 'string') return [[`${path}/${key}`, value] as const];
      return typeof value === 'object' && value !== null ? textsOf(value, `${path}/${key}`) : [];
    });
  const english = textsOf(languages.en);

  it.each(rooms)(
    'in %s are there, each of them, put in what the English ones do, and are named by their key',
    (...row) => {
      const [language, words] = row;
      const named = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();
      const texts = textsOf(words);
      expect(texts.map(([path]) => path)).toEqual(english.map(([path]) => path));
      expect(texts.map(([, text]) => named(text))).toEqual(english.map(([, text]) => named(text)));
      expect(texts.filter(([, text]) => text.trim() === '')).toEqual([]);
      expect(wordsIn(`${language}-XX`)?.lang).toBe(language);
    },
  );

  it.each(rooms.filter(([language]) => language !== 'en'))(
    'in %s are those of no other language, but for "No", and address nobody informally',
    (...row) => {
      const texts = new Map(textsOf(row[1]));
      expect(english.filter(([path, text]) => texts.get(path) === text)).toEqual(
        row[0] === 'es' ? [['/survey/no', 'No']] : [],
      );
      const informal = /(?<!\p{L})(?:du|dir|dich|dein\p{L}*|ihr euch|tú|ti|tu|tus|te|vuestr\p{L}+)(?!\p{L})/iu;
      expect([...texts.values()].filter((text) => informal.test(text))).toEqual([]);
    },
  );
});
