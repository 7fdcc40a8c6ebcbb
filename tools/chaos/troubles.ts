import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from './random.js';

/** Something that befalls a run so many times; resolves when it is over. */
export interface Trouble {
  readonly times: number;
  readonly befall: () => Promise<void>;
}

/** Troubles one at a time, each kind in turn, until all have come or they are no longer wanted. */
export class Troubles {
  readonly #done: Promise<void>;
  #count = 0;
  #over = false;

  /** `between`: least and most milliseconds from one trouble to the next. */
  constructor(troubles: readonly Trouble[], between: readonly [number, number], random: Random) {
    this.#done = this.#come(troubles, between, random);
    // Whoever stops them hears of it.
    this.#done.catch(() => undefined);
  }

  /** How many have come so far. */
  get count(): number {
    return this.#count;
  }

  /** Lets no more come, and resolves when the last is over. Rejects when one did not end as it has to. */
  async stop(): Promise<void> {
    this.#over = true;
    await this.#done;
  }

  async #come(troubles: readonly Trouble[], between: readonly [number, number], random: Random): Promise<void> {
    const rounds = Math.max(0, ...troubles.map(({ times }) => times));
    for (let round = 0; round < rounds; round += 1) {
      for (const { befall } of troubles.filter(({ times }) => times > round)) {
        await pause(random.between(...between));
        if (this.#over) return;
        await befall();
        this.#count += 1;
      }
    }
  }
}
