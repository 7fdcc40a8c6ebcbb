import type { Readable } from 'node:stream';

/** Characters of one line of a body; what we ask for has some hundred. */
export const LINE_LIMIT = 4_096;

/** One line of a body, numbered from 1; without a text where it is longer than `LINE_LIMIT`. */
export interface Line {
  readonly line: number;
  readonly text?: string;
}

/** The lines of a body as they come in, empty ones left out. However long a line is, no more than the limit is kept of it. */
export async function* linesOf(body: Readable): AsyncGenerator<Line> {
  let line = 1;
  let begun = '';
  for await (const chunk of body.setEncoding('utf8') as AsyncIterable<string>) {
    const [first = '', ...more] = chunk.split('\n');
    begun = continued(begun, first);
    for (const next of more) {
      if (begun.trim() !== '') yield lineOf(line, begun);
      line += 1;
      begun = continued('', next);
    }
  }
  if (begun.trim() !== '') yield lineOf(line, begun);
}

/** One character more than the limit says that there was more. */
function continued(begun: string, more: string): string {
  return (begun + more).slice(0, LINE_LIMIT + 1);
}

function lineOf(line: number, text: string): Line {
  return text.length > LINE_LIMIT ? { line } : { line, text };
}
