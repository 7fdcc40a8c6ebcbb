import type { Door, DoorStore } from '../../../ports/door-store.js';
import { atomically } from './atomically.js';

/** Doors in memory. */
export class MemoryDoorStore implements DoorStore {
  readonly #shut = new Map<Door, number>();

  shut(door: Door, until: number): Promise<void> {
    return atomically(() => void this.#shut.set(door, Math.max(until, this.#shut.get(door) ?? until)));
  }

  shutUntil(door: Door): Promise<number | undefined> {
    return atomically(() => this.#shut.get(door));
  }
}
