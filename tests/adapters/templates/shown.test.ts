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
    ['es', 'Europe/Madrid', 'lunes, 23 de noviembre, 15:05 CET'],
    ['es-MX', 'America/Mexico_City', 'lunes, 23 de noviembre, 8:05 a.m. GMT-6'],
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

  it.each([
    ['es', 'sab, 21 nov, 14:05 UTC'],
    ['de', 'Sa., 21. Nov., 14:05 UTC'],
    ['pl', 'sob., 21 lis, 14:05 UTC'],
  ])('in an SMS in %s has no letter that GSM-7 lacks', (locale, expected) => {
    expect(shownTime(at - 2 * 86_400_000, { ...sms, locale })).toBe(expected);
  });

  it('in an SMS keeps the marks that GSM-7 has, and a mail keeps all of them', () => {
    expect(shownTime(Date.UTC(2026, 2, 4), { ...sms, locale: 'de' })).toContain('März');
    expect(shownTime(at + 2 * 86_400_000, { ...sms, locale: 'es' })).toContain('mié');
    expect(shownTime(at - 2 * 86_400_000, { ...mail, locale: 'es' })).toContain('sábado');
  });

  it.each([
    [at + 7_350, false, 'Monday 23 November at 14:05 UTC'],
    [at + 7_350, true, 'Monday 23 November at 14:05:07 UTC'],
    [at, true, 'Monday 23 November at 14:05:00 UTC'],
  ])('of %i, told to the second: %j, is %s', (instant, seconds, expected) => {
    expect(shownTime(instant, { ...mail, locale: 'en-GB', seconds })).toBe(expected);
  });

  it('follows the clocks of its zone into summer time', () => {
    const july = Date.UTC(2026, 6, 1, 12);
    expect(shownTime(july, { ...sms, locale: 'en-GB', timeZone: 'Europe/London' })).toBe('Wed 1 Jul, 13:00 BST');
  });
});

describe('an amount', () => {
  it.each([
    [{ minor: 590, currency: 'EUR' }, 'de', '5,90 €'],
    [{ minor: 123_456, currency: 'USD' }, 'de', '1.234,56 $'],
    [{ minor: 1000, currency: 'USD' }, 'es', '10,00 US$'],
    [{ minor: 1000, currency: 'MXN' }, 'es-MX', '$10.00'],
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
    [['Spät', 'Beschädigt'], 'de', '„Spät“ und „Beschädigt“'],
    [['Tarde', 'Incompleto'], 'es-MX', '«Tarde» e «Incompleto»'],
  ])('of %j in %s is %s', (words, locale, expected) => {
    expect(shownList(words, locale)).toBe(expected);
  });
});
