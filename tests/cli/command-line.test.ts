import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { keys, Outage } from '../web/support/server.js';
import { putCase } from '../web/support/builders.js';
import { startDesk, type Desk } from './support/command.js';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
  await putCase(desk.stores.cases, { caseId: 'case-1' });
});
afterAll(() => desk.close());

describe('a wrong call', () => {
  it.each([
    ['an unknown command', ['case', 'fly', 'case-1']],
    ['an unknown option', ['case', 'list', '--fast']],
    ['a missing argument', ['case', 'show']],
    ['a missing option', ['case', 'resolve', 'case-1']],
    ['a limit that is no number', ['case', 'list', '--limit', 'many']],
    ['no command at all', []],
  ])('with %s ends with 2 and prints nothing on standard output', async (_, words) => {
    const run = await desk.amends(words);
    expect(run).toMatchObject({ code: 2, out: '' });
    expect(run.error).not.toBe('');
  });

  it('still prints one document with --json', async () => {
    const run = await desk.amends(['case', 'resolve', 'case-1', '--json']);
    expect(run.code).toBe(2);
    expect(run.json()).toMatchObject({ detail: expect.stringContaining('--cause') as unknown });
  });
});

describe('the server', () => {
  const devFile = (): string => join(desk.folder, '.amends', 'dev.json');
  const writeDevFile = async (text: string): Promise<void> => {
    await mkdir(dirname(devFile()), { recursive: true });
    await writeFile(devFile(), text);
  };
  afterEach(() => rm(devFile(), { force: true }));

  it('is taken from .amends/dev.json when the environment names none', async () => {
    await writeDevFile(JSON.stringify({ url: `${desk.url}/`, apiKey: keys.agent }));
    expect(await desk.amends(['case', 'show', 'case-1'], { server: {} })).toMatchObject({ code: 0 });
  });

  it('is asked for when .amends/dev.json cannot be read', async () => {
    await writeDevFile('{"url":');
    const run = await desk.amends(['case', 'show', 'case-1'], { server: {} });
    expect(run).toMatchObject({
      code: 2,
      error: expect.stringMatching(/Set AMENDS_URL and AMENDS_API_KEY, or correct/) as unknown,
    });
  });

  it('is asked for, with the remedy, when neither names one', async () => {
    const run = await desk.amends(['case', 'list'], { server: {} });
    expect(run.code).toBe(2);
    expect(run.error).toMatch(/Start one with npm run dev in another terminal, or set AMENDS_URL and AMENDS_API_KEY/);
  });

  it('that does not answer ends the command with 5 and one document', async () => {
    const free = createServer();
    await new Promise<void>((done) => free.listen(0, '127.0.0.1', done));
    const { port } = free.address() as AddressInfo;
    await new Promise((done) => free.close(done));
    const run = await desk.amends(['case', 'list', '--json'], {
      server: { url: `http://127.0.0.1:${port}`, apiKey: 'k' },
    });
    expect(run.code).toBe(5);
    expect(run.json()).toMatchObject({ title: expect.stringContaining('Is the server running there?') as unknown });
  });

  it('that is another one, or sends the key elsewhere, is told apart and gets no second request', async () => {
    let asked = 0;
    const other = createServer((request, response) => {
      asked += 1;
      if (request.url === '/v1/cases/moved') response.writeHead(302, { location: '/v1/cases/other' }).end();
      else response.end('<h1>Welcome</h1>');
    });
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done));
    const { port } = other.address() as AddressInfo;
    const server = { url: `http://127.0.0.1:${port}`, apiKey: 'k' };
    expect((await desk.amends(['case', 'show', 'x'], { server })).error).toContain('not as Amends does');
    expect(await desk.amends(['case', 'show', 'moved'], { server })).toMatchObject({ code: 5 });
    expect(asked).toBe(2);
    await new Promise((done) => other.close(done));
  });

  it('refuses a wrong key: the command ends with 1 and says where the key was found', async () => {
    const run = await desk.amends(['case', 'list'], { server: { url: desk.url, apiKey: 'wrong' } });
    expect(run).toMatchObject({
      code: 1,
      error: `An API key is needed: the one in AMENDS_API_KEY is not known at ${desk.url}.`,
    });
    await writeDevFile(JSON.stringify({ url: desk.url, apiKey: 'wrong' }));
    expect((await desk.amends(['case', 'list'], { server: {} })).error).toContain('the one in .amends/dev.json');
  });

  it('that takes the call and does not answer in time is told from one that is not there', async () => {
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
      return AbortSignal.abort(new DOMException('late', 'TimeoutError'));
    });
    const run = await desk.amends(['case', 'list']);
    timeout.mockRestore();
    expect(run.code).toBe(5);
    expect(run.error).toContain('within 10 seconds, though something takes calls there.');
    expect(run.error).toContain('amends doctor');
  });

  it('that has nothing behind it says so, that a repeat is safe, and whom to ask', async () => {
    const away = vi.spyOn(desk.stores.cases, 'list').mockRejectedValue(new Outage());
    const run = await desk.amends(['case', 'list']);
    away.mockRestore();
    expect(run.code).toBe(5);
    expect(run.error).toMatch(/a repeat has no second effect\. Where the server runs, amends doctor says/);
  });
});

describe('the installed command', () => {
  const run = promisify(execFile);
  const entry = join(import.meta.dirname, '..', '..', 'cli', 'main.ts');
  const tsx = import.meta.resolve('tsx');

  it('prints data on standard output, nothing on standard error, and exits with 0', async () => {
    const env = { ...process.env, AMENDS_URL: desk.url, AMENDS_API_KEY: keys.agent, FORCE_COLOR: '1' };
    const { stdout, stderr } = await run(process.execPath, ['--import', tsx, entry, 'case', 'list'], { env });
    expect(stderr).toBe('');
    expect(stdout).toMatch(/^CASE .*\ncase-1 /);
    expect(stdout).not.toContain('\u001b');
  });

  it('asks nothing when its input is no terminal, also where it ends a case', async () => {
    const env = { ...process.env, AMENDS_URL: desk.url, AMENDS_API_KEY: keys.agent };
    const words = ['case', 'abort', 'case-1', '--cause', 'by_mistake'];
    const { stdout, stderr } = await run(process.execPath, ['--import', tsx, entry, ...words], { env });
    expect([stdout, stderr]).toEqual(['Ended. The case holds 7 facts.\n', '']);
  });

  it('exits with the code of its failure', async () => {
    const env = { ...process.env, AMENDS_URL: desk.url, AMENDS_API_KEY: keys.agent };
    const failed = run(process.execPath, ['--import', tsx, entry, 'case', 'show', 'nothing'], { env });
    await expect(failed).rejects.toMatchObject({ code: 3, stdout: '' });
  });
});
