import { mkdtemp, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchFiles } from '../../../tools/dev/watch-files.js';

let folder: string;
let seen: string[][];
let unwatch: () => void;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'amends-watch-'));
  await mkdir(join(folder, 'en'));
  await writeFile(join(folder, 'en/apology.liquid'), 'We are sorry.');
  seen = [];
  unwatch = await watchFiles({
    folders: [folder],
    counts: (path) => path.endsWith('.liquid'),
    onChange: (paths) => seen.push(paths.map((path) => relative(folder, path))),
    everyMs: 10,
  });
});
afterEach(async () => {
  unwatch();
  await rm(folder, { recursive: true });
});

const soon = { timeout: 2_000, interval: 5 };
const heard = (paths: string[]) => vi.waitFor(() => expect(seen.at(-1)).toEqual(paths), soon);

describe('a watched folder', () => {
  it('tells of a file that an editor replaces, each time anew', async () => {
    for (const text of ['first', 'second one']) {
      seen.length = 0;
      await writeFile(join(folder, 'en/.new'), text);
      await rename(join(folder, 'en/.new'), join(folder, 'en/apology.liquid'));
      await heard(['en/apology.liquid']);
    }
  });

  it('tells of a new file in a new folder, and of one that went', async () => {
    await mkdir(join(folder, 'de'));
    await writeFile(join(folder, 'de/apology.liquid'), 'Es tut uns leid.');
    await heard(['de/apology.liquid']);
    await rm(join(folder, 'en/apology.liquid'));
    await heard(['en/apology.liquid']);
  });

  it('says nothing of files that do not count, nor of what changes after it was left alone', async () => {
    await writeFile(join(folder, 'en/notes.txt'), 'not ours');
    await writeFile(join(folder, 'en/closing.liquid'), 'Goodbye.');
    await heard(['en/closing.liquid']);
    expect(seen).toHaveLength(1);
    unwatch();
    await writeFile(join(folder, 'en/closing.liquid'), 'Goodbye for now.');
    const again: string[][] = [];
    const other = await watchFiles({ folders: [folder], onChange: (paths) => again.push([...paths]), everyMs: 10 });
    await writeFile(join(folder, 'en/last.liquid'), 'The end.');
    await vi.waitFor(() => expect(again).toHaveLength(1), soon);
    other();
    expect(seen).toHaveLength(1);
  });

  it('tells of many changes together once they have come to rest', async () => {
    const names = ['a', 'b', 'c'].map((name) => `en/${name}.liquid`);
    await Promise.all(names.map((name) => writeFile(join(folder, name), 'text')));
    await vi.waitFor(() => expect(seen.flat().sort()).toEqual(names), soon);
  });
});
