import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { severities } from '../../domain/case/incident.js';
import { hasRoom, type BudgetedMessage } from '../../domain/journey/budget.js';
import { aProtocol, buildCase } from '../domain/support/builders.js';

const PROTOCOLS = ['default', 'delivery', 'billing', 'product', 'account', 'service'] as const;

type Settings = Readonly<Record<string, unknown>>;

async function settingsOf(protocol: string): Promise<Settings> {
  return parse(await readFile(`programme/protocols/${protocol}.yaml`, 'utf8')) as Settings;
}

/** The cells of each row of the table below a heading, without its head. */
function rowsBelow(text: string, heading: string): readonly (readonly string[])[] {
  const section = text.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const lines = section.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
}

function isMap(value: unknown): value is Settings {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isMoney(value: unknown): value is { readonly minor: number; readonly currency: string } {
  return isMap(value) && 'minor' in value;
}

/** Every number of a protocol by its key, such as `clocks.resolution`; what people read as one is one. */
function leavesOf(settings: Settings, path = ''): readonly (readonly [key: string, value: unknown])[] {
  return Object.entries(settings).flatMap(([name, value]) => {
    const key = `${path}${name}`;
    return isMap(value) && !isMoney(value) ? leavesOf(value, `${key}.`) : [[key, value] as const];
  });
}

const units: Readonly<Record<string, string>> = { M: 'minute', H: 'hour', D: 'day' };

/** A value as documents write it: durations in words, money in units, lists with commas. */
function worded(value: unknown): string {
  if (Array.isArray(value)) return value.map(worded).join(', ');
  if (isMoney(value)) return `${(value.minor / 100).toFixed(2)} ${value.currency}`;
  if (typeof value === 'number') return `${value}`;
  if (typeof value !== 'string') return 'none';
  const [, count, unit] = /^PT?(\d+)([MHD])$/.exec(value) ?? [];
  if (count === undefined || unit === undefined) return value;
  return `${count} ${units[unit] ?? ''}${count === '1' ? '' : 's'}`;
}

/** Durations, percentages and amounts that a text names. */
function quotedIn(text: string): readonly string[] {
  return [...text.matchAll(/\b\d+(?:\.\d+)? (?:minutes?|hours?|days?|%|USD)(?![A-Za-z])/g)].map(([quoted]) => quoted);
}

function percents(list: readonly unknown[]): readonly string[] {
  return list.map((percent) => `${worded(percent)} %`);
}

async function processPage(): Promise<string> {
  return readFile('docs/process.md', 'utf8');
}

const notAboutProtocols = (key: string): boolean => key !== 'categories';

describe('docs/process.md', () => {
  it('names for each number of each protocol what the programme says', async () => {
    const table = rowsBelow(await processPage(), 'The numbers');
    const told = new Map(table.map((cells) => [cells.at(-1)?.replaceAll('`', ''), cells.slice(1, -1)]));
    const settings = await Promise.all(PROTOCOLS.map(settingsOf));
    const keys = new Set(settings.flatMap((one) => leavesOf(one).map(([key]) => key)).filter(notAboutProtocols));
    const actual = [...keys].map(
      (key) => [key, settings.map((one) => worded(new Map(leavesOf(one)).get(key)))] as const,
    );
    expect(told).toEqual(new Map(actual));
  });

  it('quotes no duration, percentage or amount that is not among the default numbers or the criteria', async () => {
    const criteria = parse(await readFile('programme/criteria.yaml', 'utf8')) as Settings;
    const defaults = await settingsOf('default');
    const [prose = ''] = (await processPage()).split('\n## The numbers\n');
    const values = [...leavesOf(defaults), ...leavesOf(criteria)].map(([, value]) => value);
    const known = new Set(values.flatMap((value) => (Array.isArray(value) ? percents(value) : worded(value))));
    expect(quotedIn(prose).filter((quoted) => !known.has(quoted))).toEqual([]);
    expect(quotedIn('within 25 hours, at 75 % and 10.00 USD')).toEqual(['25 hours', '75 %', '10.00 USD']);
  });

  it('gives each message room in exactly the severities in which a round has room for it', async () => {
    const told = rowsBelow(await processPage(), 'How many messages');
    const settings = await settingsOf('default');
    const messageBudget = settings['messageBudget'] as ReturnType<typeof aProtocol>['messageBudget'];
    const c = buildCase({ protocol: aProtocol({ messageBudget }) });
    const actual = told.map(([message]) => [
      message,
      ...severities.map((severity) => (hasRoom(c, message as BudgetedMessage, severity) ? 'yes' : '-')),
    ]);
    expect(told).toEqual(actual);
    expect(told.map(([message]) => message)).toHaveLength(7);
  });
});

describe('the other documents', () => {
  it('quote no duration of the journey that docs/process.md does not name', async () => {
    const page = await processPage();
    const walkthroughs = (await readdir('docs/walkthroughs')).map((file) => join('docs/walkthroughs', file));
    const texts = await Promise.all(['README.md', ...walkthroughs].map((file) => readFile(file, 'utf8')));
    const known = new Set(quotedIn(page));
    expect(texts.flatMap(quotedIn).filter((quoted) => !known.has(quoted))).toEqual([]);
  });
});
