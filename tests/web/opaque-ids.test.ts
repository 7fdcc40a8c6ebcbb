import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { opaqueId } from '../../web/api/contact-points.js';

const reasonOf = (id: string): string | undefined => opaqueId.safeParse(id).error?.issues[0]?.message;

const PHONE = 'This looks like a phone number; ids have to be opaque, because they appear in logs.';

/** The last two digits of a number that is nobody's. */
const nobodys = fc.integer({ min: 0, max: 99 }).map((line) => `01${String(line).padStart(2, '0')}`);
const separator = fc.constantFrom('-', '.', '_', ':');
const word = fc.stringMatching(/^[a-z]{1,12}$/);
const several = { numRuns: 300 };

describe('an id in which somebody wrote a phone number is refused as one', () => {
  it.each([
    '202-555-0143',
    '1.202.555.0143',
    '+1 202 555 0143',
    '(202) 555-0143',
    'tel:202-555-0100',
    'tel:2025550100',
    'TEL:+12025550100',
    'sms:+12025550100',
    'tel:0012025550100',
    '0049.30.123456',
    '00-49-30-123456',
    'customer-0049-30-123456',
    'customer-202-555-0100',
    'customer:1-202-555-0100',
    '202.555.0100-mobile',
    'case-1041-202-555-0100',
    '2026-11-22-202-555-0100',
  ])('%s', (id) => {
    expect(reasonOf(id)).toBe(PHONE);
  });

  it('wherever it stands between words, with whatever separators', () => {
    const parts = fc.record({ word, line: nobodys, by: separator, code: fc.constantFrom('', '1', '001') });
    fc.assert(
      fc.property(parts, ({ word: other, line, by, code }) => {
        const number = [code, '202', '555', line].filter((part) => part !== '').join(by);
        for (const id of [number, `${other}${by}${number}`, `${number}${by}${other}`, `tel:${number}`]) {
          expect(reasonOf(id)).toBe(PHONE);
        }
      }),
      several,
    );
  });
});

describe('an id that only holds digits is accepted', () => {
  it.each([
    'order-1041-late',
    '2026-11-22.0001',
    '2024-01-15-001',
    'order-2026-11-22-0001',
    '2026-11-22-20-30-00-1234',
    '2026-11-22T10:30:00.0001',
    '20261122-0001-2025',
    '112-3456789-1234567',
    '2025550143',
    '0012025550143',
    '0001-000123',
    'sms:20261122',
    'tel:extension-12',
    'hotel:1041',
    'v1.20.3000',
    '192.168.1.10',
    '01HZX3Y7M2Q8K4T6V9B1C5D7E0',
    '20255501-4320-4202-8555-014320255501',
    'case-20255501-4320-4202-8555-014320255501',
  ])('%s', (id) => {
    expect(reasonOf(id)).toBeUndefined();
  });

  const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
  const date = fc.date({ min: new Date('1990-01-01'), max: new Date('2089-12-31'), noInvalidDate: true });

  it.each<[string, fc.Arbitrary<string>]>([
    ['a UUID', fc.uuid()],
    ['a UUID behind a word', fc.tuple(word, fc.uuid()).map(([before, uuid]) => `${before}:${uuid}`)],
    ['a hash', fc.stringMatching(/^[0-9a-f]{40}$/)],
    ['a number', fc.nat().map(String)],
    ['a padded number', fc.nat().map((n) => String(n).padStart(12, '0'))],
    ['a number between words', fc.tuple(word, fc.nat(), word).map((parts) => parts.join('-'))],
    ['two numbers', fc.tuple(fc.nat(), separator, fc.nat()).map((parts) => parts.join(''))],
    ['a date and a number', fc.tuple(date, digits(4)).map(([day, n]) => `${day.toISOString().slice(0, 10)}.${n}`)],
    ['an instant and a number', fc.tuple(date, digits(6)).map(([day, n]) => `${day.toISOString().slice(0, 19)}-${n}`)],
  ])('%s, whichever', (_, ids) => {
    fc.assert(
      fc.property(ids, (id) => {
        expect(reasonOf(id)).toBeUndefined();
      }),
      several,
    );
  });
});
