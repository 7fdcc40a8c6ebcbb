import mongoose, { type Connection, type Model, Schema } from 'mongoose';
import type { Money } from '../../../domain/case/incident.js';
import type { VoucherProvider } from '../../../ports/remedy-provider.js';
import { newVoucherCode } from './voucher-code.js';
import { answerTo, isIssuable, type VoucherOrder } from './voucher.js';

interface VoucherDocument {
  /** The key of the act. */
  readonly _id: string;
  readonly kind: 'voucher';
  readonly tenant: string;
  readonly caseId: string;
  readonly code: string;
  readonly amount: Money;
  readonly issuedAt: number;
}

const schema = new Schema<VoucherDocument>(
  {
    _id: String,
    kind: String,
    tenant: String,
    caseId: String,
    code: String,
    amount: { minor: Number, currency: String },
    issuedAt: Number,
  },
  { strict: 'throw', strictQuery: 'throw', versionKey: false },
).index({ code: 1 }, { unique: true });

const duplicateKey = 11_000;
/** Codes of 60 bits do not meet five times in a row. */
const mostAttempts = 5;

/** Vouchers in the collection `remedies` of the given connection; makes sure of its unique index. */
export async function openMongoVouchers(connection: Connection, newCode = newVoucherCode): Promise<VoucherProvider> {
  const remedies = voucherModel(connection);
  await remedies.createIndexes();
  return new MongoVouchers(remedies, newCode);
}

/** The collection `remedies`, with the index that it should have. */
export function voucherModel(connection: Connection): Model<VoucherDocument> {
  return connection.model<VoucherDocument>('Remedy', schema, 'remedies');
}

class MongoVouchers implements VoucherProvider {
  readonly #remedies: Model<VoucherDocument>;
  readonly #newCode: () => string;

  constructor(remedies: Model<VoucherDocument>, newCode: () => string) {
    this.#remedies = remedies;
    this.#newCode = newCode;
  }

  async fulfil(key: string, order: VoucherOrder): Promise<'done' | 'refused' | 'unknown'> {
    if (!isIssuable(order.amount)) return 'refused';
    for (let attempt = 0; attempt < mostAttempts; attempt++) {
      const issued = await this.#issue(key, order);
      if (issued !== undefined) return answerTo(order.amount, issued.amount);
    }
    throw new Error(`issuing voucher ${key}: no free code after ${mostAttempts} attempts`);
  }

  async find(key: string): Promise<{ readonly code: string; readonly amount: Money } | undefined> {
    const document = await this.#remedies.findOne({ _id: key }).lean<VoucherDocument>();
    return document === null ? undefined : { code: document.code, amount: document.amount };
  }

  /** The voucher of this key, issued now or earlier; undefined when the code, or in a race the key, was taken. */
  async #issue(key: string, { tenant, caseId, amount, at }: VoucherOrder): Promise<VoucherDocument | undefined> {
    const voucher = { kind: 'voucher', tenant, caseId, code: this.#newCode(), amount, issuedAt: at } as const;
    try {
      return await this.#remedies
        .findOneAndUpdate({ _id: key }, { $setOnInsert: voucher }, { upsert: true, returnDocument: 'after' })
        .lean<VoucherDocument>();
    } catch (error) {
      if (error instanceof mongoose.mongo.MongoServerError && error.code === duplicateKey) return undefined;
      throw error;
    }
  }
}
