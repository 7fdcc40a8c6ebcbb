import type { AddressStop, AddressStore, StopLift, StopOf, StopReason } from '../../../ports/address-store.js';
import { counts, stoppedAnew, type KeptStop, wordsOf } from '../stopped.js';
import { atomically } from './atomically.js';

/** Stops by `{subject}/{reason}`, for all who keep or read them. */
export type KeptStops = Map<string, KeptStop & { readonly addressHash: string }>;

/** Stops of addresses in memory. */
export class MemoryAddressStore implements AddressStore {
  readonly #stops: KeptStops;

  constructor(stops: KeptStops) {
    this.#stops = stops;
  }

  stop(addressHash: string, stop: AddressStop): Promise<void> {
    return atomically(() => {
      const key = `${addressHash}/${stop.reason}`;
      const known = this.#stops.get(key);
      const change = known === undefined ? stop : stoppedAnew(known, stop);
      if (change === undefined) return;
      const words = known !== undefined && counts(known) ? [] : wordsOf(stop);
      const said = [...(known?.said ?? []), ...words];
      this.#stops.set(key, { ...stop, ...known, ...change, said, addressHash });
    });
  }

  async stops(addressHash: string): Promise<readonly AddressStop[]> {
    const found = await this.stopsOf([addressHash]);
    return found.map(({ reason, at, source }) => ({ reason, at, source }));
  }

  stopsOf(subjects: readonly string[]): Promise<readonly StopOf[]> {
    return atomically(() =>
      [...this.#stops.values()]
        .filter((stop) => subjects.includes(stop.addressHash) && counts(stop))
        .map(({ addressHash, reason, at, source }) => ({ subject: addressHash, reason, at, source }))
        .sort((a, b) => a.at - b.at || (a.reason < b.reason ? -1 : 1)),
    );
  }

  lift(addressHash: string, reason: StopReason, lift: StopLift): Promise<void> {
    return atomically(() => {
      const key = `${addressHash}/${reason}`;
      const known = this.#stops.get(key);
      if (known !== undefined) this.#stops.set(key, { ...known, lifts: [...(known.lifts ?? []), lift] });
    });
  }
}
