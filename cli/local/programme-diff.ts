import { durationWords } from '../../domain/duration-words.js';
import type { WeeklySpan } from '../../domain/time/staffed.js';
import { clockWords } from '../../domain/time/zone.js';
import type { Paint } from '../terminal.js';
import type { Programme } from './programme.js';

/** One thing that two programmes say differently; what only one of them says lacks the other. */
export interface Difference {
  /** For example `protocol delivery` or `text de/apology/sms`. */
  readonly place: string;
  /** What of it, in words. */
  readonly what: string;
  readonly before?: string;
  readonly after?: string;
}

/** A programme as places, each with what it says by name. */
type Places = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** What changes from one programme to the other, in the order of its places. */
export function differences(before: Programme, after: Programme): readonly Difference[] {
  const [old, young] = [placesOf(before), placesOf(after)];
  return [...new Set([...old.keys(), ...young.keys()])].flatMap((place) => {
    const [was, is] = [old.get(place), young.get(place)];
    if (was === undefined) return [{ place, what: 'all of it is new' }];
    if (is === undefined) return [{ place, what: 'all of it is gone' }];
    return changesIn(was, is).map((change) => ({ place, ...change }));
  });
}

/** Differences for a terminal, each place once; a text of several lines shows those that went and those that came. */
export function differencesText(all: readonly Difference[], paint: Paint): string {
  if (all.length === 0) return 'No differences.';
  const places = [...new Set(all.map(({ place }) => place))];
  return places
    .map((place) => [paint.bold(place), ...all.filter((one) => one.place === place).map(inWords)].join('\n'))
    .join('\n');
}

function inWords({ what, before, after }: Difference): string {
  if (before === undefined && after === undefined) return `  ${what}`;
  if (!`${before ?? ''}${after ?? ''}`.includes('\n') && what !== 'text') {
    return `  ${what}: ${before ?? 'none'} → ${after ?? 'none'}`;
  }
  const marked = (mark: string, lines = '') =>
    lines === '' ? [] : lines.split('\n').map((line) => `    ${mark} ${line}`);
  return [`  ${what}:`, ...marked('-', before), ...marked('+', after)].join('\n');
}

function changesIn(was: ReadonlyMap<string, string>, is: ReadonlyMap<string, string>): Omit<Difference, 'place'>[] {
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((what) => was.get(what) !== is.get(what))
    .map((what) => {
      if (what === LAYOUT) return { what };
      const [before, after] = changedLines(was.get(what), is.get(what));
      return { what, ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
    });
}

/** Of two texts of several lines only the lines between their common beginning and their common end. */
function changedLines(
  was: string | undefined,
  is: string | undefined,
): readonly [string | undefined, string | undefined] {
  if (was === undefined || is === undefined) return [was, is];
  const [old, young] = [was.split('\n'), is.split('\n')];
  const first = old.findIndex((line, at) => line !== young[at]);
  const from = first < 0 ? old.length : first;
  let end = 0;
  while (end < Math.min(old.length, young.length) - from && old.at(-1 - end) === young.at(-1 - end)) end += 1;
  const [before, after] = [old, young].map((lines) => lines.slice(from, lines.length - end).join('\n'));
  return [before, after];
}

function placesOf(programme: Programme): Places {
  const {
    criteria,
    protocols,
    teams,
    calendars = [],
    staff,
    templates,
    names = {},
    wording = [],
    ...general
  } = programme;
  const said = (value: object): ReadonlyMap<string, string> => new Map(leaves(value, [], programme.pace));
  return new Map([
    ['programme', said(general)],
    ['criteria', said(criteria)],
    ...protocols.map(({ name, ...protocol }) => [`protocol ${name}`, said(protocol)] as const),
    ...teams.map(({ id, ...team }) => [`team ${id}`, said(team)] as const),
    ...calendars.map(
      ({ name, week, ...rest }) => [`calendar ${name}`, said({ ...rest, week: week.map(weekly) })] as const,
    ),
    ...staff.map(({ id, ...member }) => [`staff ${id}`, said(member)] as const),
    ...wording.map(({ name, ...rule }) => [`wording ${name}`, said(rule)] as const),
    ...Object.entries(names).map(([locale, words]) => [`names ${locale}`, said(words)] as const),
    ...Object.entries(templates).map(([key, text]) => [`text ${key}`, textsOf(text)] as const),
  ]);
}

/** Its HTML is made from MJML, so that its lines tell a reader nothing: only that they changed. */
const LAYOUT = 'the layout of the HTML has changed';

function textsOf({ html, ...texts }: Programme['templates'][string]): ReadonlyMap<string, string> {
  const layout = html === undefined ? [] : [[LAYOUT, html] as const];
  return new Map([...Object.entries(texts).map(([name, text]) => [name, text.trim()] as const), ...layout]);
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

function weekly({ days, from, until }: WeeklySpan): string {
  return `${days.map((day) => weekdays[day - 1]).join(' ')} ${clockWords(from)}–${clockWords(until)}`;
}

/** Durations are shown as they are in real time, whatever the pace is. */
function leaves(value: unknown, path: readonly string[], pace: number): readonly (readonly [string, string])[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || isMoney(value)) {
    return [[wordsOf(path), shown(isDuration(value, path) ? value * pace : value, path)]];
  }
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key], pace));
}

/** `followUpAfter` is "follow up after"; a clock goes by its name alone. */
function wordsOf(path: readonly string[]): string {
  const named = path[0] === 'clocks' ? path.slice(1) : path;
  return named.map((key) => key.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)).join(' ');
}

/** Numbers that are no durations. */
const plain: ReadonlySet<string> = new Set([
  'pace',
  'casesPerDay',
  'most',
  'target',
  'minConfidence',
  'scoreUpTo',
  'messageBudget',
]);

function isDuration(value: unknown, path: readonly string[]): value is number {
  return typeof value === 'number' && !plain.has(path.at(-1) ?? '') && !plain.has(path[0] ?? '');
}

function shown(value: unknown, path: readonly string[]): string {
  if (path[0] === 'contactHours' && typeof value === 'number') return clockWords(value);
  if (Array.isArray(value)) return value.map((one) => inList(one)).join(', ');
  if (isMoney(value)) return amount(value);
  if (isDuration(value, path)) return durationWords(value);
  return inList(value);
}

function inList(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

interface Money {
  readonly minor: number;
  readonly currency: string;
}

function isMoney(value: unknown): value is Money {
  return typeof value === 'object' && value !== null && 'minor' in value && 'currency' in value;
}

function amount({ minor, currency }: Money): string {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay: 'code' });
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2)).replace(/\u00a0/g, ' ');
}
