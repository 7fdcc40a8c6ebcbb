import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { runCommand } from '../../../tools/dev-services/child-process.js';

/** A build in a folder of its own, as `npm run build` makes it. */
export interface Release {
  /** Starts an entry point and waits until `health` answers 200. Rejects with its output when it ends instead. */
  start(script: string, env: Readonly<Record<string, string>>, health: string): Promise<Server>;
  remove(): Promise<void>;
}

/** A process of a release. */
export interface Server {
  /** Everything that it wrote. */
  readonly output: () => string;
  /** Sends SIGTERM, and gives the exit code once the process is gone. */
  end(): Promise<number | null>;
}

const root = resolve(import.meta.dirname, '../../..');
const BUILD_LIMIT = 60_000;
const START_LIMIT = 30_000;

/** Compiles without checking types, which the whole repository has its own check for, and packs the workflows. */
export async function buildRelease(): Promise<Release> {
  const folder = await mkdtemp(join(tmpdir(), 'amends-release-'));
  const dist = join(folder, 'dist');
  const node = (...args: readonly string[]) => runCommand({ file: process.execPath, args }, BUILD_LIMIT);
  await cp(join(root, 'package.json'), join(folder, 'package.json'));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  await node(join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json', '--noCheck', '--outDir', dist);
  await node('--import', 'tsx', join(root, 'tools/build/main.ts'), dist);
  const running = new Set<ChildProcess>();
  return {
    start: (script, env, health) => {
      const child = spawn(process.execPath, [join(dist, script)], { env, stdio: ['ignore', 'pipe', 'pipe'] });
      running.add(child);
      child.once('exit', () => running.delete(child));
      return started(child, health);
    },
    remove: async () => {
      // What a test that failed has left behind.
      for (const child of running) child.kill('SIGKILL');
      await rm(folder, { recursive: true });
    },
  };
}

async function started(child: ChildProcess, health: string): Promise<Server> {
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const gone = once(child, 'exit') as Promise<[number | null]>;
  const deadline = Date.now() + START_LIMIT;
  while (!(await isWell(health))) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`the server did not start: ${output}`);
    await pause(50);
  }
  return {
    output: () => output,
    end: async () => {
      child.kill('SIGTERM');
      const [code] = await gone;
      return code;
    },
  };
}

/** Whether this address answers 200. */
export async function isWell(health: string): Promise<boolean> {
  const answer = await fetch(health).catch(() => undefined);
  await answer?.text();
  return answer?.status === 200;
}
