import { setTimeout as pause } from 'node:timers/promises';
import { composeWeb } from '../../app/compose-web.js';
import { readWebSettings } from '../../config/index.js';
import type { RunningProcess } from '../dev-services/child-process.js';
import { startAmends } from '../processes/start-amends.js';

type Variables = Readonly<Record<string, string>>;

/** Milliseconds between two starts, while a server that it needs is away. */
const betweenStarts = 500;

/** The product's web edge, running. */
export interface WebEdge {
  /** Ends it as a power cut would; resolves when another serves on the same port. */
  readonly kill: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts the web edge; one that is to be killed in a process of its own, which takes seconds more. */
export function startWeb(environment: Variables, killable: boolean): Promise<WebEdge> {
  return killable ? WebProcess.start(environment) : startHere(environment);
}

async function startHere(environment: Variables): Promise<WebEdge> {
  const web = await composeWeb(readWebSettings(environment));
  await web.listen();
  return { kill: () => Promise.reject(new Error('the web edge is part of this process')), stop: () => web.stop() };
}

class WebProcess implements WebEdge {
  readonly #env: Variables;
  #running: RunningProcess;
  #over = false;

  private constructor(env: Variables, running: RunningProcess) {
    this.#env = env;
    this.#running = running;
  }

  static async start(environment: Variables): Promise<WebProcess> {
    // It says when it serves by a line of its log.
    const env = { ...environment, LOG_LEVEL: 'info' };
    return new WebProcess(env, await startAmends('web', { env }));
  }

  readonly kill = async (): Promise<void> => {
    process.kill(this.#running.pid, 'SIGKILL');
    await this.#running.ended;
    for (let isUp = false; !isUp && !this.#over;) isUp = await this.#startAnew();
  };

  readonly stop = async (): Promise<void> => {
    this.#over = true;
    await this.#running.stop();
  };

  async #startAnew(): Promise<boolean> {
    try {
      this.#running = await startAmends('web', { env: this.#env });
      return true;
    } catch {
      await pause(betweenStarts);
      return false;
    }
  }
}
