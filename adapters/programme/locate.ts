import { LiquidError } from 'liquidjs';
import type { Finding } from './finding.js';
import type { Source } from './sources.js';
import { placeOf, sentence } from './static-checks.js';

/** A finding where these words stand in a message's file, or in its locale's layout; else at the file's first line. */
export function atWords(
  source: Source,
  sources: readonly Source[],
  found: { message: string; words?: string },
): Finding {
  const { message, words } = found;
  const layout = sources.find((other) => other.message === 'layout' && other.locale === source.locale);
  const files = [source, ...(layout ? [layout] : [])].flatMap(textsOf);
  const hit = words === undefined ? undefined : files.find((file) => lineWith(file.text, words) > 0);
  if (hit === undefined || words === undefined) return { file: source.file, line: 1, message };
  return { file: hit.file, line: lineWith(hit.text, words), message };
}

/** A finding where Liquid failed: in the message's own file, or in the layout around it. */
export function atError(error: unknown, source: Source, sources: readonly Source[]): Finding {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const message = sentence(cause);
  const input = LiquidError.is(cause) ? cause.token.input : undefined;
  const failed = sources.find((one) => input === one.source.text || input === one.source.subject);
  if (failed !== undefined) return { file: failed.file, ...placeOf(cause), message };
  // What fails in no text fails in the layout's HTML, whose lines are not those of its MJML any more.
  return atWords(source, sources, { message, words: /variable: (\w+)/.exec(message)?.[1] ?? '' });
}

function textsOf({ file, source, mjml }: Source): readonly { readonly file: string; readonly text: string }[] {
  const own = [source.subject, source.text].flatMap((text) => (text === undefined ? [] : [{ file, text }]));
  return mjml === undefined ? own : [...own, mjml];
}

/** From 1; 0 when no line has the words. */
function lineWith(text: string, words: string): number {
  return text.split('\n').findIndex((line) => line.toLowerCase().includes(words.toLowerCase())) + 1;
}
