import { describe, expect, it } from 'vitest';
import { lintWordsOf } from '../../../adapters/programme/lint-words/index.js';
import { lint } from '../../../adapters/programme/lints.js';
import { type Sentences, sentences } from './sentences.js';

const facts = { reference: 'K7Q2M4XZ', incidents: [], covers: [], joined: false, secondRound: false, team: 'delivery' };

/** What is said of a follow-up that consists of this sentence. */
function faultsOf(text: string, locale: string): readonly string[] {
  const words = lintWordsOf(locale);
  return lint({ message: 'follow_up', facts, rendered: { locale, text } }, words).map(({ message }) => message);
}

const verdicts: Readonly<Record<Exclude<keyof Sentences, 'fair'>, string>> = {
  blame: 'blames somebody else.',
  selling: 'sells something',
  apology: 'apologises; only the apology does',
  looseTime: 'gives a time that is no recorded promise',
};

describe.each(Object.entries(sentences))('an ordinary sentence in %s', (locale, written) => {
  for (const [kind, verdict] of Object.entries(verdicts) as [keyof typeof verdicts, string][]) {
    it.each(written[kind])(`is refused, since it ${verdict} %j`, (sentence) => {
      expect(faultsOf(sentence, locale).join()).toContain(verdict);
    });
  }

  it.each(written.fair)('is let through where nothing is wrong with it: %j', (sentence) => {
    expect(faultsOf(sentence, locale)).toEqual([]);
  });
});
