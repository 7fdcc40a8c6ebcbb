import { describe, expect, it } from 'vitest';
import { shownList, shownMoney, shownTime } from '../../../adapters/templates/shown.js';
import { at } from './build.js';

const mail = { channel: 'email' } as const;
const sms = { channel: 'sms' } as const;

describe('a time', () => {
  it.each([
    ['en-GB', 'Europe/London', 'Monday 23 November at 14:05 GMT'],
    ['en-GB', 'Europe/Berlin', 'Monday 23 November at 15:05 CET'],
    ['en', 'America/New_York', 'Monday, November 23 at 9:05 AM EST'],
    ['de', 'Europe/Berlin', 'Montag, 23. November um 15:05 MEZ'],
    ['ja', 'Asia/Tokyo', '11月23日月曜日 23:05 JST'],
  ])('in %s and %s is shown in that locale and zone', (locale, timeZone, expected) => {
    expect(shownTime(at, { ...mail, locale, timeZone })).toBe(expected);
  });

  it('without a known zone is shown in UTC and says so', () => {
    expect(shownTime(at, { ...mail, locale: 'en-GB' })).toBe('Monday 23 November at 14:05 UTC');
  });

  it('is shortened in an SMS, in characters that GSM-7 has', () => {
    const shown = shownTime(at, { ...sms, locale: 'en', timeZone: 'America/New_York' });
    expect(shown).toBe('Mon, Nov 23, 9:05 AM EST');
    expect(shown).toMatch(/^[ -~]+$/);
  });

  it('shows seconds only when it is not on a full minute', () => {
    expect(shownTime(at + 7_350, { ...mail, locale: 'en-GB' })).toBe('Monday 23 November at 14:05:07 UTC');
  });

  it('follows the clocks of its zone into summer time', () => {
    const july = Date.UTC(2026, 6, 1, 12);
    expect(shownTime(july, { ...sms, locale: 'en-GB', timeZone: 'Europe/London' })).toBe('Wed 1 Jul, 13:00 BST');
  });
});

describe('an amount', () => {
  it.each([
    [{ minor: 590, currency: 'EUR' }, 'de', '5,90 €'],
    [{ minor: 1000, currency: 'USD' }, 'en', '$10.00'],
    [{ minor: 500, currency: 'JPY' }, 'en', '¥500'],
    [{ minor: 1234, currency: 'KWD' }, 'en', 'KWD 1.234'],
  ])('%j in %s is %s', ({ minor, currency }, locale, expected) => {
    expect(shownMoney(minor, currency, locale)).toBe(expected);
  });
});

describe('a list', () => {
  it.each([
    [['Late'], 'en', '"Late"'],
    [['Late', 'Damaged'], 'en', '"Late" and "Damaged"'],
    [['Late', 'Damaged'], 'de', '"Late" und "Damaged"'],
  ])('of %j in %s is %s', (words, locale, expected) => {
    expect(shownList(words, locale)).toBe(expected);
  });
});
