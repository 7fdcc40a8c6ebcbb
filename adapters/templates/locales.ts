/** Where to look for a text, best first: the customer's locale, its language, the programme's default (pt-BR, pt, en). */
export function localeChain(locale: string, defaultLocale: string): readonly string[] {
  return [...new Set([...withParents(locale), ...withParents(defaultLocale)])];
}

/**
 * The locale in which times and amounts are shown: the customer's, so that a reader of English in London gets London's
 * forms, but the text's own when the text fell back to another language.
 */
export function showingLocale(locale: string, found: string): string {
  const wanted = canonical(locale);
  return wanted !== undefined && languageOf(wanted) === languageOf(found) ? wanted : found;
}

function withParents(locale: string): string[] {
  const subtags = (canonical(locale) ?? '').split('-').filter((subtag) => subtag !== '');
  return subtags.map((_, index) => subtags.slice(0, subtags.length - index).join('-'));
}

function languageOf(locale: string): string | undefined {
  return locale.split('-')[0];
}

function canonical(locale: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(locale)[0];
  } catch {
    return undefined;
  }
}
