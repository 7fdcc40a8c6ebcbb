import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from './random.js';
import type { Services } from './services.js';

/** Milliseconds from one restart to the next. */
const between = [2_000, 6_000] as const;

/** Restarts of the servers, each kind in turn and one at a time, until as many were made or they are no longer wanted. */
export class ServerRestarts {
  readonly #done: Promise<void>;
  #count = 0;
  #over = false;

  constructor(services: Services, times: number, random: Random) {
    this.#done = this.#make(services, times, random);
  }

  /** Restarts made so far. */
  get count(): number {
    return this.#count;
  }

  /** Makes no more, and resolves when all servers are up. Rejects when one did not come back. */
  async stop(): Promise<void> {
    this.#over = true;
    await this.#done;
  }

  async #make(services: Services, times: number, random: Random): Promise<void> {
    for (let made = 0; made < 2 * times && !this.#over; made += 1) {
      await pause(random.between(...between));
      await (made % 2 === 0 ? services.restartMongo() : services.restartTemporal());
      this.#count += 1;
    }
  }
}
