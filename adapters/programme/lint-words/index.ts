import { english } from './english.js';
import { german } from './german.js';
import { type LintWords, lintWords } from './lint-words.js';
import { spanish } from './spanish.js';

export type { LintWords } from './lint-words.js';

const languages: Readonly<Record<string, LintWords>> = {
  de: lintWords(german),
  en: lintWords(english),
  es: lintWords(spanish),
};

/** The words of a locale's language; undefined where nobody has written them down yet, and only the other checks hold. */
export function lintWordsOf(locale: string): LintWords | undefined {
  return languages[locale.split('-')[0] ?? ''];
}
