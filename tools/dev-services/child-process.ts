import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify, stripVTControlCharacters } from 'node:util';

/** A command line with what its process needs besides. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  /** The whole environment of the process; default: ours. */
  readonly env?: NodeJS.ProcessEnv;
  /** A file that takes its output too, after what is there; default: none. */
  readonly logFile?: string;
  /** Milliseconds from SIGTERM to SIGKILL when it is stopped; default 5,000. */
  readonly stopGraceMs?: number;
}

/** When a started process counts as ready: its output matches, within so many milliseconds. */
export interface Readiness {
  readonly output: RegExp;
  readonly withinMs: number;
}

/** How a process ended. */
export interface End {
  /** The signal or the exit code, in words. */
  readonly how: string;
  /** Whether it ended as it does when it is asked to. */
  readonly wasAsked: boolean;
  /** What it said last; empty when it said nothing. */
  readonly lastOutput: string;
}

/** A running process that ends with us. */
export interface RunningProcess {
  readonly pid: number;
  /** The output that matched the readiness pattern. */
  readonly ready: RegExpExecArray;
  /** Resolves when the process is gone, whoever ended it. */
  readonly ended: Promise<End>;
  /** Sends SIGTERM, SIGKILL when that does not help in time, and resolves when the process is gone. */
  readonly stop: () => Promise<void>;
}

const usualStopGraceMs = 5_000;
const keptOutput = 4_000;
/** A process is gone before its last words have been read; who else holds its pipes is not waited for. */
const lastWordsMs = 200;
/** 143 is how a shell and Java tell of SIGTERM. */
const askedToEnd = ['SIGTERM', 'exit code 143', 'exit code 0'];

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
  const heard = hear(child, command.logFile);
  const ended = endOf(child, heard);
  const stop = () => stopProcess(child, command.stopGraceMs ?? usualStopGraceMs);
  try {
    const ready = await outputMatching(heard, ended, readiness);
    return { pid: child.pid ?? 0, ready, ended, stop };
  } catch (error) {
    await stop();
    throw new Error(`${basename(command.file)} did not start: ${(error as Error).message}`, { cause: error });
  }
}

/** The end of what a process has said so far, and who wants to know of more. */
interface Heard {
  text: string;
  onMore: (() => void) | undefined;
}

function hear(child: ChildProcess, logFile: string | undefined): Heard {
  const heard: Heard = { text: '', onMore: undefined };
  const log = logFile === undefined ? undefined : createWriteStream(logFile, { flags: 'a' });
  const take = (chunk: Buffer) => {
    log?.write(chunk);
    heard.text = (heard.text + chunk.toString()).slice(-2 * keptOutput);
    heard.onMore?.();
  };
  // The listeners stay: an unread pipe would block a talkative server.
  child.stdout?.on('data', take);
  child.stderr?.on('data', take);
  child.once('close', () => log?.end());
  return heard;
}

async function endOf(child: ChildProcess, heard: Heard): Promise<End> {
  const closed = once(child, 'close');
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  await Promise.race([closed, pause(lastWordsMs)]);
  const how = signal ?? `exit code ${code ?? 0}`;
  return { how, wasAsked: askedToEnd.includes(how), lastOutput: lastOf(heard) };
}

function lastOf({ text }: Heard): string {
  return text.trim().slice(-keptOutput);
}

async function outputMatching(
  heard: Heard,
  ended: Promise<End>,
  { output, withinMs }: Readiness,
): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string) => reject(new Error(reason));
    const tooLate = setTimeout(
      () => fail(`not ready within ${withinMs} ms; its last output: ${lastOf(heard) || 'none'}`),
      withinMs,
    );
    heard.onMore = () => {
      const match = output.exec(heard.text);
      if (match === null) return;
      heard.onMore = undefined;
      clearTimeout(tooLate);
      resolve(match);
    };
    void ended.then(({ how, lastOutput }) => {
      clearTimeout(tooLate);
      fail(`it ended with ${how}; its last output: ${lastOutput || 'none'}`);
    });
  });
}

async function stopProcess(child: ChildProcess, graceMs: number): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const { pid } = child;
  const gone = once(child, 'exit');
  const patience = setTimeout(() => signalGroup(pid, 'SIGKILL'), graceMs);
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
