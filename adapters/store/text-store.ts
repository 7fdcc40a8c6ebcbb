import mongoose, { type Connection, type Model } from 'mongoose';
import type { CaseRef } from '../../ports/case-store.js';
import type { StoredText, TextRef, TextStore } from '../../ports/text-store.js';
import { asKept, isSameText } from './kept-text.js';
import { schemaOptions } from './schema-options.js';
import { inserted } from './writes.js';

interface TextDocument extends CaseRef, StoredText {
  /** Tenant, case and request; none of them may hold a slash. */
  readonly _id: string;
}

const schema = new mongoose.Schema<TextDocument>(
  {
    _id: String,
    tenant: String,
    caseId: String,
    requestId: String,
    actor: String,
    at: Number,
    subject: String,
    text: String,
  },
  schemaOptions,
);

/** What people wrote to customers, in the collection `texts`. */
export class MongoTextStore implements TextStore {
  readonly #texts: Model<TextDocument>;

  constructor(connection: Connection) {
    this.#texts = connection.model<TextDocument>('Text', schema, 'texts');
  }

  async put(text: CaseRef & StoredText): Promise<'stored' | 'same' | 'different'> {
    if (await inserted(this.#texts, { ...text, _id: idOf(text) })) return 'stored';
    const kept = await this.get(text);
    return kept !== undefined && isSameText(kept, text) ? 'same' : 'different';
  }

  async get(ref: TextRef): Promise<StoredText | undefined> {
    const found = await this.#texts.findById(idOf(ref)).lean<TextDocument | null>();
    return found === null ? undefined : asKept(found);
  }
}

function idOf({ tenant, caseId, requestId }: TextRef): string {
  return `${tenant}/${caseId}/${requestId}`;
}
