import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runCommand } from '../child-process.js';
import type { PinnedExecutable } from '../pins.js';
import { expectReachable } from '../reachable.js';

/** Leaves a pinned executable in a folder under its own name. */
export type SdkDownload = (pinned: PinnedExecutable, folder: string) => Promise<void>;

// Where the SDK's native core downloads from (core-bridge 1.24.0, ephemeral_server); it cannot be set.
const origin = 'https://temporal.download';
const downloadLimitMs = 180_000;

/**
 * Lets the SDK download the executable. The SDK starts what it has downloaded before it can be checked, so this
 * happens in a process of its own, which also keeps the SDK's process-wide runtime out of ours.
 */
export async function downloadWithSdk(
  pinned: PinnedExecutable,
  folder: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  await expectReachable(origin, env);
  const script = fileURLToPath(new URL('./sdk-download-main.ts', import.meta.url));
  const args = ['--import', 'tsx', script, pinned.file, pinned.sdkVersion, folder];
  await runCommand({ file: process.execPath, args, env }, downloadLimitMs);
  await rename(join(folder, `${pinned.file}-${pinned.sdkVersion}`), join(folder, pinned.file));
}
