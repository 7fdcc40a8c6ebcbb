import mongoose, { type Connection, type Model } from 'mongoose';
import type { AddressStop, AddressStore, StopLift, StopOf, StopReason } from '../../ports/address-store.js';
import { type StopDocument, stopId, stopModel } from './stop-document.js';
import { counts, stoppedAnew, wordsOf } from './stopped.js';
import { inserted, untilDecided } from './writes.js';

/** Stops in the collection `addresses`. */
export class MongoAddressStore implements AddressStore {
  readonly #stops: Model<StopDocument>;

  constructor(connection: Connection) {
    this.#stops = stopModel(connection);
  }

  async stop(addressHash: string, stop: AddressStop): Promise<void> {
    const _id = stopId(addressHash, stop.reason);
    const said = wordsOf(stop);
    if (await inserted(this.#stops, { _id, addressHash, ...stop, said })) return;
    await untilDecided('stopping an address', async () => {
      const known = await this.#stops.findOne({ _id }).lean<StopDocument>();
      const change = known === null ? undefined : stoppedAnew(known, stop);
      if (known === null || change === undefined) return { decided: undefined };
      const words = mongoose.trusted({ $each: counts(known) ? [] : said });
      const { matchedCount } = await this.#stops.updateOne(
        { _id, at: known.at },
        { $set: change, $push: { said: words } },
      );
      return matchedCount === 1 ? { decided: undefined } : undefined;
    });
  }

  async stops(addressHash: string): Promise<readonly AddressStop[]> {
    const found = await this.stopsOf([addressHash]);
    return found.map(({ reason, at, source }) => ({ reason, at, source }));
  }

  async stopsOf(subjects: readonly string[]): Promise<readonly StopOf[]> {
    const found = await this.#stops
      .find({ addressHash: mongoose.trusted({ $in: [...subjects] }) })
      .sort({ at: 1, reason: 1 })
      .lean<StopDocument[]>();
    return found.filter(counts).map(({ addressHash, reason, at, source }) => {
      return { subject: addressHash, reason, at, source };
    });
  }

  async lift(addressHash: string, reason: StopReason, lift: StopLift): Promise<void> {
    await this.#stops.updateOne({ _id: stopId(addressHash, reason) }, { $push: { lifts: lift } });
  }
}
