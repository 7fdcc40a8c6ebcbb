import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { basename } from 'node:path';
import { promisify, stripVTControlCharacters } from 'node:util';

/** A command line with what its process needs besides. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  /** The whole environment of the process; default: ours. */
  readonly env?: NodeJS.ProcessEnv;
}

/** When a started process counts as ready: its output matches, within so many milliseconds. */
export interface Readiness {
  readonly output: RegExp;
  readonly withinMs: number;
}

/** A running process that ends with us. */
export interface RunningProcess {
  readonly pid: number;
  /** The output that matched the readiness pattern. */
  readonly ready: RegExpExecArray;
  /** Sends SIGTERM, after five seconds SIGKILL, and resolves when the process is gone. */
  readonly stop: () => Promise<void>;
}

const stopGraceMs = 5_000;
const keptOutput = 4_000;

/**
 * A shell line that becomes the command in its arguments and leaves a watcher behind, which stops that command within
 * a second when the process that started it is gone, however it went, SIGKILL included.
 */
export const endWithParent =
  'parent=$PPID; (while kill -0 $parent && kill -0 $$; do sleep 1; done; kill $$) >/dev/null 2>&1 & exec "$@"';

/** Starts a server that ends with this process and waits until it is ready. Throws with its last output when it is not. */
export async function startProcess(command: Command, readiness: Readiness): Promise<RunningProcess> {
  const child = spawn('/bin/sh', ['-c', endWithParent, 'sh', command.file, ...command.args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: command.env ?? process.env,
    // A group of its own: a Ctrl-C in the terminal must not stop servers before the work that needs them.
    detached: true,
  });
  const stop = () => stopProcess(child);
  try {
    const ready = await outputMatching(child, readiness);
    return { pid: child.pid ?? 0, ready, stop };
  } catch (error) {
    await stop();
    throw new Error(`${basename(command.file)} did not start: ${(error as Error).message}`, { cause: error });
  }
}

async function outputMatching(child: ChildProcess, { output, withinMs }: Readiness): Promise<RegExpExecArray> {
  let text = '';
  return new Promise((resolve, reject) => {
    const tooLate = setTimeout(() => fail(`not ready within ${withinMs} ms`), withinMs);
    const fail = (reason: string) => {
      clearTimeout(tooLate);
      reject(new Error(`${reason}; its last output: ${text.trim().slice(-keptOutput) || 'none'}`));
    };
    const hear = (chunk: Buffer) => {
      text = (text + chunk.toString()).slice(-2 * keptOutput);
      const match = output.exec(text);
      if (match === null) return;
      clearTimeout(tooLate);
      resolve(match);
    };
    // The listeners stay: an unread pipe would block a talkative server.
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('error', (error) => fail(error.message));
    child.once('exit', (code, signal) => fail(`it ended with ${signal ?? `exit code ${code}`}`));
  });
}

async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const { pid } = child;
  const gone = once(child, 'exit');
  const patience = setTimeout(() => signalGroup(pid, 'SIGKILL'), stopGraceMs);
  signalGroup(pid, 'SIGTERM');
  await gone;
  clearTimeout(patience);
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // It has ended by itself in this moment, which is what was wanted.
  }
}

/** Runs a command to its end within the limit and gives its stdout. Throws with the end of its stderr when it fails. */
export async function runCommand(command: Command, withinMs: number): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(command.file, [...command.args], {
      env: command.env ?? process.env,
      timeout: withinMs,
      maxBuffer: 16 * 1024 * 1024,
    });
    return stdout;
  } catch (error) {
    throw new Error(failureOf(command, error as ExecError, withinMs));
  }
}

interface ExecError extends Error {
  readonly code?: number | string;
  readonly killed?: boolean;
  readonly stderr?: string;
  readonly stdout?: string;
}

function failureOf({ file }: Command, error: ExecError, withinMs: number): string {
  const command = basename(file);
  if (error.code === 'ENOENT') return `${command} is not installed`;
  if (error.killed === true) return `${command} did not end within ${withinMs} ms`;
  const output = stripVTControlCharacters(`${error.stderr ?? ''}\n${error.stdout ?? ''}`);
  const said = output.split('\n').filter((line) => /error/i.test(line));
  return `${command} ended with ${error.code ?? 'an error'}: ${said[0]?.trim() ?? error.message}`;
}
