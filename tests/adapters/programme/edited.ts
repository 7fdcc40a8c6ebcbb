import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import type { Finding, ProgrammeReading } from '../../../adapters/programme/index.js';
import { readProgramme } from '../../../app/read-programme.js';

/** The programme of this repository. */
export const shipped = join(import.meta.dirname, '../../../programme');

/** The languages of the shipped texts. */
export const shippedLocales: readonly string[] = ['de', 'en', 'es'];

/** A change to one file: its text replaced, or the file removed. */
export interface Edit {
  readonly file: string;
  /** Text to find, and what takes its place; without it the file is removed. */
  readonly replace?: readonly [from: string, to: string];
}

/** What a reading says, and where in the edited files a text stands. */
export interface EditedReading {
  readonly reading: ProgrammeReading;
  /** The line, from 1, of the first occurrence in an edited file. */
  readonly lineOf: (file: string, text: string) => Promise<number>;
}

/**
 * Reads a copy of the shipped programme with these edits, and lets a test look at it. Of the texts only the languages
 * that are edited are there, the first of them as the default; English where none is.
 */
export async function withEdits(edits: readonly Edit[], look: (edited: EditedReading) => unknown): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'programme-'));
  const lineOf = async (file: string, text: string): Promise<number> => {
    const before = (await readFile(join(folder, file), 'utf8')).split(text);
    return before.length === 1 ? 0 : (before[0] ?? '').split('\n').length;
  };
  try {
    const kept = localesOf(edits);
    await cp(shipped, folder, { recursive: true, filter: (path) => isKept(path, kept) });
    await apply(folder, { file: 'programme.yaml', replace: ['defaultLocale: en', `defaultLocale: ${kept[0] ?? ''}`] });
    for (const edit of edits) await apply(folder, edit);
    await look({ reading: await readProgramme(folder), lineOf });
  } finally {
    await rm(folder, { recursive: true });
  }
}

function localesOf(edits: readonly Edit[]): readonly string[] {
  const edited = edits.flatMap(({ file }) => /^templates\/([^/]+)\//.exec(file)?.[1] ?? []);
  return edited.some((locale) => shippedLocales.includes(locale)) ? edited : ['en', ...edited];
}

function isKept(path: string, locales: readonly string[]): boolean {
  const locale = /\/templates\/([^/]+)/.exec(path)?.[1];
  return locale === undefined || locales.includes(locale);
}

async function apply(folder: string, { file, replace }: Edit): Promise<void> {
  const path = join(folder, file);
  if (replace === undefined) return rm(path);
  const [from, to] = replace;
  const text = await readFile(path, 'utf8').catch(() => '');
  if (!text.includes(from)) throw new Error(`${file} does not hold "${from}".`);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(
    path,
    text.replace(from, () => to),
  );
}

/** The faults of a reading; none when it is sound. */
export function faultsOf(reading: ProgrammeReading): readonly Finding[] {
  return reading.kind === 'faulty' ? reading.faults : [];
}

/** One edit of a programme and the fault that it makes. */
export interface FaultRow {
  readonly what: string;
  readonly file: string;
  readonly replace: readonly [from: string, to: string];
  /** The text on whose line the fault is; the first line without it. */
  readonly at?: string;
  readonly message: string;
}

/** Makes the edit, and expects the fault at its file and line. */
export async function expectFault({ file, replace, at, message }: FaultRow): Promise<void> {
  await withEdits([{ file, replace }], async ({ reading, lineOf }) => {
    const line = at === undefined ? 1 : await lineOf(file, at);
    const found = faultsOf(reading).map((fault) => ({ file: fault.file, line: fault.line, message: fault.message }));
    expect(found).toContainEqual({ file, line, message });
  });
}
