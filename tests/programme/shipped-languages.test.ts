import { beforeAll, describe, expect, it } from 'vitest';
import { smsSize } from '../../adapters/channels/sms/index.js';
import { createTemplates } from '../../adapters/templates/index.js';
import { readProgramme } from '../../app/read-programme.js';
import { outcomes } from '../../domain/case/outcome.js';
import { channels } from '../../domain/contact/channels.js';
import { messageTypes, type MessageType } from '../../domain/contact/messages.js';
import { isAside } from '../../domain/journey/says.js';
import type { Programme } from '../../ports/programme-store.js';
import type { MessageFacts, RenderRequest } from '../../ports/templates.js';
import { shipped } from '../adapters/programme/edited.js';

const HOUR = 3_600_000;
/** Monday 23 November 2026, 14:05 UTC. */
const monday = Date.UTC(2026, 10, 23, 14, 5);
const saturday = monday + 5 * 24 * HOUR;
const survey = { url: 'https://recovery.example/s/token', expiresAt: saturday };

let programme: Programme;

beforeAll(async () => {
  const reading = await readProgramme(shipped);
  if (reading.kind === 'faulty') throw new Error(JSON.stringify(reading.faults));
  programme = reading.programme;
});

/** What one language says, as far as a test looks for it. */
interface Language {
  readonly locale: string;
  readonly timeZone: string;
  readonly topic: string;
  readonly apologies: RegExp;
  /** Without its first letter, which may begin a sentence. */
  readonly promised: string;
  readonly promisedBySms: string;
  readonly ownsUp: RegExp;
  readonly ownsUpBySms: RegExp;
  readonly team: string;
  readonly voucher: string;
  readonly greeting: string;
  readonly informal: RegExp;
  /** Words of the other shipped languages, which no text of this one may hold. */
  readonly foreign: RegExp;
}

const german: Language = {
  locale: 'de-AT',
  timeZone: 'Europe/Vienna',
  topic: 'Doppelt gebucht',
  apologies: /entschuldig|verzeih|leid\b|bedauer/giu,
  promised: 'is Samstag, 28. November um 15:05 MEZ',
  promisedBySms: 'bis Sa., 28. Nov., 15:05 MEZ',
  ownsUp: /Diese Zusage haben wir nicht eingehalten/,
  ownsUpBySms: /Wir waren zu spät|haben wir verfehlt/,
  team: 'Team Abrechnung',
  voucher: '€ 10,00',
  greeting: 'Guten Tag Noor Adeyemi,',
  informal: /\b(?:du|dir|dich|dein\w*|euch|euer|eure\w*)\b/i,
  foreign: /\b(?:the|you|your|usted|caso|hemos|team of)\b|billing/i,
};

const spanish: Language = {
  locale: 'es-ES',
  timeZone: 'Europe/Madrid',
  topic: 'Cobro doble',
  apologies: /disculp|perdon|sentimos|lament/giu,
  promised: ' más tardar el sábado, 28 de noviembre, 15:05 CET',
  promisedBySms: 'antes del sab, 28 nov, 15:05 CET',
  ownsUp: /no hemos cumplido ese plazo/,
  ownsUpBySms: /Llegamos tarde|no cumplimos con el/,
  team: 'equipo de facturación',
  voucher: '10,00 €',
  greeting: 'Hola, Noor Adeyemi:',
  informal: /(?<!\p{L})(?:tú|ti|contigo|tu|tus|te|vosotros|vuestr\p{L}+)(?!\p{L})/iu,
  foreign: /\b(?:the|you|your|Sie|wir|haben|Fall)\b|billing/,
};

const languages = [german, spanish];
const texts = languages.flatMap((language) =>
  messageTypes.flatMap((message) => channels.map((channel) => [language.locale, message, channel, language] as const)),
);
/** What tells of the case: not what a person wrote, and not the answers to wishes about messages and calls. */
const telling = texts.filter(([, message]) => !isAside({ message }) && message !== 'agent_message');
const promising = [
  'acknowledgement',
  'apology',
  'resolution',
  'resolved_at_once',
  'progress_update',
  'follow_up',
] as const;

function write(
  { locale, timeZone, topic }: Language,
  message: MessageType,
  { channel = 'email', ...overrides }: Partial<MessageFacts> & Partial<Pick<RenderRequest, 'channel'>> = {},
) {
  const facts: MessageFacts = {
    name: 'Noor Adeyemi',
    reference: 'K7Q2M4XZ',
    incidents: [{ subject: topic, category: 'card', reportedAt: monday, facts: {} }],
    covers: [],
    joined: false,
    secondRound: false,
    team: 'billing',
    ...overrides,
  };
  const templates = createTemplates({ byHash: () => Promise.resolve(programme) });
  return templates.render({ tenant: 'acme', programme: 'h', message, channel, locale, timeZone, facts });
}

