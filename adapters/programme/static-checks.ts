import { Liquid, LiquidError } from 'liquidjs';
import { layoutVariables, templateVariables } from '../../domain/contact/template-variables.js';
import type { Finding } from './finding.js';
import type { Source } from './sources.js';

const engine = new Liquid({ strictFilters: true, templates: {}, parseLimit: 100_000 });

const known: ReadonlySet<string> = new Set(templateVariables);
const knownInLayouts: ReadonlySet<string> = new Set([...templateVariables, ...layoutVariables]);

/** What the sources alone show, in branches too that no fixture enters: Liquid errors, unknown words, unescaped output. */
export function checkStatically(source: Source): readonly Finding[] {
  const { subject, text } = source.source;
  const names = source.message === 'layout' ? knownInLayouts : known;
  const texts = [subject, text].filter((part) => part !== undefined).map((part) => ({ file: source.file, text: part }));
  return [...texts, ...(source.mjml ? [source.mjml] : [])].flatMap(({ file, text: part }) => [
    ...unknownWords(file, part, names),
    ...unescaped(file, part),
  ]);
}

function unknownWords(file: string, text: string, names: ReadonlySet<string>): Finding[] {
  try {
    const { globals } = engine.analyzeSync(engine.parse(text));
    return Object.entries(globals).flatMap(([name, uses]) =>
      names.has(name)
        ? []
        : uses.map(({ location }) => ({
            file,
            line: location.row,
            column: location.col,
            message: `Unknown variable "${name}".`,
          })),
    );
  } catch (error) {
    return [{ file, ...placeOf(error), message: sentence(error) }];
  }
}

/** The engine escapes all HTML; only `raw` could undo it, and no text of ours needs it. */
function unescaped(file: string, text: string): Finding[] {
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
