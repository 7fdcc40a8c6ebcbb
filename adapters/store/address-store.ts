import mongoose, { type Connection, type Model, Schema } from 'mongoose';
import type { AddressStop, AddressStore } from '../../ports/address-store.js';
import { schemaOptions } from './schema-options.js';
import { inserted } from './writes.js';

interface StopDocument extends AddressStop {
  /** `{addressHash}/{reason}`: one stop a reason. */
  readonly _id: string;
  readonly addressHash: string;
}

const schema = new Schema<StopDocument>(
  { _id: String, addressHash: String, reason: String, at: Number, source: String },
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
    const { at, source } = stop;
    await this.#stops.updateOne({ _id, at: mongoose.trusted({ $gt: at }) }, { $set: { at, source } });
  }

  async stops(addressHash: string): Promise<readonly AddressStop[]> {
    const found = await this.#stops.find({ addressHash }).sort({ at: 1, reason: 1 }).lean<StopDocument[]>();
    return found.map(({ reason, at, source }) => ({ reason, at, source }));
  }
}
