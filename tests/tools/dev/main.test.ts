import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tsxLoader } from '../../../tools/processes/tsx-loader.js';

const main = resolve('tools/dev/main.ts');

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'amends-main-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** Calls `npm run dev` in a folder of its own. */
function call(...words: string[]) {
  return spawnSync(process.execPath, ['--import', tsxLoader, main, ...words], { cwd: folder, encoding: 'utf8' });
}

describe('npm run dev', () => {
  it('refuses a second run on one folder with exit code 1, and leaves the first one its lock and its file', () => {
    mkdirSync(join(folder, '.amends'));
    writeFileSync(join(folder, '.amends/dev.lock'), String(process.pid));
    writeFileSync(join(folder, '.amends/dev.json'), '{}');
    const { status, stderr } = call();
    expect([status, stderr]).toEqual([1, expect.stringContaining(`runs here already, as process ${process.pid}`)]);
    expect(readFileSync(join(folder, '.amends/dev.lock'), 'utf8')).toBe(String(process.pid));
    expect(readFileSync(join(folder, '.amends/dev.json'), 'utf8')).toBe('{}');
  });

  it('prints an incident, and nothing else, where that is asked for', () => {
    const { status, stdout } = call('--incident');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ customer: { locale: 'en-US' } });
  });

  it('says with exit code 2 what is wrong where it is not called rightly, and starts nothing', () => {
    const { status, stderr } = call('--pace', 'fast');
    expect([status, stderr]).toEqual([2, expect.stringMatching(/^--pace has to be a number from 1 on\n/)]);
  });
});
