import { Parser } from 'htmlparser2';

/** Characters of HTML that are looked at: far more than the text that is kept. */
const LOOKED_AT = 500_000;
/** Elements within each other that are looked at: a mail that was answered a hundred times has fewer. */
const DEEPEST = 500;
/** Stands where something was not looked at, so that nobody takes what is left for all of it. */
const GOES_ON = '[The rest is in the mailbox.]';

/** What is in these is no text. */
const silent: ReadonlySet<string> = new Set(['script', 'style', 'title']);
/** What stands on lines of its own. */
const blocks: ReadonlySet<string> = new Set([
  ...['address', 'article', 'blockquote', 'center', 'dd', 'div', 'dl', 'dt', 'footer', 'form', 'h1', 'h2', 'h3', 'h4'],
  ...['h5', 'h6', 'header', 'hr', 'li', 'main', 'ol', 'p', 'pre', 'section', 'table', 'tr', 'ul'],
]);
const cells: ReadonlySet<string> = new Set(['td', 'th']);

/** The words of an HTML mail that has no text of its own, line by line; what it quotes stands behind `>`, as in a text. */
export function plainText(html: string): string {
  const page = newPage();
  let depth = 0;
  let isWhole = html.length <= LOOKED_AT;
  const parser = new Parser({
    onopentagname(name) {
      page.opens(name);
      depth += 1;
      if (depth <= DEEPEST) return;
      // Each end of an element is looked for among all that are open.
      isWhole = false;
      parser.pause();
    },
    ontext: (text) => {
      page.says(text);
    },
    onclosetag(name) {
      page.closes(name);
      depth -= 1;
    },
  });
  parser.end(html.slice(0, LOOKED_AT));
  return [...page.lines(), ...(isWhole ? [] : [GOES_ON])].join('\n').trim();
}

/** Lines that are filled element by element. */
function newPage() {
  const done: string[] = [];
  let line = '';
  let quotes = 0;
  let silences = 0;
  const endLine = () => {
    const words = line.replace(/\s+/g, ' ').trim();
    if (words !== '') done.push(quotes > 0 ? `> ${words}` : words);
    line = '';
  };
  const moves = (name: string, by: 1 | -1) => {
    if (blocks.has(name)) endLine();
    if (name === 'blockquote') quotes += by;
    if (silent.has(name)) silences += by;
  };
  return {
    opens(name: string): void {
      moves(name, 1);
      if (name === 'br') endLine();
    },
    closes(name: string): void {
      moves(name, -1);
      if (cells.has(name)) line += ' ';
    },
    says(text: string): void {
      if (silences === 0) line += text;
    },
    lines(): readonly string[] {
      endLine();
      return done;
    },
  };
}
