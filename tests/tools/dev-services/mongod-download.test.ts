import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startMongod } from '../../../tools/dev-services/mongo/mongod.js';
import { startMirror, type LoopbackMirror } from './loopback-mirror.js';

// Says what a real one says when it is ready, and runs until it is stopped.
const fakeMongod = '#!/bin/sh\necho "Waiting for connections"\nwhile :; do sleep 0.1; done\n';

let folder: string;
let archive: Buffer | undefined;
let mirror: LoopbackMirror;
let publishedMd5: string;

beforeEach(async () => {
  // A proxy cannot reach the mirror.
  for (const name of ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy']) vi.stubEnv(name, '');
  folder = await mkdtemp(join(tmpdir(), 'amends-mongod-test-'));
  const content = await fakeArchive(folder);
  archive = content;
  publishedMd5 = createHash('md5').update(content).digest('hex');
  mirror = await startMirror((path) => {
    if (path.endsWith('.md5')) return `${publishedMd5}  mongodb.tgz\n`;
    return path.endsWith('.tgz') ? archive : undefined;
  });
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await mirror.stop();
  await rm(folder, { recursive: true });
});

async function fakeArchive(base: string): Promise<Buffer> {
  await mkdir(join(base, 'mongodb/bin'), { recursive: true });
  await writeFile(join(base, 'mongodb/bin/mongod'), fakeMongod);
  await chmod(join(base, 'mongodb/bin/mongod'), 0o755);
  execFileSync('tar', ['-czf', join(base, 'mongodb.tgz'), '-C', base, 'mongodb']);
  return readFile(join(base, 'mongodb.tgz'));
}

const options = () => ({ cache: join(folder, 'cache'), mirror: mirror.url });

describe('a real mongod', () => {
  test('is downloaded from the mirror, checked, and started on loopback', async () => {
    const mongod = await startMongod({ data: join(folder, 'data') }, options());
    await mongod.stop();
    expect(mongod.uri).toMatch(/^mongodb:\/\/127\.0\.0\.1:\d+$/);
    expect(await readdir(join(folder, 'cache'))).toEqual(['mongod-8.2.6']);
    expect(mirror.asked).toContainEqual(expect.stringMatching(/mongodb-.*-8\.2\.6\.tgz$/));
  });

  test('is downloaded once', async () => {
    await (await startMongod({ data: join(folder, 'data') }, options())).stop();
    const asked = mirror.asked.length;
    await (await startMongod({ data: join(folder, 'data') }, options())).stop();
    expect(mirror.asked).toHaveLength(asked);
  });

  test('is refused when the archive is not the one that the checksum was published for', async () => {
    publishedMd5 = createHash('md5').update('another archive').digest('hex');
    await expect(startMongod({ data: join(folder, 'data') }, options())).rejects.toThrow(/MD5/i);
    expect(await readdir(join(folder, 'cache'))).toEqual([]);
  });

  test('is asked for once and given up when the download fails, so that the next source comes soon', async () => {
    archive = undefined;
    await expect(startMongod({ data: join(folder, 'data') }, options())).rejects.toThrow(/Download failed/);
    expect(mirror.asked.filter((path) => path.endsWith('.tgz'))).toHaveLength(1);
  });

  test('is given up before a download is tried when the mirror cannot be reached', async () => {
    await mirror.stop();
    await expect(startMongod({ data: join(folder, 'data') }, options())).rejects.toThrow(
      /127\.0\.0\.1:\d+ cannot be reached/,
    );
    expect(mirror.asked).toEqual([]);
  });
}, 30_000);
