import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { misuse } from '../../../tools/command-line/misuse.js';
import { tsxLoader } from '../../../tools/processes/tsx-loader.js';

/** Calls a tool as its script in package.json does. */
function call(main: string, ...words: string[]) {
  return spawnSync(process.execPath, ['--import', tsxLoader, resolve(main), ...words], { encoding: 'utf8' });
}

const shown = 'npm run demo -- --help shows how it is called.\n';

describe('what a tool says where it is not called rightly', () => {
  it.each([
    ['what is wrong', '--pace has to be a number from 1 on', '--pace has to be a number from 1 on'],
    [
      'an unknown option, without what Node advises about words that are none',
      "Unknown option '--fast'. To specify a positional argument starting with a '-', place it at the end",
      "Unknown option '--fast'",
    ],
    [
      'a word too many',
      "Unexpected argument 'now'. This command does not take positional arguments",
      "Unexpected argument 'now'. This command does not take positional arguments",
    ],
  ])('is %s in one line, and in another one how to see the help', (_what, why, line) => {
    expect(misuse('npm run demo', why)).toBe(`${line}\n${shown}`);
  });

  it('goes to standard error with exit code 2, and the help is not in it', () => {
    const { status, stdout, stderr } = call('tests/simulation/main.ts', '--fast');
    expect([status, stdout, stderr]).toEqual([2, '', misuse('npm run -s simulate', "Unknown option '--fast'")]);
  });

  it.each([
    ['npm run dev', 'tools/dev/main.ts'],
    ['npm run demo', 'tools/demo/main.ts'],
    ['npm run chaos', 'tools/chaos/main.ts'],
    ['npm run trials', 'tools/chaos/trials/main.ts'],
    ['npm run bench', 'tools/bench/main.ts'],
    ['npm run -s test:data', 'tools/test-data/main.ts'],
    ['npm run -s simulate', 'tests/simulation/main.ts'],
  ])('is the same way in %s', (command, main) => {
    const source = readFileSync(main, 'utf8');
    expect(source).toContain(`await runTool('${command}', `);
    expect(source).not.toMatch(/(stderr\.write|console\.error)\([^)]*usage/);
  });
});

describe('a tool that is asked for its help', () => {
  it('prints how it is called first, on standard output with exit code 0', () => {
    const { status, stdout, stderr } = call('tests/simulation/main.ts', '--help');
    expect([status, stdout, stderr]).toEqual([0, expect.stringMatching(/^Usage: npm run -s simulate -- /), '']);
  });
});
