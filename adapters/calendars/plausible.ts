import { parsePhoneNumberFromString } from 'libphonenumber-js';
import type { ZoneFound } from '../../domain/time/frozen-hours.js';
import type { Whereabouts } from '../../ports/calendars.js';

/** IANA names of the zones in which somebody may be, and what tells so. */
export interface Plausible {
  readonly found: ZoneFound;
  readonly zones: readonly string[];
}

/**
 * Where a customer may be of whom no zone was reported: in the country of their phone, else in that of their locale. Half the
 * world has its programs set to `en-US`; what a locale says against a phone would shut the hours of both.
 */
export function plausibleZones({ phone, locale }: Omit<Whereabouts, 'timeZone'>): Plausible {
  const byPhone = zonesIn(countriesOf(phone));
  if (byPhone.length > 0) return { found: 'phone', zones: byPhone };
  const byLocale = zonesIn(regionOf(locale));
  return { found: byLocale.length > 0 ? 'locale' : 'unknown', zones: byLocale };
}

function zonesIn(countries: readonly string[]): readonly string[] {
  return [...new Set(countries.flatMap(zonesOf))];
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
