import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LockedError, takeLock } from '../../../tools/dev/lock.js';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'amends-lock-'));
  file = join(folder, 'dev.lock');
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The id of a process that has ended. */
function deadProcess(): number {
  return spawnSync(process.execPath, ['-e', '']).pid;
}

describe('the lock of a development folder', () => {
  it('refuses a second taker while the first lives, and says which process that is and what to remove', () => {
    takeLock(file);
    expect(() => takeLock(file)).toThrow(LockedError);
    expect(() => takeLock(file)).toThrow(new RegExp(`process ${process.pid}.*remove .*dev\\.lock`));
    expect(readFileSync(file, 'utf8')).toBe(String(process.pid));
  });

  it('is free again once it was released', () => {
    takeLock(file)();
    expect(existsSync(file)).toBe(false);
    expect(() => takeLock(file)).not.toThrow();
  });

  it.each([
    ['whose process has ended', () => String(deadProcess())],
    ['that a crash left empty', () => ''],
  ])('is taken over from one %s', (_which, content) => {
    writeFileSync(file, content());
    takeLock(file);
    expect(readFileSync(file, 'utf8')).toBe(String(process.pid));
  });
});
