import { parsePhoneNumberFromString } from 'libphonenumber-js';
import type { ZoneFound } from '../../domain/time/frozen-hours.js';
import type { Whereabouts } from '../../ports/calendars.js';

/** IANA names of the zones in which somebody may be, and what tells so. */
export interface Plausible {
  readonly found: ZoneFound;
  readonly zones: readonly string[];
}

/** Where a customer may be of whom no zone was reported: in the country of their phone, or in that of their locale. */
export function plausibleZones({ phone, locale }: Omit<Whereabouts, 'timeZone'>): Plausible {
  const byPhone = countriesOf(phone).flatMap(zonesOf);
  const byLocale = regionOf(locale).flatMap(zonesOf);
  const zones = [...new Set([...byPhone, ...byLocale])];
  if (zones.length === 0) return { found: 'unknown', zones };
  if (byPhone.length > 0 && byLocale.length > 0) return { found: 'phone_and_locale', zones };
  return { found: byPhone.length > 0 ? 'phone' : 'locale', zones };
}

/** The country of a number; several where they share its code and nothing tells them apart. */
function countriesOf(phone: string | undefined): readonly string[] {
  const parsed = phone === undefined ? undefined : parsePhoneNumberFromString(phone);
  if (parsed === undefined) return [];
  return parsed.country === undefined ? parsed.getPossibleCountries() : [parsed.country];
}

/** Only a region that is said counts: of `en` alone nobody can tell. */
function regionOf(locale: string): readonly string[] {
  try {
    const { region } = new Intl.Locale(locale);
    return region === undefined ? [] : [region];
  } catch {
    return [];
  }
}

/** An accessor in some runtimes and a method in others. */
interface ZonesOfLocale {
  readonly timeZones?: readonly string[];
  getTimeZones?(): readonly string[] | undefined;
}

function zonesOf(country: string): readonly string[] {
  const locale: Intl.Locale & ZonesOfLocale = new Intl.Locale(`und-${country}`);
  return locale.getTimeZones?.() ?? locale.timeZones ?? [];
}
