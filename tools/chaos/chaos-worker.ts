import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { tsxLoader } from '../processes/tsx-loader.js';
import type { Doom } from './kill-points.js';

const script = fileURLToPath(new URL('./worker-main.ts', import.meta.url));
const readyWithinMs = 60_000;
const keptOutput = 2_000;

/** One worker process that can be told how it is to end. */
export class ChaosWorker {
  readonly #child: ChildProcess;
  /** Resolves when the process is gone, with whether it was killed. */
  readonly gone: Promise<boolean>;

  private constructor(child: ChildProcess) {
    this.#child = child;
    this.gone = once(child, 'exit').then(([, signal]) => signal === 'SIGKILL');
  }

  /** Starts one, and waits until it serves. Throws with its last words when it does not. */
  static async start(env: NodeJS.ProcessEnv): Promise<ChaosWorker> {
    const child = fork(script, [], {
      execArgv: ['--import', tsxLoader],
      env,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    let said = '';
    const hear = (chunk: Buffer) => void (said = (said + chunk.toString()).slice(-keptOutput));
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    const worker = new ChaosWorker(child);
    const patience = setTimeout(() => worker.kill(), readyWithinMs);
    const ready = await Promise.race([worker.#hears('ready').then(() => true), worker.gone.then(() => false)]);
    clearTimeout(patience);
    if (!ready) throw new Error(`a worker did not start: ${said.trim() || 'it said nothing'}`);
    return worker;
  }

  /** Tells it how to end; resolves when it was frozen and goes on. */
  doom(doom: Doom): Promise<void> {
    const thawed = this.#hears('thawed');
    // One that is going away hears nothing, and needs no doom.
    this.#child.send(doom, () => undefined);
    return thawed;
  }

  /** Ends it as a power cut would. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }

  #hears(expected: string): Promise<void> {
    return new Promise((resolve) => {
      const listen = (news: unknown) => {
        if (news !== expected) return;
        this.#child.off('message', listen);
        resolve();
      };
      this.#child.on('message', listen);
    });
  }
}
