import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { cacheFolder, findEntry, putEntry } from '../../../tools/dev-services/cache.js';
import { ChecksumError, verifyChecksum } from '../../../tools/dev-services/checksum.js';

let cache: string;
beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'amends-cache-'));
});
afterEach(() => rm(cache, { recursive: true }));

const writing = (content: string) => (folder: string) => writeFile(join(folder, 'file'), content);

describe('the download cache', () => {
  test('lies in XDG_CACHE_HOME when that is set', () => {
    vi.stubEnv('XDG_CACHE_HOME', '/caches');
    expect(cacheFolder()).toBe('/caches/amends');
    vi.unstubAllEnvs();
  });

  test('holds an entry once it was filled, and none before', async () => {
    const entry = { cache, name: 'tool-1' };
    expect(await findEntry(entry)).toBeUndefined();
    expect(await putEntry(entry, writing('content'))).toBe(join(cache, 'tool-1'));
    expect(await findEntry(entry)).toBe(join(cache, 'tool-1'));
  });

  test('keeps nothing of an entry whose filling failed half-way', async () => {
    const entry = { cache, name: 'tool-1' };
    const filling = putEntry(entry, async (folder) => {
      await writing('half')(folder);
      throw new Error('connection lost');
    });
    await expect(filling).rejects.toThrow('connection lost');
    expect(await readdir(cache)).toEqual([]);
  });

  test('gives both of two processes that fill one entry at once the same whole entry', async () => {
    const entry = { cache, name: 'tool-1' };
    const paths = await Promise.all([putEntry(entry, writing('one')), putEntry(entry, writing('two'))]);
    expect(paths).toEqual([join(cache, 'tool-1'), join(cache, 'tool-1')]);
    expect(await readdir(cache)).toEqual(['tool-1']);
    expect(['one', 'two']).toContain(await readFile(join(cache, 'tool-1', 'file'), 'utf8'));
  });
});

describe('a pinned checksum', () => {
  test('lets the pinned file through', async () => {
    const file = join(cache, 'file');
    await writeFile(file, 'content');
    await verifyChecksum(file, createHash('sha256').update('content').digest('hex'));
    expect(await readFile(file, 'utf8')).toBe('content');
  });

  test('refuses and removes a file of one other byte', async () => {
    const file = join(cache, 'file');
    await writeFile(file, 'contenT');
    const checking = verifyChecksum(file, createHash('sha256').update('content').digest('hex'));
    await expect(checking).rejects.toThrow(ChecksumError);
    expect(await readdir(cache)).toEqual([]);
  });
});
