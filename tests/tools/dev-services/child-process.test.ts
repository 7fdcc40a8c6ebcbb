import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test, vi } from 'vitest';
import { runCommand, startProcess } from '../../../tools/dev-services/child-process.js';
import { freePort } from '../../../tools/dev-services/ports.js';

const server = (script: string) => ({ file: process.execPath, args: ['-e', script] });
const stays = 'console.log("ready on 7"); setInterval(() => undefined, 1000);';

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('a server started for development', () => {
  test('is handed over once its output says that it is ready, and is gone after stop', async () => {
    const running = await startProcess(server(stays), { output: /ready on (\d)/, withinMs: 5_000 });
    expect(running.ready[1]).toBe('7');
    expect(isAlive(running.pid)).toBe(true);
    await running.stop();
    expect(isAlive(running.pid)).toBe(false);
  });

  test('is asked to stop by SIGTERM, so that it can write what it holds', async () => {
    const script =
      'process.on("SIGTERM", () => process.exit(0)); console.log("ready"); setInterval(() => undefined, 1000);';
    const running = await startProcess(server(script), { output: /ready/, withinMs: 5_000 });
    await expect(running.stop()).resolves.toBeUndefined();
    expect(isAlive(running.pid)).toBe(false);
  });

  test('that ends by itself says how, and what it said last', async () => {
    const script = 'console.log("ready"); setTimeout(() => { console.error("no disk"); process.exit(3); }, 50)';
    const running = await startProcess(server(script), { output: /ready/, withinMs: 5_000 });
    expect(await running.ended).toEqual({ how: 'exit code 3', wasAsked: false, lastOutput: 'ready\nno disk' });
  });

  test('that was stopped ended as it was asked to', async () => {
    const running = await startProcess(server(stays), { output: /ready/, withinMs: 5_000 });
    await running.stop();
    expect(await running.ended).toMatchObject({ how: 'SIGTERM', wasAsked: true });
  });

  test('that does not end when it is asked to is killed after its grace, and not before', async () => {
    const script = `process.on("SIGTERM", () => console.log("not yet")); ${stays}`;
    const command = { ...server(script), stopGraceMs: 300 };
    const running = await startProcess(command, { output: /ready/, withinMs: 5_000 });
    await running.stop();
    expect(await running.ended).toMatchObject({
      how: 'SIGKILL',
      lastOutput: expect.stringContaining('not yet') as string,
    });
  });

  test('writes its output to a log, after that of an earlier start', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'amends-log-'));
    const logFile = join(folder, 'server.log');
    for (const word of ['first', 'second']) {
      const command = { ...server(`console.log("ready ${word}")`), logFile };
      await (
        await startProcess(command, { output: /ready/, withinMs: 5_000 })
      ).ended;
    }
    await vi.waitFor(async () => expect(await readFile(logFile, 'utf8')).toBe('ready first\nready second\n'));
    await rm(folder, { recursive: true });
  });

  test('that ends before it is ready is reported with its last words', async () => {
    const dying = startProcess(server('console.error("port taken"); process.exit(3)'), {
      output: /ready/,
      withinMs: 5_000,
    });
    await expect(dying).rejects.toThrow(/node did not start: it ended with exit code 3; its last output: port taken/);
  });

  test('that is not ready in time is stopped and reported', async () => {
    const silent = startProcess(server('setInterval(() => undefined, 1000)'), { output: /ready/, withinMs: 200 });
    await expect(silent).rejects.toThrow(/not ready within 200 ms; its last output: none/);
  });

  test('that is not installed is reported as such', async () => {
    const absent = startProcess({ file: 'no-such-server', args: [] }, { output: /ready/, withinMs: 5_000 });
    await expect(absent).rejects.toThrow(/no-such-server: not found/);
  });

  test('ends when the process that started it is killed without warning', async () => {
    const module = fileURLToPath(new URL('../../../tools/dev-services/child-process.ts', import.meta.url));
    const script = `import { startProcess } from ${JSON.stringify(module)};
      const running = await startProcess({ file: process.execPath, args: ['-e', ${JSON.stringify(stays)}] },
        { output: /ready/, withinMs: 5000 });
      process.stdout.write('pid ' + running.pid + ';');`;
    const parent = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script]);
    const [said] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = Number(/pid (\d+);/.exec(said.toString())?.[1]);
    expect(isAlive(pid)).toBe(true);
    parent.kill('SIGKILL');
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 5_000, interval: 100 });
  });
}, 30_000);

describe('a command', () => {
  test('gives what it printed', async () => {
    expect(await runCommand(server('console.log("printed")'), 5_000)).toBe('printed\n');
  });

  test('that fails is reported with the error it printed', async () => {
    const failing = runCommand(server('console.log("busy"); console.error("error: no disk"); process.exit(2)'), 5_000);
    await expect(failing).rejects.toThrow('node ended with 2: error: no disk');
  });

  test('that takes too long is ended and reported', async () => {
    await expect(runCommand(server(stays), 200)).rejects.toThrow('node did not end within 200 ms');
  });

  test('that is not installed is reported as such', async () => {
    await expect(runCommand({ file: 'no-such-command', args: [] }, 200)).rejects.toThrow(
      'no-such-command is not installed',
    );
  });
}, 30_000);

test('a free port has no listener and is not given twice', async () => {
  const ports = [await freePort(), await freePort(), await freePort()];
  expect(new Set(ports).size).toBe(3);
  const [error] = (await once(connect(ports[0] ?? 0, '127.0.0.1'), 'error')) as [NodeJS.ErrnoException];
  expect(error.code).toBe('ECONNREFUSED');
}, 30_000);
