import type { TextLint, TextToLint } from '../../ports/text-lint.js';
import { type LintWords, lintWordsOf } from './lint-words/index.js';

/** Reads what people write with the lists of words that the texts of programmes are checked with. */
export function createTextLint(): TextLint {
  return {
    warningsOn: (written) => {
      const words = lintWordsOf(written.locale);
      if (words !== undefined) return warningsIn(written, words);
      return [
        `The text was not checked for tone: there are no lists of words for ${written.locale || 'its language'}.`,
      ];
    },
  };
}

function warningsIn({ subject = '', text, apologised }: TextToLint, words: LintWords): readonly string[] {
  const everything = `${subject}\n${text}`;
  const apologies = [...everything.matchAll(new RegExp(words.apology, 'giu'))];
  const second = apologies[apologised ? 0 : 1]?.[0];
  return [
    ...(second === undefined ? [] : [`"${second}" apologises a second time; one apology a case is believed.`]),
    ...found(everything, words.promotion, 'may sell something to somebody whom we have failed.'),
    ...found(everything, words.blame, 'blames somebody else.'),
    ...found(everything, words.looseTime, 'gives no time that anybody could keep; name a day and an hour.'),
  ];
}

function found(text: string, pattern: RegExp, what: string): readonly string[] {
  const words = pattern.exec(text)?.[0];
  return words === undefined ? [] : [`"${words}" ${what}`];
}
