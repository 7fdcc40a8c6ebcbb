import type { FailureCode } from '../../../domain/failure-codes.js';
import type { AddressStop, AddressStore, StopLift } from '../../../ports/address-store.js';
import { counts, stoppedAnew, type KeptStop } from '../stopped.js';
import { atomically } from './atomically.js';

/** Stops of addresses in memory. */
export class MemoryAddressStore implements AddressStore {
  readonly #stops = new Map<string, KeptStop & { readonly addressHash: string }>();

  stop(addressHash: string, stop: AddressStop): Promise<void> {
    return atomically(() => {
      const key = `${addressHash}/${stop.reason}`;
      const known = this.#stops.get(key);
      const change = known === undefined ? stop : stoppedAnew(known, stop);
      if (change !== undefined) this.#stops.set(key, { ...stop, ...known, ...change, addressHash });
    });
  }

  stops(addressHash: string): Promise<readonly AddressStop[]> {
    return atomically(() =>
      [...this.#stops.values()]
        .filter((stop) => stop.addressHash === addressHash && counts(stop))
        .map(({ reason, at, source }) => ({ reason, at, source }))
        .sort((a, b) => a.at - b.at || (a.reason < b.reason ? -1 : 1)),
    );
  }

  lift(addressHash: string, reason: FailureCode, lift: StopLift): Promise<void> {
    return atomically(() => {
      const key = `${addressHash}/${reason}`;
      const known = this.#stops.get(key);
      if (known !== undefined) this.#stops.set(key, { ...known, lifts: [...(known.lifts ?? []), lift] });
    });
  }
}
