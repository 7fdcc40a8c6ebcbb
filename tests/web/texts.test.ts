import { describe, expect, it } from 'vitest';
import { multiLine, oneLine } from '../../web/api/texts.js';

const reasonsOf = (text: string): readonly (string | undefined)[] =>
  oneLine(200)
    .safeParse(text)
    .error?.issues.map(({ message }) => message) ?? [];

const codePoint = (at: number): string => `U+${at.toString(16).toUpperCase().padStart(4, '0')}`;
const span = (first: number, last: number): readonly number[] =>
  Array.from({ length: last - first + 1 }, (_, at) => first + at);

const hidden = [
  ...span(0x202a, 0x202e),
  ...span(0x2066, 0x2069),
  ...span(0x2060, 0x2064),
  0x00ad,
  0x180e,
  0x200b,
  0xfeff,
  0xe0041,
];

describe('one line of text', () => {
  it.each(hidden.map((at) => [codePoint(at), at] as const))(
    'with %s, which is not seen, is refused with that reason',
    (_, at) => {
      expect(reasonsOf(`Order ${String.fromCodePoint(at)}1041`)).toEqual([
        'This may not contain invisible characters, or any that turn the direction of a text.',
      ]);
    },
  );

  it('that hides one character at the end of a long text is refused as quickly as a short one', () => {
    expect(reasonsOf(`${'x'.repeat(199)}\u202e`)).toHaveLength(1);
  });

  it.each(['Order\n1041', 'Order\u20281041', 'Order\u20291041', 'Order\u00001041'])(
    '%j is refused as no line',
    (text) => {
      expect(reasonsOf(text)).toEqual(['This has to be one line without control characters.']);
    },
  );

  it.each([
    ['Arabic, with its mark', 'الطلب 1041\u200f تأخر'],
    ['Arabic beside Latin, with both marks', 'Order\u200e 1041 \u061cتأخر\u200f'],
    ['an Arabic number sign, which is seen', '\u0600١٠٤١'],
    ['Hebrew', 'ההזמנה שלי 1041'],
    ['Persian, with the joiner that its spelling needs', 'می\u200cخواهم'],
    ['an emoji that is joined of four', 'Late 👩\u200d👩\u200d👧\u200d👦'],
    ['a heart, with its variation selector', 'Thanks ❤\ufe0f'],
    ['Devanagari with a joiner', 'क्\u200dष'],
  ])('in %s is accepted', (_, text) => {
    expect(reasonsOf(text)).toEqual([]);
  });
});

describe('a text of several lines', () => {
  it('may hold what a customer pasted, since no header and no list shows it', () => {
    expect(multiLine(200).safeParse('a\u200b\u202eb\u2028c\nd').success).toBe(true);
  });
});
