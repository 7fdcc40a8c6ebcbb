import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

/** A programme's files by their path from its folder, always written with `/`. */
export type Files = ReadonlyMap<string, string>;

/** Reads all files of a programme but hidden ones; throws when the folder cannot be read. */
export async function readFiles(folder: string): Promise<Files> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const texts = await Promise.all(paths.map((path) => readFile(path, 'utf8')));
  return new Map(paths.map((path, index) => [relative(folder, path).split(sep).join('/'), texts[index] ?? '']));
}
