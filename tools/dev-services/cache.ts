import { mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * The per-user folder for downloads: `$XDG_CACHE_HOME/amends`, else `~/Library/Caches/amends` on macOS and
 * `~/.cache/amends` elsewhere.
 */
export function cacheFolder(): string {
  const base = process.env['XDG_CACHE_HOME'];
  if (base !== undefined && base !== '') return join(base, 'amends');
  return process.platform === 'darwin' ? join(homedir(), 'Library/Caches/amends') : join(homedir(), '.cache/amends');
}

/** Where an entry of the cache lies, and whether it is there. */
export interface Entry {
  readonly cache: string;
  /** Names the content exactly: version and checksum are part of it, so that an entry never goes stale. */
  readonly name: string;
}

/** The path of a cache entry, or undefined while it is not there. */
export async function findEntry(entry: Entry): Promise<string | undefined> {
  const path = join(entry.cache, entry.name);
  return (await exists(path)) ? path : undefined;
}

/**
 * Puts an entry into the cache: `fill` writes into an empty folder of its own and throws when the content is wrong.
 * The entry appears whole or not at all; of two processes that fill the same entry one wins and both get its path.
 */
export async function putEntry(entry: Entry, fill: (folder: string) => Promise<void>): Promise<string> {
  await mkdir(entry.cache, { recursive: true });
  const path = join(entry.cache, entry.name);
  const draft = await mkdtemp(join(entry.cache, `.${entry.name}-`));
  try {
    await fill(draft);
    await rename(draft, path);
  } catch (error) {
    if (!lostTheRace(error)) throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return path;
}

// A folder cannot be renamed over one that is not empty: whoever came first has put the same content there.
function lostTheRace(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOTEMPTY' || code === 'EEXIST';
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
