import { de } from './de.js';
import { en } from './en.js';
import { es } from './es.js';
import type { PageWords } from './page-words.js';

/** The languages that the pages speak. Another one is another room beside these, and a line here. */
export const languages = { en, de, es } as const satisfies Readonly<Record<string, PageWords>>;

/** The words for this locale (BCP 47), by its language; undefined where nobody has written them. */
export function wordsIn(locale: string): PageWords | undefined {
  const language = (locale.split('-')[0] ?? '').toLowerCase();
  return isSpoken(language) ? languages[language] : undefined;
}

function isSpoken(language: string): language is keyof typeof languages {
  return Object.hasOwn(languages, language);
}

/** Characters of the header that are read: browsers send far fewer. */
const MOST_READ = 500;

/** The words that a browser asks for by `Accept-Language` (RFC 9110), the best first; undefined where it asks for none of ours. */
export function wordsAccepted(header = ''): PageWords | undefined {
  const ranges = header
    .slice(0, MOST_READ)
    .split(',')
    .map((part) => {
      const [range = '', weight = 'q=1'] = part.split(';').map((piece) => piece.trim());
      return { range, weight: Number(weight.replace(/^q=/, '')) };
    });
  const wanted = ranges.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight);
  return wanted.map(({ range }) => wordsIn(range)).find((words) => words !== undefined);
}
