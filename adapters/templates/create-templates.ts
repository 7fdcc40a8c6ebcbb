import type { Liquid, Template } from 'liquidjs';
import type { Rendered } from '../../ports/message-channel.js';
import type { TemplateSource } from '../../ports/programme-store.js';
import type { Drafts, RenderRequest, Templates } from '../../ports/templates.js';
import {
  type Compiled,
  CompiledProgrammes,
  foundIn,
  type ParsedSource,
  type ProgrammeSource,
} from './compiled-programmes.js';
import { createEngines, type Engines } from './engines.js';
import { showingLocale } from './locales.js';
import { singleLine } from './shown.js';
import { TemplateError } from './template-error.js';
import { variablesOf, type TemplateVariables } from './variables.js';
import { wordingOf } from './wording.js';

/**
 * Renders the texts of published programmes. A mail's own text is placed into the locale's layout twice: as it is, and
 * as HTML paragraphs. Programmes never change under their hash, so each is read and parsed once. A programme from before
 * a message came into being has no text for it: the tenant's current one stands in.
 */
export function createTemplates(source: ProgrammeSource): Templates & Drafts {
  const engines = createEngines();
  const programmes = new CompiledProgrammes(source);

  async function spoken<T>(request: RenderRequest, say: (own: OwnText) => Promise<T>): Promise<T> {
    const known = await programmes.speaking(request);
    try {
      return await say(await ownText(known, request, engines));
    } catch (cause) {
      if (cause instanceof TemplateError) throw cause;
      const what = `${request.message} by ${request.channel} of programme ${request.programme}`;
      throw new TemplateError('template_broken', `Rendering ${what} failed.`, { cause });
    }
  }

  return {
    render: (request) => spoken(request, (own) => placed(own, request, engines)),
    draft: (request) => spoken(request, ({ body }) => Promise.resolve(body)),
  };
}

/** What a message says by itself, and what its layout has to know. */
interface OwnText {
  readonly compiled: Compiled;
  readonly locale: string;
  readonly variables: TemplateVariables;
  readonly own: ParsedSource;
  readonly body: string;
}

async function ownText(compiled: Compiled, request: RenderRequest, engines: Engines): Promise<OwnText> {
  const { programme } = compiled;
  const { message, channel, facts, timeZone } = request;
  const locale = foundIn(programme, request);
  if (locale === undefined) throw missing(`${request.locale}/${message}/${channel}`);
  const variables = variablesOf(facts, wordingOf(programme, locale), {
    locale: showingLocale(request.locale, locale),
    channel,
    seconds: programme.pace > 1,
    ...(timeZone === undefined ? {} : { timeZone }),
  });
  const own = parsedSource(compiled, `${locale}/${message}/${channel}`, engines);
  return { compiled, locale, variables, own, body: tidy(await rendered(engines.plain, own.text, variables)) };
}

async function placed(said: OwnText, { channel }: RenderRequest, engines: Engines): Promise<Rendered> {
  const { compiled, locale, variables, own, body } = said;
  if (channel === 'sms') return { text: singleLine(body), locale };
  const layout = parsedSource(compiled, `${locale}/layout/${channel}`, engines);
  if (own.subject === undefined || layout.html === undefined) throw missing(`${locale}/layout/${channel}`);
  const around = { ...variables, body, paragraphs: body.split('\n\n').map((paragraph) => paragraph.split('\n')) };
  return {
    subject: singleLine(await rendered(engines.plain, own.subject, variables)),
    text: `${tidy(await rendered(engines.plain, layout.text, around))}\n`,
    html: await rendered(engines.html, layout.html, around),
    locale,
  };
}

function parsedSource({ programme, parsed }: Compiled, key: string, { plain, html }: Engines): ParsedSource {
  const known = parsed.get(key);
  if (known !== undefined) return known;
  const source: TemplateSource | undefined = programme.templates[key];
  if (source === undefined) throw missing(key);
  const made = {
    text: plain.parse(source.text),
    ...(source.subject === undefined ? {} : { subject: plain.parse(source.subject) }),
    ...(source.html === undefined ? {} : { html: html.parse(source.html) }),
  };
  parsed.set(key, made);
  return made;
}

async function rendered(engine: Liquid, template: Template[], variables: object): Promise<string> {
  return String(await engine.render(template, variables));
}

/** Tags leave empty lines behind where they said nothing. */
function tidy(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function missing(key: string): TemplateError {
  return new TemplateError('template_missing', `The programme holds no template ${key}.`);
}
