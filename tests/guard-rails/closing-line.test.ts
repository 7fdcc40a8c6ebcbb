import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const vitest = resolve('node_modules/vitest/vitest.mjs');
const reporter = resolve('tests/support/closing-line-reporter.ts');
const configuration = `
import { ClosingLineReporter } from ${JSON.stringify(reporter)};
export default { test: { globals: true, include: ['*.case.ts'], reporters: ['default', new ClosingLineReporter()] } };
`;

const passing = "test('one holds', () => {});\n";
const failing = "test('one does not hold', () => { expect(1).toBe(2); });\n";
const unloadable = "import './missing.js';\ntest('one is never reached', () => {});\n";
const hookThrows =
  "describe('a group', () => { afterAll(() => { throw new Error('late'); }); test('one holds', () => {}); });\n";
const rejecting = "test('one leaves a rejection behind', () => { void Promise.reject(new Error('stray')); });\n";
const skipping = "test.skip('one is put off', () => {});\n";
const intended = "test.todo('one is planned');\n";

interface Run {
  exitCode: number;
  lines: string[];
}

describe('the closing line of a test run', () => {
  let root = '';

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'closing-line-'));
    await writeFile(join(root, 'vitest.config.ts'), configuration);
  });

  afterEach(async () => {
    await rm(root, { recursive: true });
  });

  async function run(cases: readonly string[], ...flags: readonly string[]): Promise<Run> {
    await Promise.all(cases.map((text, index) => writeFile(join(root, `${index}.case.ts`), text)));
    return new Promise((done) => {
      const child = execFile(
        process.execPath,
        [vitest, 'run', '--root', root, ...flags],
        { env: { PATH: process.env['PATH'], NO_COLOR: '1' } },
        (_error, stdout) => {
          done({ exitCode: child.exitCode ?? -1, lines: stdout.trimEnd().split('\n') });
        },
      );
    });
  }

  it('counts what passed and ends the run well', async () => {
    const { exitCode, lines } = await run([passing, passing]);
    expect(lines.at(-1)).toBe('2 passed, 0 failed');
    expect(exitCode).toBe(0);
  });

  it('counts a failed test, a file that does not load, a hook that throws and a stray rejection as failed', async () => {
    const { exitCode, lines } = await run([passing, failing, unloadable, hookThrows, rejecting]);
    expect(lines.at(-1)).toBe('3 passed, 4 failed');
    expect(exitCode).toBe(1);
  });

  it.each([
    ['is skipped', skipping],
    ['is only planned', intended],
  ])('fails the run when a test %s, and says so before the last line', async (_what, text) => {
    const { exitCode, lines } = await run([passing, text]);
    expect(lines.slice(-2)).toEqual(['1 skipped, and nothing may be skipped', '1 passed, 0 failed']);
    expect(exitCode).toBe(1);
  });

  it('lets off a run that a name pattern narrows', async () => {
    const { exitCode, lines } = await run([passing, failing], '-t', 'one holds');
    expect(lines.at(-1)).toBe('1 passed, 0 failed');
    expect(exitCode).toBe(0);
  });
});