async function said(...asked: Parameters<typeof write>): Promise<string> {
  const { subject = '', text } = await write(...asked);
  return `${subject}\n${text}`;
}

describe('the texts in German and Spanish', () => {
  it.each(telling)(
    'in %s, %s by %s speak that language alone, formally, of what the customer named',
    async (...row) => {
      const [, message, channel, language] = row;
      for (const outcome of [undefined, ...outcomes]) {
        const text = await said(language, message, {
          channel,
          survey,
          owner: 'Amara Dell',
          ...(outcome && { outcome }),
        });
        expect(text).toContain(language.topic);
        expect(text).not.toMatch(language.foreign);
        expect(text).not.toMatch(language.informal);
        expect(text).toMatch(/K7Q2M4XZ|recovery\.example/);
      }
    },
  );

  it.each(languages)('in $locale say sorry once in a whole case', async (language) => {
    const counts: Record<string, number> = {};
    for (const message of messageTypes) {
      counts[message] = (await said(language, message)).match(language.apologies)?.length ?? 0;
      const covering = await said(language, message, { covers: ['apology'], resolvedAt: monday });
      counts[`${message} with apology`] = covering.match(language.apologies)?.length ?? 0;
    }
    const saying = Object.entries(counts).filter(([, count]) => count !== 0);
    expect(Object.fromEntries(saying)).toEqual({
      apology: 1,
      'apology with apology': 1,
      'resolution with apology': 1,
      'resolved_at_once with apology': 1,
    });
  });

  it.each(texts.filter(([, message]) => message !== 'opt_out_confirmation'))(
    'in %s, %s by %s own up to a missed promise, and only to one',
    async (...row) => {
      const [, message, channel, language] = row;
      const owned = channel === 'sms' ? language.ownsUpBySms : language.ownsUp;
      expect(await said(language, message, { channel, missedDueAt: monday, survey })).toMatch(owned);
      expect(await said(language, message, { channel, survey })).not.toMatch(owned);
    },
  );

  it.each(languages.flatMap((language) => promising.map((message) => [language.locale, message, language] as const)))(
    'in %s, %s tells the promise that it makes in the words and zone of its reader, and no time where it makes none',
    async (_locale, message, language) => {
      expect(await said(language, message, { promiseDueAt: saturday })).toContain(language.promised);
      expect(await said(language, message, { promiseDueAt: saturday, channel: 'sms' })).toContain(
        language.promisedBySms,
      );
      expect(await said(language, message)).not.toMatch(/28/);
    },
  );

  it.each(languages)('in $locale greet by name, and sign with the team as that language calls it', async (language) => {
    const text = await said(language, 'apology', { owner: 'Amara Dell' });
    expect(text).toContain(language.greeting);
    expect(text).toContain(`Amara Dell, ${language.team}, Larkfield`);
    expect(await said(language, 'apology', { name: '' })).not.toContain('Noor');
  });

  it.each(languages)('in $locale write an amount as its readers do', async (language) => {
    const voucher = { code: 'LK-1', minor: 1000, currency: 'EUR' };
    expect(await said(language, 'resolution', { voucher })).toContain(language.voucher);
    expect(await said(language, 'resolution')).not.toContain('LK-1');
  });

  it.each(languages)('in $locale end each outcome in words of its own', async (language) => {
    for (const channel of channels) {
      const texts = await Promise.all(outcomes.map((outcome) => said(language, 'closing', { outcome, channel })));
      expect(new Set(texts).size).toBe(outcomes.length);
    }
  });
});

describe('the SMS of a person', () => {
  const found = { channel: 'sms', written: { text: 'Gefunden' } } as const;

  it.each(languages)('in $locale is signed by the owner, and a dash keeps the reference apart', async (language) => {
    const signed = await said(language, 'agent_message', { ...found, owner: 'Amara Dell' });
    expect(signed).toContain('Larkfield: Gefunden - Amara Dell, Ref K7Q2M4XZ');
    expect(await said(language, 'agent_message', found)).toContain('Gefunden - Ref K7Q2M4XZ');
  });
});

describe('the SMS in German and Spanish', () => {
  it.each(texts.filter(([, , channel]) => channel === 'sms'))('in %s, %s fits one GSM-7 segment', async (...row) => {
    const [, message, channel, language] = row;
    const facts = { channel, survey, promiseDueAt: saturday, secondRound: true, outcome: 'recovered' };
    const { text } = await write(language, message, facts);
    expect(smsSize(text)).toMatchObject({ segments: 1, encoding: 'GSM-7' });
  });

  it('take a dearer encoding for one letter that GSM-7 lacks, such as the í of what a customer wrote', async () => {
    const incidents = [{ subject: 'Artículo roto', category: 'card', reportedAt: monday, facts: {} }];
    const { text } = await write(spanish, 'apology', { channel: 'sms', promiseDueAt: saturday, incidents });
    expect(smsSize(text)).toMatchObject({ segments: 3, encoding: 'UCS-2' });
  });
});
