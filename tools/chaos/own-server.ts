import { setTimeout as pause } from 'node:timers/promises';

interface Running {
  stop(): Promise<void>;
  /** Missing: it is not a process of ours. */
  readonly pid?: number;
}

/** A server of a run that can be restarted on its data, and frozen. */
export class OwnServer {
  readonly #start: () => Promise<Running>;
  #running: Running;

  constructor(running: Running, start: () => Promise<Running>) {
    this.#running = running;
    this.#start = start;
  }

  /** Stops it as its kind needs (SIGTERM) and starts it again. */
  async restart(): Promise<void> {
    await this.#running.stop();
    this.#running = await this.#start();
  }

  /** Stops it in its tracks (SIGSTOP) for so many milliseconds. Rejects where it is not ours. */
  async freeze(ms: number): Promise<void> {
    const { pid } = this.#running;
    if (pid === undefined) throw new Error('this server is not ours to freeze');
    process.kill(pid, 'SIGSTOP');
    await pause(ms);
    goOn(pid);
  }

  /** Ends it for good. */
  async stop(): Promise<void> {
    // Frozen, it would not hear that it is to stop.
    if (this.#running.pid !== undefined) goOn(this.#running.pid);
    await this.#running.stop();
  }
}

function goOn(pid: number): void {
  try {
    process.kill(pid, 'SIGCONT');
  } catch {
    // It is gone, and needs no more than that.
  }
}
