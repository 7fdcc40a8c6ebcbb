import { type Connection, type Model, Schema } from 'mongoose';
import type { LoggedContact } from '../../ports/contact-log.js';
import { schemaOptions } from './schema-options.js';

/** A reported contact as its document. */
export interface ContactDocument extends LoggedContact {
  /** `{tenant}/{contactId}`. */
  readonly _id: string;
  /** Whether there is a `leak`; lists filter by it. */
  readonly leaked: boolean;
}

const schema = new Schema<ContactDocument>(
  {
    _id: String,
    tenant: String,
    contactId: String,
    customerId: String,
    purpose: String,
    at: Number,
    decision: String,
    reportedAt: Number,
    leak: String,
    leaked: Boolean,
  },
  schemaOptions,
)
  .index({ tenant: 1, customerId: 1, at: -1 })
  .index({ tenant: 1, leaked: 1, at: -1, contactId: -1 });

/** The collection `contacts`. */
export function contactModel(connection: Connection): Model<ContactDocument> {
  return connection.model<ContactDocument>('Contact', schema, 'contacts');
}
