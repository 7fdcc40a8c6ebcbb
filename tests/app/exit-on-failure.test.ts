import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A process of which nothing is left but that it throws this. */
function endedBy(thrown: string): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  const script = `
    import { ConfigurationError } from '${root}config/index.js';
    import { MissingAttributesError } from '${root}worker/require-attributes.js';
    import { exitOnFailure } from '${root}app/exit-on-failure.js';
    await exitOnFailure('worker', async () => { throw ${thrown}; });`;
  const words = ['--import', 'tsx', '--input-type=module', '--eval', script];
  return spawnSync(process.execPath, words, { cwd: root, encoding: 'utf8', env: { PATH: process.env['PATH'] } });
}

describe('a server that fails', () => {
  it('ends with one line of its log that has the class and code of the error and none of its words', () => {
    const { status, stdout, stderr } = endedBy(
      `Object.assign(new Error('no login as ada at db.example'), { code: 'ECONNREFUSED' })`,
    );
    expect([status, stderr]).toEqual([1, '']);
    expect(JSON.parse(stdout)).toMatchObject({
      level: 'fatal',
      process: 'worker',
      msg: 'the process cannot start or go on, and ends',
      err: { type: 'Error', message: 'Error ECONNREFUSED' },
    });
    expect(stdout).not.toMatch(/ada|db\.example/);
  });

  it('ends with the commands that add the search attributes that are missing, in its log', () => {
    const { status, stdout } = endedBy(`new MissingAttributesError('care', [{ name: 'A', type: 'KEYWORD' }])`);
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ msg: expect.stringContaining('--namespace care --name A') as string });
  });

  it('says in plain words what is wrong with its configuration, since these hold no value', () => {
    const { status, stdout, stderr } = endedBy(`new ConfigurationError(['SMTP_URL is missing'])`);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toBe('The configuration cannot be used; see .env.example.\n  SMTP_URL is missing\n');
  });
});
