import pc from 'picocolors';

/** What the command reads and writes; the tests have one in memory. */
export interface Terminal {
  /** Standard input, read only where a command asks for it. */
  readonly input: AsyncIterable<string | Uint8Array>;
  /** Data: nothing else goes to standard output. */
  readonly out: (text: string) => void;
  /** Everything else. */
  readonly error: (text: string) => void;
  /** Shows how far a long task is, in a line that the next one replaces; empty clears it. Missing off a terminal. */
  readonly progress?: (text: string) => void;
  /** Puts a question and gives the line that was typed. Missing off a terminal: there nothing ever waits for an answer. */
  readonly ask?: (question: string) => Promise<string>;
  /** Lets the person at the terminal change a text, and gives it as they left it. Missing off a terminal, and without an editor. */
  readonly edit?: (text: string) => Promise<string>;
  /** Whether people see colours: a terminal without NO_COLOR. */
  readonly colours: boolean;
  /** The current folder, in which `.amends/dev.json` and files are looked for. */
  readonly folder: string;
  /** Where and with which key the server is reached, as far as the environment says. */
  readonly server: { readonly url?: string; readonly apiKey?: string };
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Colours, or their absence. */
export type Paint = ReturnType<typeof pc.createColors>;

/** The colours of a terminal. */
export function paintOf({ colours }: Terminal): Paint {
  return pc.createColors(colours);
}

/** The terminal as the options among `words` want it; what is printed clears the line of progress first. */
export function asWanted(terminal: Terminal, words: readonly string[]): Terminal {
  const { ask, edit, progress, ...rest } = terminal;
  let shown = false;
  const shows = (text: string): void => {
    shown = text !== '';
    progress?.(text);
  };
  const clearing = (print: (text: string) => void) => (text: string) => {
    if (shown) shows('');
    print(text);
  };
  return {
    ...rest,
    ...(progress && { progress: shows }),
    ...(ask && !words.includes('--no-input') && { ask }),
    ...(edit && !words.includes('--no-input') && { edit }),
    out: clearing(terminal.out),
    error: clearing(terminal.error),
    colours: terminal.colours && !words.includes('--no-color'),
  };
}

/** Text from elsewhere, without what could move a cursor or change a title. */
export function plain(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]/gu, '');
}

/** An instant in UTC to the minute, for example `2026-03-02 12:00Z`. */
export function when(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')}Z`;
}

/** Rows in columns; the first row is the head. */
export function table(rows: readonly (readonly string[])[], paint: Paint): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return lines.map((line, at) => (at === 0 ? paint.bold(line) : line)).join('\n');
}
