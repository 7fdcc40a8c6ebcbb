import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const knip = resolve('node_modules/knip/bin/knip.js');

const clean = {
  'package.json': '{ "name": "sample", "type": "module" }',
  'web/main.ts': "import { used } from './used.js';\n\nused();\n",
  'web/used.ts': 'export function used(): void {}\n',
  'web/tested.ts': 'export function tested(): void {}\n',
  'tests/web/tested.test.ts': "import { tested } from '../../web/tested.js';\n\ntested();\n",
};

describe('the search for dead code', () => {
  let root = '';

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'dead-code-'));
    await cp('knip.json', join(root, 'knip.json'));
  });

  afterEach(async () => {
    await rm(root, { recursive: true });
  });

  async function search(changes: Record<string, string>): Promise<{ exitCode: number; report: string }> {
    for (const [path, text] of Object.entries({ ...clean, ...changes })) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    }
    return new Promise((done) => {
      const child = execFile(process.execPath, [knip, '--no-config-hints'], { cwd: root }, (_error, stdout) => {
        done({ exitCode: child.exitCode ?? -1, report: stdout });
      });
    });
  }

  it('finds nothing where each export is used by an entry point or a test', async () => {
    expect(await search({})).toEqual({ exitCode: 0, report: '' });
  });

  it.each([
    ['a file that nobody imports', { 'web/stray.ts': 'export const a = 1;\n' }, 'web/stray.ts'],
    [
      'an export that nobody imports',
      { 'web/used.ts': 'export function used(): void {}\nexport function unused(): void {}\n' },
      'unused  function  web/used.ts',
    ],
    [
      'a package that nobody imports',
      { 'package.json': '{ "name": "sample", "type": "module", "dependencies": { "left-over": "1.0.0" } }' },
      'left-over',
    ],
    ['a package that is imported but not declared', { 'web/used.ts': "export { used } from 'absent';\n" }, 'absent'],
  ])('fails on %s and names it', async (_what, changes, named) => {
    const { exitCode, report } = await search(changes);
    expect(report).toContain(named);
    expect(exitCode).toBe(1);
  });
});
