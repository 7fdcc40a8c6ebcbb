import { type Connection, type Model, Schema } from 'mongoose';
import type { FailureCode } from '../../domain/failure-codes.js';
import type { AddressStop, AddressStore, StopLift } from '../../ports/address-store.js';
import { schemaOptions } from './schema-options.js';
import { counts, type KeptStop, stoppedAnew } from './stopped.js';
import { inserted, untilDecided } from './writes.js';

interface StopDocument extends KeptStop {
  /** `{addressHash}/{reason}`: one stop a reason. */
  readonly _id: string;
  readonly addressHash: string;
}

const schema = new Schema<StopDocument>(
  { _id: String, addressHash: String, reason: String, at: Number, source: String, lifts: [Schema.Types.Mixed] },
  schemaOptions,
).index({ addressHash: 1 });

/** Stops in the collection `addresses`: one document for each reason to stop an address. */
export class MongoAddressStore implements AddressStore {
  readonly #stops: Model<StopDocument>;

  constructor(connection: Connection) {
    this.#stops = connection.model<StopDocument>('AddressStop', schema, 'addresses');
  }

  async stop(addressHash: string, stop: AddressStop): Promise<void> {
    const _id = `${addressHash}/${stop.reason}`;
    if (await inserted(this.#stops, { _id, addressHash, ...stop })) return;
    await untilDecided('stopping an address', async () => {
      const known = await this.#stops.findOne({ _id }).lean<StopDocument>();
      const change = known === null ? undefined : stoppedAnew(known, stop);
      if (known === null || change === undefined) return { decided: undefined };
      const { matchedCount } = await this.#stops.updateOne({ _id, at: known.at }, { $set: change });
      return matchedCount === 1 ? { decided: undefined } : undefined;
    });
  }

  async stops(addressHash: string): Promise<readonly AddressStop[]> {
    const found = await this.#stops.find({ addressHash }).sort({ at: 1, reason: 1 }).lean<StopDocument[]>();
    return found.filter(counts).map(({ reason, at, source }) => ({ reason, at, source }));
  }

  async lift(addressHash: string, reason: FailureCode, lift: StopLift): Promise<void> {
    await this.#stops.updateOne({ _id: `${addressHash}/${reason}` }, { $push: { lifts: lift } });
  }
}
