/** What made-up customers of one language write, so that a text is read as its readers will. */
export interface FixtureWords {
  readonly name: string;
  readonly subject: string;
  readonly another: string;
  /** IANA zone in which most of them live. */
  readonly timeZone: string;
}

const english: FixtureWords = {
  name: 'Noor Adeyemi',
  subject: 'Charged twice in October',
  another: 'No answer for a week',
  timeZone: 'America/New_York',
};

const languages: Readonly<Record<string, FixtureWords>> = {
  de: {
    name: 'Jule Hartwig',
    subject: 'Doppelt abgebucht im Oktober',
    another: 'Seit einer Woche keine Antwort',
    timeZone: 'Europe/Berlin',
  },
  en: english,
  es: {
    name: 'Lucía Ferrer',
    subject: 'Cobro doble en octubre',
    another: 'Una semana sin respuesta',
    timeZone: 'Europe/Madrid',
  },
};

/** The words of a locale's language; those of English where there are none. */
export function fixtureWordsOf(locale: string): FixtureWords {
  return languages[locale.split('-')[0] ?? ''] ?? english;
}
