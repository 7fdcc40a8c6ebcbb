import type { Liquid, Template } from 'liquidjs';
import type { Rendered } from '../../ports/message-channel.js';
import type { Programme, ProgrammeStore, TemplateSource } from '../../ports/programme-store.js';
import type { RenderRequest, Templates } from '../../ports/templates.js';
import { createEngines, type Engines } from './engines.js';
import { localeChain, showingLocale } from './locales.js';
import { singleLine } from './shown.js';
import { TemplateError } from './template-error.js';
import { variablesOf } from './variables.js';
import { wordingOf } from './wording.js';

/** A programme with its templates parsed on first use. */
interface Compiled {
  readonly programme: Programme;
  readonly parsed: Map<string, ParsedSource>;
}

interface ParsedSource {
  readonly subject?: Template[];
  readonly html?: Template[];
  readonly text: Template[];
}

/** The last few programmes stay compiled: cases in flight rarely span more. */
const KEPT = 8;

/**
 * Renders the texts of published programmes. A mail's own text is placed into the locale's layout twice: as it is, and
 * as HTML paragraphs. Programmes never change under their hash, so each is read and parsed once.
 */
export function createTemplates(programmes: Pick<ProgrammeStore, 'byHash'>): Templates {
  const engines = createEngines();
  const cache = new Map<string, Promise<Compiled>>();

  async function compiled({ tenant, programme: hash }: RenderRequest): Promise<Compiled> {
    const id = `${tenant}/${hash}`;
    const known = cache.get(id) ?? load(tenant, hash);
    cache.delete(id);
    cache.set(id, known);
    for (const oldest of [...cache.keys()].slice(0, -KEPT)) cache.delete(oldest);
    return known.catch((error: unknown) => {
      cache.delete(id);
      throw error;
    });
  }

  async function load(tenant: string, hash: string): Promise<Compiled> {
    const programme = await programmes.byHash(tenant, hash);
    if (programme === undefined) throw new TemplateError('programme_missing', `Programme ${hash} is not stored.`);
    return { programme, parsed: new Map() };
  }

  return {
    async render(request) {
      const known = await compiled(request);
      try {
        return await renderFrom(known, request, engines);
      } catch (cause) {
        if (cause instanceof TemplateError) throw cause;
        const what = `${request.message} by ${request.channel} of programme ${request.programme}`;
        throw new TemplateError('template_broken', `Rendering ${what} failed.`, { cause });
      }
    },
  };
}

async function renderFrom(compiled: Compiled, request: RenderRequest, engines: Engines): Promise<Rendered> {
  const { programme } = compiled;
  const { message, channel, facts, timeZone } = request;
  const locale = localeChain(request.locale, programme.defaultLocale).find(
    (candidate) => `${candidate}/${message}/${channel}` in programme.templates,
  );
  if (locale === undefined) throw missing(`${request.locale}/${message}/${channel}`);
  const variables = variablesOf(facts, wordingOf(programme, locale), {
    locale: showingLocale(request.locale, locale),
    channel,
    seconds: programme.pace > 1,
    ...(timeZone === undefined ? {} : { timeZone }),
  });
  const own = parsedSource(compiled, `${locale}/${message}/${channel}`, engines);
  const body = tidy(await rendered(engines.plain, own.text, variables));
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
