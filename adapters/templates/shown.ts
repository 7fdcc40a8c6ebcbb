import type { Channel } from '../../domain/contact/channels.js';

/** How times and amounts are shown to one customer. */
export interface Showing {
  /** BCP 47. */
  readonly locale: string;
  /** IANA zone; UTC when unknown. Every shown time names its zone, so that a text never leaves it open. */
  readonly timeZone?: string;
  /** A mail spells a time out; an SMS, counted by characters, shortens it. */
  readonly channel: Channel;
  /** Whether times are told to the second, all of them alike: only a pace that makes minutes of hours needs that. */
  readonly seconds?: boolean;
}

/** An instant (epoch milliseconds) in the customer's zone and locale, to the minute that has begun unless seconds are asked for. */
export function shownTime(at: number, showing: Showing): string {
  const shown = plainSpaces(timeFormat(showing).format(at));
  return showing.channel === 'sms' ? inGsm7(shown) : shown;
}

/** Making a format takes a hundred times as long as using it. */
const formats = new Map<string, Intl.DateTimeFormat>();
const FORMATS_KEPT = 200;

function timeFormat({ locale, timeZone = 'UTC', channel, seconds = false }: Showing): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone} ${channel} ${String(seconds)}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const width = channel === 'sms' ? 'short' : 'long';
  const made = new Intl.DateTimeFormat(locale, {
    weekday: width,
    day: 'numeric',
    month: width,
    hour: 'numeric',
    minute: '2-digit',
    ...(seconds ? { second: '2-digit' as const } : {}),
    timeZone,
    timeZoneName: 'short',
  });
  if (formats.size >= FORMATS_KEPT) formats.clear();
  formats.set(key, made);
  return made;
}

/** An amount in minor units with the currency's own number of decimals. */
export function shownMoney(minor: number, currency: string, locale: string): string {
  const format = new Intl.NumberFormat(locale, { style: 'currency', currency });
  const decimals = format.resolvedOptions().maximumFractionDigits ?? 2;
  return plainSpaces(format.format(minor / 10 ** decimals));
}

/** Quotation marks by language; others take the plain ones. */
const quotationMarks: Readonly<Record<string, readonly [string, string]>> = { de: ['„', '“'], es: ['«', '»'] };

/** Words as a list in the customer's language, each in that language's quotation marks. */
export function shownList(words: readonly string[], locale: string): string {
  const [open, close] = quotationMarks[locale.split('-')[0] ?? ''] ?? ['"', '"'];
  // Quoted after the list is made: in Spanish the word for "and" depends on the sound that follows it.
  const parts = new Intl.ListFormat(locale).formatToParts(words);
  return parts.map(({ type, value }) => (type === 'element' ? `${open}${value}${close}` : value)).join('');
}

/** Without line breaks and control characters: what a customer wrote makes no paragraphs and no header lines of its own. */
export function singleLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\s]+/gu, ' ').trim();
}

/** The letters with marks that GSM 03.38 has. */
const markedInGsm7 = /[äöüÄÖÜñÑàèéìòùÉÅåÆæØøÇß]/u;

/** A weekday such as "sáb" would turn a GSM-7 text into UCS-2, at 70 characters a segment; without its mark it reads as well. */
function inGsm7(shown: string): string {
  return shown.replace(/\p{L}/gu, (letter) =>
    markedInGsm7.test(letter) ? letter : letter.normalize('NFD').replace(/\p{M}/gu, ''),
  );
}

/** Narrow and no-break spaces, which Intl likes, would turn a GSM-7 text into UCS-2 and double its price. */
function plainSpaces(text: string): string {
  return text.replace(/[\u00a0\u202f]/gu, ' ');
}
