import { messageTypes, type MessageType } from '../../domain/contact/messages.js';
import type { Rendered } from '../../ports/message-channel.js';
import type { Programme, ProgrammeStore } from '../../ports/programme-store.js';
import type { Templates } from '../../ports/templates.js';
import type { KnowsHolidays } from './calendars.js';
import type { Finding } from './finding.js';
import { fixtureWordsOf } from './fixture-words.js';
import { type Fixture, fixturesOf, hostileFixture } from './fixtures.js';
import { lintWordsOf } from './lint-words/index.js';
import { lint } from './lints.js';
import { atError, atWords } from './locate.js';
import type { Source } from './sources.js';

/** How long an SMS is, as its provider bills it. */
export interface SmsSize {
  readonly segments: number;
  readonly characters: number;
  readonly encoding: string;
}

/** What texts are tried with: the renderer and the counter that real messages go through. */
export interface TrialTools {
  /** Makes the renderer over a store that holds the programme on trial. */
  readonly templatesOver: (programmes: Pick<ProgrammeStore, 'byHash'>) => Templates;
  /** The size of an SMS, with all that the channel adds to its text. */
  readonly smsSize: (text: string) => SmsSize;
  /** Whether calendars know the public holidays of a place. */
  readonly knowsHolidays: KnowsHolidays;
}

/** What a trial finds: faults forbid publishing, warnings do not. */
export interface TrialResult {
  readonly faults: readonly Finding[];
  readonly warnings: readonly Finding[];
}

/** One writing of one message in one locale by one channel. */
interface Attempt {
  readonly source: Source;
  readonly message: MessageType;
  readonly fixture: Fixture;
}

/** Renders every message in every locale and by every channel, with every fixture, and reads what comes out. */
export async function tryTexts(
  programme: Programme,
  sources: readonly Source[],
  tools: TrialTools,
): Promise<TrialResult> {
  // Texts are judged as customers will have them: a pace is for trials, and tells times to the second.
  const asSent = { ...programme, pace: 1 };
  const templates = tools.templatesOver({ byHash: () => Promise.resolve(asSent) });
  const faults: Finding[] = [];
  const warnings: Finding[] = [...unread(sources)];
  for (const attempt of attemptsOf(sources, programme)) {
    const { source } = attempt;
    try {
      const rendered = await render(templates, attempt);
      faults.push(...read(attempt, rendered).map((found) => atWords(source, sources, found)));
      if (ordinary(attempt)) warnings.push(...tooLong(attempt, tools.smsSize(rendered.text)));
    } catch (error) {
      faults.push(atError(error, source, sources));
    }
  }
  return { faults, warnings };
}

/** Locales in whose language nobody has written down what to look for: silence would pass for praise. */
function unread(sources: readonly Source[]): readonly Finding[] {
  const locales = [...new Set(sources.map(({ locale }) => locale))].filter((one) => lintWordsOf(one) === undefined);
  return locales.flatMap((locale) => {
    const first = sources.find((source) => source.locale === locale);
    const what = `The texts in ${locale} are not checked for tone (apology, blame, selling, loose times)`;
    const message = `${what}: there are no lists of words for their language.`;
    return first === undefined ? [] : [{ file: first.file, line: 1, message }];
  });
}

function attemptsOf(sources: readonly Source[], { teams }: Programme): readonly Attempt[] {
  const team = teams[0]?.id ?? '';
  return sources.flatMap((source) => {
    const message = messageTypes.find((type) => type === source.message);
    if (message === undefined) return [];
    const setting = { locale: source.locale, team };
    return [...fixturesOf(message, setting), hostileFixture(message, setting)].map((fixture) => ({
      source,
      message,
      fixture,
    }));
  });
}

function render(templates: Templates, { source, message, fixture }: Attempt): Promise<Rendered> {
  const { channel, locale } = source;
  const { facts } = fixture;
  const { timeZone } = fixtureWordsOf(locale);
  return templates.render({ tenant: 'trial', programme: 'trial', message, channel, locale, timeZone, facts });
}

/** An SMS of ordinary facts fits one segment; owning up to a missed time, or putting one off, may take a second one. */
function ordinary({ source, fixture }: Attempt): boolean {
  const { missedDueAt, withdrawnDueAt } = fixture.facts;
  return source.channel === 'sms' && !fixture.hostile && missedDueAt === undefined && withdrawnDueAt === undefined;
}

function tooLong({ source, fixture }: Attempt, { segments, characters, encoding }: SmsSize): readonly Finding[] {
  if (segments <= 1) return [];
  const size = `${segments} SMS segments (${characters} characters, ${encoding})`;
  return [{ file: source.file, line: 1, message: `${size} ${fixture.name}.` }];
}

interface Found {
  readonly message: string;
  readonly words?: string;
}

function read({ source, message, fixture }: Attempt, rendered: Rendered): readonly Found[] {
  const { text, subject = '', html = '' } = rendered;
  if (fixture.hostile) return misescaped(`${subject}\n${text}`, html);
  const plain = `${subject}\n${text}`;
  return [
    ...unresolved(`${plain}\n${html}`),
    ...(subject === '' && source.channel === 'email' ? [{ message: 'The subject is empty.', words: 'subject' }] : []),
    ...lint({ message, facts: fixture.facts, rendered }, lintWordsOf(source.locale)),
  ];
}

/** Words of a customer come out as they went in: escaped once in HTML, and never in a plain text. */
function misescaped(plain: string, html: string): readonly Found[] {
  return [
    ...(html.includes('<script') ? [{ message: 'Unescaped output in HTML.' }] : []),
    ...(plain.includes('&lt;') ? [{ message: 'Escaped output in a plain text.', words: 'escape' }] : []),
  ];
}

function unresolved(text: string): readonly Found[] {
  const words = /\{\{.*?\}\}|\{%.*?%\}|\[object \w+\]/.exec(text)?.[0];
  return words === undefined ? [] : [{ message: `Unresolved "${words}" in the rendered text.`, words }];
}
