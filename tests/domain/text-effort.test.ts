import { afterEach, describe, expect, it, vi } from 'vitest';
import { readingOf } from '../../domain/contact/text-reading.js';
import { english } from '../../domain/contact/text-words/english.js';
import { german } from '../../domain/contact/text-words/german.js';
import { spanish } from '../../domain/contact/text-words/spanish.js';
import type { TextWords } from '../../domain/contact/text-words/text-words.js';
import { searched } from './support/count-steps.js';

/** Characters of the longest text. */
const LONGEST = 1_600;
/** Signs that a pattern may compare for each character of a text; the worst takes 31. */
const MOST_STEPS = 60;
/** How often patterns may look at each character of a text; the worst takes 450. */
const MOST_LOOKS = 900;

const languages = { English: english, German: german, Spanish: spanish };
const patternsOf = ({ ending, mayBeEnding, notEnding, stopsOther, beginning, calling, notCalling }: TextWords) => [
  ...[ending, mayBeEnding, notEnding, stopsOther, beginning, calling, notCalling].flat(),
];
const filled = (words: string) => words.repeat(Math.ceil(LONGEST / words.length)).slice(0, LONGEST);
/** Texts that begin what our patterns look for again and again, and never end it. */
const hard = [
  ...['a ', 'x', 'stop ', 'stop a ', 'stop the ', 'stop me us ', 'stop texting and ', 'please dont send me any more '],
  ...['no quiero recibir mas ', 'bitte keine weiteren ', 'please stop all the with so many ', 'dont want a b c d '],
  ...['konnen sie a b ', 'mas ningun estos ', 'stop sending me the a an ', 'sms to ', 'call ', 'if a b '],
].map(filled);

/** Texts of as many sentences, parts and pairs of wishes as there can be. */
const many = [
  ...hard,
  ...['stop. ', 'a b c d e f g h i j k l m n. ', 'a b c d e f g h i j k l call me. ', 'stop and ', 'call. stop, '].map(
    filled,
  ),
];

afterEach(() => vi.restoreAllMocks());

describe('reading a text as long as a provider takes', () => {
  it.each(Object.entries(languages))('takes few steps for each character with any pattern of %s', (_, words) => {
    for (const pattern of patternsOf(words)) {
      const [first = '', ...others] = pattern.source.replace(/\\[bw]/g, ' ').match(/[a-z]+/g) ?? [];
      const own = [first, [first, ...others.slice(0, 2)].join(' '), [first, ...others].join(' ')];
      for (const text of [...hard, ...own.map((some) => filled(`${some} `))]) {
        const { found, steps } = searched(pattern, text);
        expect(found, pattern.source).toBe(pattern.test(text));
        expect(steps, pattern.source).toBeLessThan(MOST_STEPS * LONGEST);
      }
    }
  });

  it.each(many.map((text) => [text.slice(0, 20), text]))(
    'looks at few characters for each of »%s…«',
    (_, text = '') => {
      const exec = vi.spyOn(RegExp.prototype, 'exec');
      readingOf(text);
      const { calls, contexts } = exec.mock;
      // What replaces or splits goes through a text once, and has flags.
      const looks = calls.filter((_, at) => (contexts[at] as RegExp).flags === '').map(([part]) => part.length);
      exec.mockRestore();
      expect(looks.reduce((sum, length) => sum + length, 0)).toBeLessThan(MOST_LOOKS * LONGEST);
    },
  );

  it('is measured by what finds a pattern that is slow', () => {
    expect(searched(/(?:a+)+b/, 'a'.repeat(20)).steps).toBeGreaterThan(1_000_000);
    expect(searched(/a{1,3}?b|c$/, 'xaaab')).toMatchObject({ found: true });
    expect(searched(/^b(?!c)/, 'bc')).toMatchObject({ found: false });
  });
});
