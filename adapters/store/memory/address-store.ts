import type { AddressStop, AddressStore } from '../../../ports/address-store.js';
import { atomically } from './atomically.js';

/** Stops of addresses in memory. */
export class MemoryAddressStore implements AddressStore {
  readonly #stops = new Map<string, AddressStop & { readonly addressHash: string }>();

  stop(addressHash: string, stop: AddressStop): Promise<void> {
    return atomically(() => {
      const key = `${addressHash}/${stop.reason}`;
      const known = this.#stops.get(key);
      if (known === undefined || stop.at < known.at) this.#stops.set(key, { ...stop, addressHash });
    });
  }

  stops(addressHash: string): Promise<readonly AddressStop[]> {
    return atomically(() =>
      [...this.#stops.values()]
        .filter((stop) => stop.addressHash === addressHash)
        .map(({ reason, at, source }) => ({ reason, at, source }))
        .sort((a, b) => a.at - b.at || (a.reason < b.reason ? -1 : 1)),
    );
  }
}
