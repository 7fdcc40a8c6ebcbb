import mongoose, { type Connection, type Model } from 'mongoose';
import type { Door, DoorStore } from '../../ports/door-store.js';
import { schemaOptions } from './schema-options.js';
import { upserted } from './writes.js';

interface DoorDocument {
  readonly _id: Door;
  readonly shutUntil: number;
}

const schema = new mongoose.Schema<DoorDocument>({ _id: String, shutUntil: Number }, schemaOptions);

/** One document for each door in the collection `doors`. */
export class MongoDoorStore implements DoorStore {
  readonly #doors: Model<DoorDocument>;

  constructor(connection: Connection) {
    this.#doors = connection.model<DoorDocument>('Door', schema, 'doors');
  }

  async shut(door: Door, until: number): Promise<void> {
    await upserted(() => this.#doors.updateOne({ _id: door }, { $max: { shutUntil: until } }, { upsert: true }));
  }

  async shutUntil(door: Door): Promise<number | undefined> {
    return (await this.#doors.findOne({ _id: door }).lean<DoorDocument>())?.shutUntil;
  }
}
