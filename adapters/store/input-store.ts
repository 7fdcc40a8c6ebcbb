import mongoose, { type Connection, type Model, Schema } from 'mongoose';
import type { Page } from '../../ports/case-store.js';
import type { Dismissal, InputPage, InputRef, InputStore, StoredInput } from '../../ports/input-store.js';
import { largestSweep } from './case-record.js';
import type { ListPlace } from './cursor.js';
import { inputStateOf, placeOfInput, type InputState } from './input-states.js';
import { pageOf, wanted } from './pages.js';
import { schemaOptions } from './schema-options.js';
import { inserted } from './writes.js';

interface InputDocument extends StoredInput {
  /** `{tenant}/{inputId}`. */
  readonly _id: string;
  readonly state: InputState;
}

const schema = new Schema<InputDocument>(
  {
    _id: String,
    tenant: String,
    inputId: String,
    state: String,
    kind: String,
    channel: String,
    receivedAt: Number,
    customerId: String,
    caseId: String,
    subject: String,
    text: String,
    attachments: Number,
    from: String,
    reading: String,
    severity: String,
    rule: String,
    programme: String,
    dismissed: Schema.Types.Mixed,
    automatic: Boolean,
    heardAt: Number,
  },
  schemaOptions,
)
  .index({ state: 1, receivedAt: 1 })
  .index({ tenant: 1, state: 1, receivedAt: -1, inputId: -1 });

/** What customers wrote and did, in the collection `inputs`. */
export class MongoInputStore implements InputStore {
  readonly #inputs: Model<InputDocument>;

  constructor(connection: Connection) {
    this.#inputs = connection.model<InputDocument>('Input', schema, 'inputs');
  }

  async put(input: StoredInput): Promise<'stored' | 'known'> {
    const document = { _id: keyOf(input), state: inputStateOf(input), ...input };
    return (await inserted(this.#inputs, document)) ? 'stored' : 'known';
  }

  async get(ref: InputRef): Promise<StoredInput | undefined> {
    const document = await this.#inputs.findOne({ _id: keyOf(ref) }).lean<InputDocument>();
    return document === null ? undefined : inputOf(document);
  }

  async these(tenant: string, inputIds: readonly string[]): Promise<readonly StoredInput[]> {
    const found = this.#inputs.find(keyed(tenant, inputIds)).sort({ receivedAt: 1, inputId: 1 });
    return (await found.lean<InputDocument[]>()).map(inputOf);
  }

  async heard(tenant: string, inputIds: readonly string[], heardAt: number): Promise<void> {
    const waiting = { ...keyed(tenant, inputIds), state: 'waiting' as const };
    await this.#inputs.updateMany(waiting, { $set: { state: 'heard', heardAt } });
  }

  async unheard(receivedBefore: number): Promise<readonly StoredInput[]> {
    const found = this.#inputs
      .find({ state: 'waiting', receivedAt: mongoose.trusted({ $lt: receivedBefore }) })
      .sort({ receivedAt: 1 })
      .limit(largestSweep);
    return (await found.lean<InputDocument[]>()).map(inputOf);
  }

  async unmatched(tenant: string, page: InputPage): Promise<Page<StoredInput>> {
    const asked = wanted(page);
    const state = page.dismissed === true ? 'dismissed' : 'unmatched';
    const found = await this.#inputs
      .find({ tenant, state, ...(asked.from !== undefined && olderThan(asked.from)) })
      .sort({ receivedAt: -1, inputId: -1 })
      .limit(asked.limit + 1)
      .lean<InputDocument[]>();
    return pageOf(found.map(inputOf), asked, placeOfInput);
  }

  async match(ref: InputRef, customerId: string): Promise<StoredInput | undefined> {
    const change = { $set: { state: 'waiting', customerId }, $unset: { from: 1 } };
    const ofNobody = mongoose.trusted({ $in: ['unmatched', 'dismissed'] satisfies InputState[] });
    const { matchedCount } = await this.#inputs.updateOne({ _id: keyOf(ref), state: ofNobody }, change);
    return matchedCount === 1 ? this.get(ref) : undefined;
  }

  async dismiss(ref: InputRef, dismissed: Dismissal): Promise<StoredInput | undefined> {
    const change = { $set: { state: 'dismissed' as const, dismissed } };
    const { matchedCount } = await this.#inputs.updateOne({ _id: keyOf(ref), state: 'unmatched' }, change);
    return matchedCount === 1 ? this.get(ref) : undefined;
  }
}

function keyed(tenant: string, inputIds: readonly string[]) {
  return { _id: mongoose.trusted({ $in: inputIds.map((inputId) => keyOf({ tenant, inputId })) }) };
}

function olderThan({ at, id: inputId }: ListPlace): Record<string, unknown> {
  const same = { receivedAt: at, inputId: mongoose.trusted({ $lt: inputId }) };
  return { $or: [{ receivedAt: mongoose.trusted({ $lt: at }) }, same] };
}

function keyOf({ tenant, inputId }: InputRef): string {
  return `${tenant}/${inputId}`;
}

function inputOf({ _id, state: _s, ...input }: InputDocument): StoredInput {
  return input;
}
