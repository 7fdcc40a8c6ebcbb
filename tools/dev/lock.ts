import { readFileSync, rmSync, writeFileSync } from 'node:fs';

/** Thrown when other development servers run on the same folder. */
export class LockedError extends Error {
  override readonly name = 'LockedError';
  readonly code = 'locked';

  constructor(pid: number, file: string) {
    super(
      `npm run dev runs here already, as process ${pid}. Stop that one first. If process ${pid} is something else, remove ${file}.`,
    );
  }
}

/**
 * Takes a folder for this process and gives what releases it. A lock whose process is gone is taken over. Throws
 * `LockedError` while its process lives.
 */
export function takeLock(file: string): () => void {
  if (!written(file)) {
    const holder = Number(readFileSync(file, 'utf8'));
    if (isAlive(holder)) throw new LockedError(holder, file);
    rmSync(file, { force: true });
    // Whoever took it over in this moment holds it.
    if (!written(file)) throw new LockedError(Number(readFileSync(file, 'utf8')), file);
  }
  return () => rmSync(file, { force: true });
}

function written(file: string): boolean {
  try {
    writeFileSync(file, `${process.pid}`, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Somebody else's process may not be signalled, and lives.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
