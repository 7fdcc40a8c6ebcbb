import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What is watched, and who hears of a change. */
export interface Watch {
  readonly folders: readonly string[];
  /** Whether a file counts, by its path; default: each that is not hidden. */
  readonly counts?: (path: string) => boolean;
  /** Takes the paths that appeared, changed or went, once nothing changes any more. */
  readonly onChange: (paths: readonly string[]) => void;
  /** Milliseconds between two looks; default 400. */
  readonly everyMs?: number;
}

/** The files of a moment, each with what tells its content from an earlier one. */
type Look = ReadonlyMap<string, string>;

/**
 * Watches folders until the returned function is called. It looks again and again: Node's own recursive watch goes
 * blind, on Linux, for each file that an editor replaces instead of writing into it.
 */
export async function watchFiles(watch: Watch): Promise<() => void> {
  let known = await look(watch);
  let last = known;
  let looking = false;
  const timer = setInterval(() => {
    // A slow disk is asked one thing at a time.
    if (looking) return;
    looking = true;
    void look(watch)
      .then((now) => {
        const settled = changes(last, now).length === 0;
        last = now;
        const changed = settled ? changes(known, now) : [];
        if (changed.length === 0) return;
        known = now;
        watch.onChange(changed);
      })
      .finally(() => (looking = false));
  }, watch.everyMs ?? 400);
  return () => clearInterval(timer);
}

async function look({ folders, counts = () => true }: Watch): Promise<Look> {
  const lists = await Promise.all(folders.map((folder) => filesIn(folder)));
  const paths = lists.flat().filter(counts);
  const entries = await Promise.all(paths.map(async (path) => [path, await signOf(path)] as const));
  return new Map(entries.filter(([, sign]) => sign !== ''));
}

async function filesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Empty for a file that went while it was looked at. */
async function signOf(path: string): Promise<string> {
  return stat(path).then(
    ({ mtimeMs, size, ino }) => `${mtimeMs}/${size}/${ino}`,
    () => '',
  );
}

function changes(before: Look, now: Look): readonly string[] {
  const all = new Set([...before.keys(), ...now.keys()]);
  return [...all].filter((path) => before.get(path) !== now.get(path)).sort();
}
