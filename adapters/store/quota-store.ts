import mongoose, { type Connection, type Model, Schema } from 'mongoose';
import type { QuotaRequest, QuotaStore } from '../../ports/quota-store.js';
import { schemaOptions } from './schema-options.js';
import { isDuplicateKey, untilDecided } from './writes.js';

interface QuotaDocument {
  /** `{tenant}/{quota}`. */
  readonly _id: string;
  readonly taken: number;
  /** What it was taken for. */
  readonly keys: readonly string[];
}

const schema = new Schema<QuotaDocument>({ _id: String, taken: Number, keys: [String] }, schemaOptions);

/** Quotas in the collection `quotas`: one document a period, which holds what it was taken for. */
export class MongoQuotaStore implements QuotaStore {
  readonly #quotas: Model<QuotaDocument>;

  constructor(connection: Connection) {
    this.#quotas = connection.model<QuotaDocument>('Quota', schema, 'quotas');
  }

  take({ tenant, quota, key, amount, limit }: QuotaRequest): Promise<'taken' | 'exhausted'> {
    const _id = `${tenant}/${quota}`;
    return untilDecided(`taking from quota ${_id}`, async () => {
      const known = await this.#quotas.findOne({ _id }).lean<QuotaDocument>();
      if (known?.keys.includes(key) === true) return 'taken';
      if ((known?.taken ?? 0) + amount > limit) return 'exhausted';
      return (await this.#increase(_id, { key, amount, limit })) ? 'taken' : undefined;
    });
  }

  /** One conditional write; false when another was faster, and it has to be looked at again. */
  async #increase(
    _id: string,
    { key, amount, limit }: Pick<QuotaRequest, 'key' | 'amount' | 'limit'>,
  ): Promise<boolean> {
    const room = { taken: mongoose.trusted({ $lte: limit - amount }), keys: mongoose.trusted({ $ne: key }) };
    try {
      const { matchedCount, upsertedCount } = await this.#quotas.updateOne(
        { _id, ...room },
        { $inc: { taken: amount }, $push: { keys: key } },
        { upsert: true },
      );
      return matchedCount + upsertedCount === 1;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }
}
