import { type Connection, type Model, Schema } from 'mongoose';
import type { SendRow } from '../../domain/sends/send-row.js';
import { schemaOptions } from './schema-options.js';

/** A row of the send ledger as its document. */
export interface SendDocument extends Omit<SendRow, 'key'> {
  /** The send key. */
  readonly _id: string;
  readonly tenant: string;
  /** Rises with each write: who has read an older one writes nothing. */
  readonly revision: number;
}

const schema = new Schema<SendDocument>(
  {
    _id: String,
    tenant: String,
    revision: Number,
    mark: String,
    state: String,
    request: Number,
    generation: Number,
    claimedAt: Number,
    deadlineAt: Number,
    addressHash: String,
    providerId: String,
    code: String,
    permanent: Boolean,
    locale: String,
    localeAsked: String,
    promiseDueAt: Number,
    settledAt: Number,
    receiptWithin: Number,
    receiptDueAt: Number,
    noReceiptAt: Number,
    reportedAt: Number,
    settledByHand: Schema.Types.Mixed,
    wordBefore: Schema.Types.Mixed,
    earlier: Schema.Types.Mixed,
  },
  schemaOptions,
)
  .index({ mark: 1 })
  .index({ 'earlier.mark': 1 })
  .index({ tenant: 1, state: 1, claimedAt: -1, _id: -1 })
  .index({ state: 1, deadlineAt: 1 })
  .index({ state: 1, receiptDueAt: 1 })
  .index({ addressHash: 1, claimedAt: -1, _id: -1 });

/** The collection `sends`. */
export function sendModel(connection: Connection): Model<SendDocument> {
  return connection.model<SendDocument>('Send', schema, 'sends');
}

/** The row that a document holds. */
export function rowOf({ _id, tenant: _t, revision: _r, ...row }: SendDocument): SendRow {
  return { key: _id, ...row };
}

/** The document of a row at a revision; its key begins with the tenant. */
export function documentOf({ key, ...row }: SendRow, revision: number): SendDocument {
  return { _id: key, tenant: key.slice(0, key.indexOf('/')), revision, ...row };
}
