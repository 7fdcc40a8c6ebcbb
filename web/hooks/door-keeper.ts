import type { Door } from '../../ports/door-store.js';
import type { ServerDependencies } from '../dependencies.js';

/**
 * Remembers that its door may have refused a report: its provider may repeat that one much later, while later ones pass at
 * once, so that silence about a message proves nothing for a while. One process cannot know what another one refused, nor
 * what came while none listened. So it begins as one that has refused, and whatever it remembers is in the store before the
 * next report is taken. Anybody can have a forged one refused: that costs evidence, and never makes any.
 */
export class DoorKeeper {
  readonly #door: Door;
  readonly #deps: KeptBy;
  #mayHaveRefused = true;
  #noting: Promise<void> | undefined;

  constructor(door: Door, deps: KeptBy) {
    this.#door = door;
    this.#deps = deps;
  }

  /** Resolves when the store knows until when this door may have refused reports. Rejects when it cannot be told. */
  note(): Promise<void> {
    if (this.#noting === undefined && !this.#mayHaveRefused) return Promise.resolve();
    this.#noting ??= this.#write().finally(() => (this.#noting = undefined));
    return this.#noting;
  }

  /** A report was refused, or given up: noted at once where that can be, since another process may take the next one. */
  refused(): void {
    this.#mayHaveRefused = true;
    this.tryToNote();
  }

  /** Notes what there is; where that fails, the next report waits for it. */
  tryToNote(): void {
    this.note().catch(() => undefined);
  }

  async #write(): Promise<void> {
    const { stores, clock } = this.#deps;
    while (this.#mayHaveRefused) {
      this.#mayHaveRefused = false;
      try {
        await stores.doors.shut(this.#door, clock.now());
      } catch (error) {
        this.#mayHaveRefused = true;
        throw error;
      }
    }
  }
}

/** What a keeper works on. */
export type KeptBy = Pick<ServerDependencies, 'clock'> & {
  readonly stores: Pick<ServerDependencies['stores'], 'doors'>;
};
