import mongoose, { type Connection, type Model, Schema } from 'mongoose';
import { claimable, type SendRow, withdrawable } from '../../domain/sends/send-row.js';
import type { Claimed, SendClaim, SendLedger, Settlement } from '../../ports/send-ledger.js';
import { schemaOptions } from './schema-options.js';
import { settled, tombstone } from './send-rows.js';
import { inserted, untilDecided } from './writes.js';

interface SendDocument extends Omit<SendRow, 'key'> {
  /** The send key. */
  readonly _id: string;
}

const schema = new Schema<SendDocument>(
  {
    _id: String,
    state: String,
    request: Number,
    generation: Number,
    deadlineAt: Number,
    addressHash: String,
    providerId: String,
    code: String,
    permanent: Boolean,
    locale: String,
    promiseDueAt: Number,
    settledAt: Number,
  },
  schemaOptions,
);

/** What came of an earlier claim, and is void with the next one. */
const voidResult = { providerId: 1, code: 1, permanent: 1, locale: 1 } as const;

/** The send ledger in the collection `sends`. */
export class MongoSendLedger implements SendLedger {
  readonly #sends: Model<SendDocument>;

  constructor(connection: Connection) {
    this.#sends = connection.model<SendDocument>('Send', schema, 'sends');
  }

  async claim(claim: SendClaim): Promise<Claimed> {
    const { key, ...wish } = claim;
    const fresh = { ...wish, _id: key, state: 'claimed', generation: 1 } as const;
    if (await inserted(this.#sends, fresh)) return { kind: 'claimed', generation: 1 };
    return untilDecided(`claiming ${key}`, () => this.#takeOver(claim));
  }

  async settle(key: string, generation: number, settlement: Settlement): Promise<boolean> {
    const { matchedCount } = await this.#sends.updateOne(
      { _id: key, generation, state: 'claimed' },
      { $set: settled(settlement) },
    );
    return matchedCount === 1;
  }

  async withdraw(key: string, request: number, at: number): Promise<SendRow> {
    const stone = tombstone(key, request, at);
    if (await inserted(this.#sends, documentOf(stone))) return stone;
    return untilDecided(`withdrawing ${key}`, () => this.#withdrawClaimless(stone, at));
  }

  async ofCase(tenant: string, caseId: string): Promise<readonly SendRow[]> {
    // All keys that begin with `{tenant}/{caseId}/`: the character after the slash is the zero.
    const documents = await this.#sends
      .find({ _id: mongoose.trusted({ $gte: `${tenant}/${caseId}/`, $lt: `${tenant}/${caseId}0` }) })
      .sort({ _id: 1 })
      .lean<SendDocument[]>();
    return documents.map(rowOf);
  }

  /** `claimable` as one conditional write. */
  async #takeOver({ key, request, ...wish }: SendClaim): Promise<Claimed | undefined> {
    const document = await this.#sends
      .findOneAndUpdate(
        {
          _id: key,
          $or: [
            { state: mongoose.trusted({ $in: ['withdrawn', 'skipped'] }), request: mongoose.trusted({ $lt: request }) },
            {
              state: 'rejected',
              permanent: mongoose.trusted({ $ne: true }),
              request: mongoose.trusted({ $lte: request }),
            },
          ],
        },
        {
          $set: { ...wish, request, state: 'claimed' },
          $inc: { generation: 1 },
          $unset: { ...voidResult, settledAt: 1, ...(wish.promiseDueAt === undefined ? { promiseDueAt: 1 } : {}) },
        },
        { returnDocument: 'after' },
      )
      .lean<SendDocument>();
    if (document !== null) return { kind: 'claimed', generation: document.generation };
    const row = await this.#row(key);
    return row === undefined || claimable(row, request) ? undefined : { kind: 'found', row };
  }

  /** `withdrawable` as one conditional write. */
  async #withdrawClaimless({ key, request }: SendRow, at: number): Promise<SendRow | undefined> {
    const document = await this.#sends
      .findOneAndUpdate(
        {
          _id: key,
          $or: [
            { state: 'rejected' },
            { state: mongoose.trusted({ $in: ['withdrawn', 'skipped'] }), request: mongoose.trusted({ $lt: request }) },
          ],
        },
        { $set: { state: 'withdrawn', settledAt: at }, $max: { request }, $unset: { ...voidResult, promiseDueAt: 1 } },
        { returnDocument: 'after' },
      )
      .lean<SendDocument>();
    if (document !== null) return rowOf(document);
    const row = await this.#row(key);
    return row === undefined || withdrawable(row, request) ? undefined : row;
  }

  async #row(key: string): Promise<SendRow | undefined> {
    const document = await this.#sends.findOne({ _id: key }).lean<SendDocument>();
    return document === null ? undefined : rowOf(document);
  }
}

function rowOf({ _id, ...row }: SendDocument): SendRow {
  return { key: _id, ...row };
}

function documentOf({ key, ...row }: SendRow): SendDocument {
  return { _id: key, ...row };
}
