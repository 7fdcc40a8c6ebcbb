import { describe, expect, it } from 'vitest';
import { readingOf, type TextReading } from '../../domain/contact/text-reading.js';
import { phrases } from './support/phrases.js';

const quiet = { wantsCall: false, isReply: false };
const readings: Readonly<Record<keyof typeof phrases, TextReading>> = {
  'ends the texts, and needs nobody to read it': { wish: 'stop', ...quiet },
  'may be meant to end the texts: it does, and a person reads it': { wish: 'stop', ...quiet, isReply: true },
  'ends the texts and asks for a call': { wish: 'stop', ...quiet, wantsCall: true },
  'asks for a call': { ...quiet, wantsCall: true },
  'asks for a call, and says more': { wantsCall: true, isReply: true },
  'is for a person to read, and ends nothing': { ...quiet, isReply: true },
  'asks for texts again': { wish: 'start', ...quiet },
  'asks who we are': { wish: 'help', ...quiet },
};
const cases = Object.entries(phrases).flatMap(([what, texts]) =>
  texts.map((text) => [text, what, readings[what as keyof typeof phrases]] as const),
);

describe('a text', () => {
  it.each(cases)('»%s« %s', (text, _what, reading) => {
    expect(readingOf(text)).toEqual(reading);
  });

  it.each(cases.filter(([text]) => !text.includes('ß')))(
    '»%s« reads the same in capitals, with more space, and with a full stop',
    (text, _what, reading) => {
      expect(readingOf(text.toUpperCase())).toEqual(reading);
      expect(readingOf(`  ${text.replaceAll(' ', '  ')}  \n`)).toEqual(reading);
      if (!/[.!?]$/.test(text)) expect(readingOf(`${text}.`)).toEqual(reading);
    },
  );

  it('that says nothing is for a person: nobody knows what it was', () => {
    for (const text of ['', '   ', '👍', '...']) expect(readingOf(text)).toEqual({ ...quiet, isReply: true });
  });

  it('that says stop in the middle of a story ends the texts, and a person reads the story', () => {
    const story = 'I waited three days for the sofa and nobody came. Please stop texting me. What now?';
    expect(readingOf(story)).toEqual({ wish: 'stop', wantsCall: false, isReply: true });
  });

  it('as long as a provider takes, of words that begin many wishes, is read in a tenth of a second', () => {
    const hard = ['stop sending me all the ', 'do not want to ', 'no quiero recibir mas ', 'bitte keine weiteren '];
    const before = performance.now();
    for (const words of hard) readingOf(words.repeat(100));
    expect(performance.now() - before).toBeLessThan(100);
  });
});
