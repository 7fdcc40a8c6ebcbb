import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** Thrown when a downloaded file is not the one that was pinned; the file has been removed by then. */
export class ChecksumError extends Error {
  override readonly name = 'ChecksumError';
  readonly code = 'wrong_checksum';
}

/** Checks a file against its pinned SHA-256 in hex; removes the file and throws {@link ChecksumError} when they differ. */
export async function verifyChecksum(file: string, expected: string): Promise<void> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  const found = hash.digest('hex');
  if (found === expected) return;
  await rm(file, { force: true });
  throw new ChecksumError(
    `checksum of ${basename(file)} is ${short(found)}, pinned is ${short(expected)}: refused and removed`,
  );
}

function short(sha256: string): string {
  return `sha256:${sha256.slice(0, 12)}…`;
}
