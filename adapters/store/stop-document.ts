import { type Connection, type Model, Schema } from 'mongoose';
import { schemaOptions } from './schema-options.js';
import type { KeptStop } from './stopped.js';

/** A stop in the collection `addresses`: one document for each reason to stop a subject. */
export interface StopDocument extends KeptStop {
  /** `{subject}/{reason}`. */
  readonly _id: string;
  /** The subject: the hash of an address, or a customer on a channel. */
  readonly addressHash: string;
}

const schema = new Schema<StopDocument>(
  {
    _id: String,
    addressHash: String,
    reason: String,
    at: Number,
    source: String,
    said: [Schema.Types.Mixed],
    lifts: [Schema.Types.Mixed],
    confirmation: Schema.Types.Mixed,
    untold: Schema.Types.Mixed,
  },
  schemaOptions,
)
  .index({ addressHash: 1 })
  .index({ 'untold.at': 1 });

/** The model of stops, the same for all who keep or read them. */
export function stopModel(connection: Connection): Model<StopDocument> {
  return connection.model<StopDocument>('AddressStop', schema, 'addresses');
}

/** The name of a stop. */
export function stopId(subject: string, reason: string): string {
  return `${subject}/${reason}`;
}
