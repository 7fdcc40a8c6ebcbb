import mongoose, { type Connection, type Model, Schema } from 'mongoose';
import type { QuotaRequest, QuotaStore } from '../../ports/quota-store.js';
import { schemaOptions } from './schema-options.js';
import { inserted, isDuplicateKey, untilDecided } from './writes.js';

interface QuotaDocument {
  /** `{tenant}/{quota}`. */
  readonly _id: string;
  readonly taken: number;
  /** What it was taken for, as long as that has no document of its own: takers under way, and those that died. */
  readonly keys: readonly string[];
}

interface TakenDocument {
  /** `{tenant}/{quota}/{key}`. */
  readonly _id: string;
}

/** The part of a request that changes a quota. */
type Increase = Pick<QuotaRequest, 'key' | 'amount' | 'limit'>;

const quotaSchema = new Schema<QuotaDocument>({ _id: String, taken: Number, keys: [String] }, schemaOptions);
const takenSchema = new Schema<TakenDocument>({ _id: String }, schemaOptions);

/**
 * Quotas: the sum of a period in a document of the collection `quotas`, and what it was taken for in one document each in
 * `quotas_taken`, so that neither grows with the other. The sum is raised first, together with the key in one write; then
 * the key gets its document and leaves the sum. Whoever dies in between has taken: a place may be lost where two ask for
 * one key at once and one of them dies, and none is ever given twice.
 */
export class MongoQuotaStore implements QuotaStore {
  readonly #quotas: Model<QuotaDocument>;
  readonly #taken: Model<TakenDocument>;

  constructor(connection: Connection) {
    this.#quotas = connection.model<QuotaDocument>('Quota', quotaSchema, 'quotas');
    this.#taken = connection.model<TakenDocument>('QuotaTaken', takenSchema, 'quotas_taken');
  }

  take({ tenant, quota, key, amount, limit }: QuotaRequest): Promise<'taken' | 'exhausted'> {
    const _id = `${tenant}/${quota}`;
    return untilDecided(`taking from quota ${_id}`, async () => {
      // The sum first: a key that leaves it in between has its document by then.
      const known = await this.#quotas.findOne({ _id }).lean<QuotaDocument>();
      if (known?.keys.includes(key) === true) return 'taken';
      if ((await this.#taken.exists({ _id: `${_id}/${key}` })) !== null) return 'taken';
      if ((known?.taken ?? 0) + amount > limit) return 'exhausted';
      if (!(await this.#increase(_id, { key, amount, limit }))) return undefined;
      await this.#settle(_id, { key, amount });
      return 'taken';
    });
  }

  /** One conditional write; false when another was faster, and it has to be looked at again. */
  async #increase(_id: string, { key, amount, limit }: Increase): Promise<boolean> {
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

  /** Only who has raised the sum for a key comes here: a key that has its document already was counted twice. */
  async #settle(_id: string, { key, amount }: Pick<Increase, 'key' | 'amount'>): Promise<void> {
    const first = await inserted(this.#taken, { _id: `${_id}/${key}` });
    const back = first ? 0 : -amount;
    await this.#quotas.updateOne({ _id, keys: key }, { $pull: { keys: key }, $inc: { taken: back } });
  }
}
