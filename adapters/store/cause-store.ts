import mongoose, { type Connection, type Model, Schema } from 'mongoose';
import type { CauseRecord, CauseRef, CauseStore } from '../../ports/cause-store.js';
import { schemaOptions } from './schema-options.js';
import { inserted, untilDecided } from './writes.js';

interface CauseDocument extends CauseRecord {
  /** `{tenant}/{cause}`. */
  readonly _id: string;
}

const schema = new Schema<CauseDocument>(
  { _id: String, tenant: String, cause: String, state: String, at: Number, actor: String, note: String },
  schemaOptions,
);

/** Root causes in the collection `causes`. */
export class MongoCauseStore implements CauseStore {
  readonly #causes: Model<CauseDocument>;

  constructor(connection: Connection) {
    this.#causes = connection.model<CauseDocument>('Cause', schema, 'causes');
  }

  say(record: CauseRecord): Promise<CauseRecord> {
    const _id = keyOf(record);
    return untilDecided('saying how a cause stands', async () => {
      const changed = { _id, state: mongoose.trusted({ $ne: record.state }) };
      const { matchedCount } = await this.#causes.updateOne(changed, { $set: record });
      if (matchedCount === 1) return record;
      return (await this.get(record)) ?? ((await inserted(this.#causes, { _id, ...record })) ? record : undefined);
    });
  }

  async get(ref: CauseRef): Promise<CauseRecord | undefined> {
    const document = await this.#causes.findOne({ _id: keyOf(ref) }).lean<CauseDocument>();
    if (document === null) return undefined;
    const { _id, ...record } = document;
    return record;
  }
}

function keyOf({ tenant, cause }: CauseRef): string {
  return `${tenant}/${cause}`;
}
