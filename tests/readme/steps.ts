/** A block of commands for the reader, with what the text says that they show. */
export interface Step {
  readonly commands: readonly string[];
  /** Lines of the `text` block that follows; empty where none does. `...` stands for anything. */
  readonly shown: readonly string[];
}

interface Fence {
  readonly language: string;
  readonly lines: readonly string[];
}

function fencesOf(markdown: string): readonly Fence[] {
  return [...markdown.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language = '', body = '']) => ({
    language,
    lines: body.split('\n').filter((line) => line !== ''),
  }));
}

/** The `sh` blocks of a page, in order. */
export function stepsOf(markdown: string): readonly Step[] {
  return fencesOf(markdown).flatMap(({ language, lines }, at, all) => {
    const next = all[at + 1];
    return language === 'sh' ? [{ commands: lines, shown: next?.language === 'text' ? next.lines : [] }] : [];
  });
}

/** The first line that should have been shown, in this order, and was not; undefined when all were. */
export function notShown(output: string, shown: readonly string[]): string | undefined {
  const lines = output.split('\n').map((line) => line.trimEnd());
  let from = 0;
  return shown.find((line) => {
    const at = lines.findIndex((found, index) => index >= from && matches(found, line));
    from = at + 1;
    return at < 0;
  });
}

function matches(found: string, line: string): boolean {
  const [begin = '', ...rest] = line.split('...');
  const end = rest.at(-1);
  if (end === undefined) return found === line;
  return found.startsWith(begin.trimEnd()) && found.endsWith(end.trimStart());
}
