import { execFile } from 'node:child_process';
import { access, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDesk, type Desk } from './support/command.js';
import { commandTree } from './support/tree.js';

const run = promisify(execFile);

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
  for (const shell of ['bash', 'zsh']) {
    await writeFile(join(desk.folder, shell), (await desk.amends(['completion', shell])).out);
  }
});
afterAll(() => desk.close());

/** What bash offers for the last of these words, as it does after Tab. */
async function offered(words: readonly string[]): Promise<readonly string[]> {
  const script = 'source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _amends; printf "%s\\n" "${COMPREPLY[@]}"';
  const shell = ['--norc', '-c', script, join(desk.folder, 'bash'), 'amends', ...words];
  const { stdout, stderr } = await run('bash', shell, { cwd: desk.folder });
  expect(stderr).toBe('');
  return stdout.split('\n').filter((line) => line !== '');
}

describe('completion in bash', () => {
  it('offers the groups first, and what a group can do next', async () => {
    expect(await offered([''])).toEqual(expect.arrayContaining(['case', 'incident', 'programme', 'completion']));
    expect(await offered(['case', 'reso'])).toEqual(['resolve']);
    expect(await offered(['completion', ''])).toEqual(expect.arrayContaining(['bash', 'zsh']));
  });

  it('offers every option of every command', async () => {
    for (const { name, command } of commandTree()) {
      const options = command.options.map(({ long }) => long ?? '');
      expect(await offered([...name.split(' '), '--'])).toEqual(expect.arrayContaining([...options, '--help']));
    }
  });

  it('offers the values of an option that has a list of them, and nothing where the value is free', async () => {
    expect(await offered(['case', 'list', '--stage', 're'])).toEqual(['resolve', 're_survey']);
    expect(await offered(['case', 'list', '--owner', ''])).toEqual([]);
  });

  it('offers files where a file is asked for, and none elsewhere', async () => {
    expect(await offered(['incident', 'report', 'ba'])).toEqual(['bash']);
    expect(await offered(['case', 'show', 'ba'])).toEqual([]);
  });

  it('offers nothing for a command that does not exist', async () => {
    expect(await offered(['fly', 're'])).toEqual([]);
  });
});

describe('completion in zsh', () => {
  const shellWith = async (): Promise<string> => {
    const found = await Promise.any(['/bin/zsh', '/usr/bin/zsh'].map((path) => access(path).then(() => path))).catch(
      () => undefined,
    );
    // Its own lines are few and of a syntax that bash reads too; what they call is the same function as above.
    return found ?? 'bash';
  };

  it('is read without a complaint by zsh where it is installed, else by bash', async () => {
    expect(await run(await shellWith(), ['-n', join(desk.folder, 'zsh')])).toEqual({ stdout: '', stderr: '' });
    await writeFile(join(desk.folder, 'broken'), '_amends() {\n');
    await expect(run(await shellWith(), ['-n', join(desk.folder, 'broken')])).rejects.toMatchObject({
      code: expect.any(Number) as unknown,
    });
  });

  it('asks the same function as in bash what may come next', async () => {
    const script = 'source "$0" 2>/dev/null; _amends_candidates "$@"';
    const { stdout } = await run('bash', ['-c', script, join(desk.folder, 'zsh'), 'list', 'case', 'list']);
    expect(stdout).toContain('--stage');
  });
});
