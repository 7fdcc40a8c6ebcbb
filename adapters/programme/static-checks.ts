import { Liquid, LiquidError, type Variables } from 'liquidjs';
import type { MessageType } from '../../domain/contact/messages.js';
import { layoutVariables, type TemplateVariable, templateVariables } from '../../domain/contact/template-variables.js';
import type { Finding } from './finding.js';
import type { Source } from './sources.js';

const engine = new Liquid({ strictFilters: true, templates: {}, parseLimit: 100_000 });

/**
 * Words that a text may not leave out: a promise that is recorded as made and never told would be kept to nobody, a
 * missed one has to be owned up to by whatever message comes next, what is put off has to be said to be, and a survey
 * without its link cannot be answered.
 */
const mustSay: Readonly<Record<MessageType, readonly TemplateVariable[]>> = {
  acknowledgement: ['promise_due', 'missed_due', 'withdrawn_due'],
  apology: ['promise_due', 'missed_due', 'withdrawn_due'],
  resolution: ['promise_due', 'missed_due'],
  resolved_at_once: ['promise_due', 'missed_due'],
  progress_update: ['promise_due', 'missed_due', 'withdrawn_due'],
  follow_up: ['promise_due', 'missed_due'],
  survey: ['survey_link', 'missed_due'],
  survey_reminder: ['survey_link', 'missed_due'],
  second_chance: ['promise_due', 'missed_due'],
  closing: ['outcome', 'missed_due'],
  agent_message: ['written', 'missed_due'],
  callback_confirmation: ['promise_due', 'missed_due'],
  opt_out_confirmation: [],
};

/**
 * What a mail may not leave out besides: whoever does not want to be asked says so with one click, and whoever is told of a
 * solution says whether it is one. An SMS has no room for that.
 */
const mailMustSay: Readonly<Partial<Record<MessageType, readonly TemplateVariable[]>>> = {
  resolution: ['yes_link', 'no_link'],
  resolved_at_once: ['yes_link', 'no_link'],
  follow_up: ['yes_link', 'no_link'],
  survey: ['unsubscribe_link'],
  survey_reminder: ['unsubscribe_link'],
};

const known: ReadonlySet<string> = new Set(templateVariables);
const knownInLayouts: ReadonlySet<string> = new Set([...templateVariables, ...layoutVariables]);

/** What the sources alone show, in branches too that no fixture enters: Liquid errors, unknown words, unescaped output. */
export function checkStatically(source: Source): readonly Finding[] {
  const { subject, text } = source.source;
  const texts = [subject, text].flatMap((part) => (part === undefined ? [] : [{ file: source.file, text: part }]));
  const parts = source.mjml === undefined ? texts : [...texts, source.mjml];
  return [...parts.flatMap((part) => [...unknownWords(part, source), ...unescaped(part)]), ...leftOut(source)];
}

interface Part {
  readonly file: string;
  readonly text: string;
}

function unknownWords({ file, text }: Part, { message }: Source): Finding[] {
  const names = message === 'layout' ? knownInLayouts : known;
  try {
    return Object.entries(globalsOf(text))
      .filter(([name]) => !names.has(name))
      .flatMap(([name, uses]) => uses.map(({ location }) => ({ location, message: `Unknown variable "${name}".` })))
      .map((found) => ({ file, line: found.location.row, column: found.location.col, message: found.message }));
  } catch (error) {
    return [{ file, ...placeOf(error), message: sentence(error) }];
  }
}

function leftOut({ file, message, channel, source, mjml }: Source): Finding[] {
  if (message !== 'layout') {
    const mail = channel === 'email' ? mailMustSay[message] : undefined;
    return missingWords({ file, text: source.text }, [...mustSay[message], ...(mail ?? [])]);
  }
  const html = mjml === undefined ? [] : missingWords(mjml, ['paragraphs', 'call_link']);
  return [...missingWords({ file, text: source.text }, ['body', 'call_link']), ...html];
}

function missingWords({ file, text }: Part, wanted: readonly string[]): Finding[] {
  try {
    const said = globalsOf(text);
    const missing = wanted.filter((name) => !(name in said));
    return missing.map((name) => ({ file, line: 1, message: `The text never says {{ ${name} }}.` }));
  } catch {
    // Liquid that cannot be read is reported as such, by the check of unknown words.
    return [];
  }
}

function globalsOf(text: string): Variables {
  return engine.analyzeSync(engine.parse(text)).globals;
}

/** The engine escapes all HTML; only `raw` could undo it, and no text of ours needs it. */
function unescaped({ file, text }: Part): Finding[] {
  return text.split('\n').flatMap((line, index) => {
    const column = line.search(/\|\s*raw\b/);
    return column < 0
      ? []
      : [{ file, line: index + 1, column: column + 1, message: 'Unescaped output: "raw" is not allowed.' }];
  });
}

/** Where Liquid says that something is wrong; the first line when it does not. */
export function placeOf(error: unknown): { readonly line: number; readonly column?: number } {
  if (!LiquidError.is(error)) return { line: 1 };
  const [line, column] = positionOf(error);
  return { line, column };
}

function positionOf(error: LiquidError): readonly [number, number] {
  const [line = 1, column = 1] = error.token.getPosition();
  return [line, column];
}

/** Liquid ends its messages with the place, which a finding gives already. */
export function sentence(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const [first = ''] = text.split('\n');
  const bare = first.replace(/, (file:.*, )?line:\d+, col:\d+$/, '').replace(/\.$/, '');
  return `${bare.charAt(0).toUpperCase()}${bare.slice(1)}.`;
}
