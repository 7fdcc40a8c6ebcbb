import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify, stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { notShown, stepsOf } from './steps.js';

/** Commands of the README that cannot run inside a test, and why; `.ci/run` runs each of them. */
const runElsewhere: Readonly<Record<string, string>> = {
  'npm ci': 'it would replace the packages that the running test is made of',
  'npm test': 'it would run this test again, and so on',
  'npm run verify': 'it ends with npm test',
};

/** Milliseconds; the demo takes most of a minute on an idle machine of two cores. */
const PATIENCE = 170_000;

/** What a person's shell has: without what the test runner has added. */
function shellEnvironment(): NodeJS.ProcessEnv {
  const added = /^(VITEST|TEST$|NODE_ENV$|npm_|MODE$|DEV$|PROD$|SSR$|BASE_URL$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !added.test(name)));
}

async function outputOf(command: string): Promise<string> {
  const settings = { env: shellEnvironment(), timeout: PATIENCE, maxBuffer: 16 * 1024 * 1024 };
  const run = promisify(execFile)('/bin/sh', ['-c', command], settings);
  const { stdout } = await run.catch((error: unknown) => {
    const { stdout: said = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${command} failed:\n${said.slice(-3_000)}\n${stderr.slice(-3_000)}`, { cause: error });
  });
  return stripVTControlCharacters(stdout);
}

const steps = stepsOf(await readFile('README.md', 'utf8')).flatMap(({ commands, shown }) => {
  const here = commands.filter((command) => !(command in runElsewhere));
  return here.length === 0 ? [] : [{ name: here.join('; '), commands: here, shown }];
});

describe('the README', () => {
  it.each(steps)(
    'shows what $name prints',
    async ({ commands, shown }) => {
      const outputs: string[] = [];
      for (const command of commands) outputs.push(await outputOf(command));
      expect(notShown(outputs.join('\n'), shown)).toBeUndefined();
    },
    PATIENCE * 2,
  );

  it('leaves no command to chance: those that no test can run are what continuous integration runs', async () => {
    const manifest = JSON.parse(await readFile('package.json', 'utf8')) as { scripts: Record<string, string> };
    const script = await readFile('.ci/run', 'utf8');
    const reached = [...script.split('\n'), ...(manifest.scripts['verify'] ?? '').split(' && ')];
    expect(Object.keys(runElsewhere).filter((command) => !reached.includes(command))).toEqual([]);
  });
});

describe('the reading of the README', () => {
  const page = ['```sh', 'npm a', 'npm b', '```', 'You see:', '```text', 'one', '...', '```', '```sh', 'npm c', '```'];

  it('takes every block of commands with the text block after it', () => {
    expect(stepsOf(page.join('\n'))).toEqual([
      { commands: ['npm a', 'npm b'], shown: ['one', '...'] },
      { commands: ['npm c'], shown: [] },
    ]);
  });

  it.each([
    ['a line that is there', 'x\n  lost   0\n', '  lost   0', undefined],
    ['a line with another number', 'x\n  lost   1\n', '  lost   0', '  lost   0'],
    ['any end of a line', 'outcomes 3 recovered', 'outcomes ...', undefined],
    ['any beginning of a line', '12 passed, 0 failed', '... passed, 0 failed', undefined],
    ['a beginning that differs', '12 passed, 1 failed', '... passed, 0 failed', '... passed, 0 failed'],
  ])('knows %s', (...[, output, line, missing]) => {
    expect(notShown(output, [line])).toBe(missing);
  });

  it('asks for the lines in their order', () => {
    expect(notShown('b\na\n', ['a', 'b'])).toBe('b');
    expect(notShown('a\nx\nb\n', ['a', '...', 'b'])).toBeUndefined();
  });
});
