import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readingOf, type TextReading } from '../../domain/contact/text-reading.js';
import { hurried } from './support/hurried.js';
import { phrases } from './support/phrases.js';

const quiet = { wantsCall: false, isReply: false };
const readings: Readonly<Record<keyof typeof phrases, TextReading>> = {
  'ends the texts, and needs nobody to read it': { wish: 'stop', ...quiet },
  'may be meant to end the texts: it does, and a person reads it': { wish: 'stop', ...quiet, isReply: true },
  'ends the texts and asks for a call': { wish: 'stop', ...quiet, wantsCall: true },
  'may be meant to end the texts, and asks for a call: both, and a person reads it': {
    ...{ wish: 'stop', wantsCall: true, isReply: true },
  },
  'asks for a call': { ...quiet, wantsCall: true },
  'asks for a call, and says more': { wantsCall: true, isReply: true },
  'is for a person to read, and ends nothing': { ...quiet, isReply: true },
  'asks for texts again': { wish: 'start', ...quiet },
  'asks who we are': { wish: 'help', ...quiet },
};
const cases = [...Object.entries(phrases), ...Object.entries(hurried)].flatMap(([what, texts]) =>
  texts.map((text) => [text, what, readings[what as keyof typeof phrases]] as const),
);

describe('a text', () => {
  it.each(cases)('»%s« %s', (text, _what, reading) => {
    expect(readingOf(text)).toEqual(reading);
  });

  it.each(cases)('»%s« %s, however it is set', (text, _what, reading) => {
    const wide = text.replace(/[A-Za-z]/g, (letter) => String.fromCodePoint(letter.charCodeAt(0) + 0xfee0));
    const spaced = `  ${text.replaceAll(' ', '  ')}  \n`;
    for (const same of [text.toUpperCase(), spaced, wide, text.replace(/['’‘]/g, '’'), `${text} 🙏🏽`]) {
      expect(readingOf(same), same).toEqual(reading);
    }
    if (!/[.!?]$/.test(text)) expect(readingOf(`${text}.`)).toEqual(reading);
  });

  it.each(cases.filter(([, , { wish }]) => wish === 'stop'))(
    '»%s« ends the texts without its punctuation, too',
    (text) => {
      expect(readingOf(text.replace(/[.,;:!?¡¿]/g, '')).wish).toBe('stop');
    },
  );

  it('that says nothing is for a person: nobody knows what it was', () => {
    for (const text of ['', '   ', '👍', '...']) expect(readingOf(text)).toEqual({ ...quiet, isReply: true });
  });

  it('that says stop in the middle of a story ends the texts, and a person reads the story', () => {
    const story = 'I waited three days for the sofa and nobody came. Please stop texting me. What now?';
    expect(readingOf(story)).toEqual({ wish: 'stop', wantsCall: false, isReply: true });
  });

  it('that begins with STOP and goes on with a story ends the texts, and a person reads it', () => {
    const words = ['my', 'is', 'late', 'sofa', 'never', 'came', 'they', 'dont', 'why', 'did', 'you', 'not', 'have'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { minLength: 2 }), (story) => {
        expect(readingOf(`STOP ${story.join(' ')}`)).toEqual({ wish: 'stop', wantsCall: false, isReply: true });
        expect(readingOf(`The courier did not STOP ${story.join(' ')}`)).not.toHaveProperty('wish');
      }),
    );
  });
});

describe('a keyword of the carriers', () => {
  const keywords = fc.constantFrom(
    ...['stop', 'stopall', 'unsubscribe', 'cancel', 'end', 'quit', 'revoke', 'optout', 'stopp', 'abmelden'],
    ...['alto', 'basta', 'baja', 'parar', 'cancelar'],
  );
  const inAnyCase = fc
    .tuple(keywords, fc.array(fc.boolean(), { minLength: 11, maxLength: 11 }))
    .map(([word, capitals]) =>
      word.replace(/./g, (letter, at: number) => (capitals[at] === true ? letter.toUpperCase() : letter)),
    );
  const sign = fc
    .integer({ min: 0, max: 0xffff })
    .map((point) => String.fromCharCode(point))
    .filter((one) => /[\p{P}\p{Z}\s]/u.test(one));
  const marks = fc.string({
    unit: fc.oneof(sign, fc.constantFrom(' ', '\n', '\t', '.', '!', '-', '*', '"')),
    maxLength: 6,
  });

  it('alone ends the texts in any case, within any punctuation and white space', () => {
    fc.assert(
      fc.property(marks, inAnyCase, marks, (before, word, behind) => {
        expect(readingOf(`${before}${word}${behind}`)).toMatchObject({ wish: 'stop', wantsCall: false });
      }),
      { numRuns: 500 },
    );
  });

  it('ends nothing as a part of another word', () => {
    for (const text of ['stopover', 'endless', 'cancellation', 'Stopfen', 'bajar', 'rebajas']) {
      expect(readingOf(text)).toEqual({ ...quiet, isReply: true });
    }
  });
});
