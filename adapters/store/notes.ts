import mongoose, { type Connection, type Model } from 'mongoose';
import type { CaseRef } from '../../ports/case-store.js';
import type { Note, NoteStore } from '../../ports/note-store.js';
import { schemaOptions } from './schema-options.js';
import { inserted } from './writes.js';

interface NoteDocument extends CaseRef, Note {
  /** Tenant, case and request; none of them may hold a slash. */
  readonly _id: string;
}

const schema = new mongoose.Schema<NoteDocument>(
  { _id: String, tenant: String, caseId: String, requestId: String, actor: String, at: Number, note: String },
  schemaOptions,
).index({ tenant: 1, caseId: 1, at: 1 });

/** Internal notes in the collection `notes`. */
export class MongoNoteStore implements NoteStore {
  readonly #notes: Model<NoteDocument>;

  constructor(connection: Connection) {
    this.#notes = connection.model<NoteDocument>('Note', schema, 'notes');
  }

  async add(note: CaseRef & Note): Promise<void> {
    await inserted(this.#notes, { ...note, _id: `${note.tenant}/${note.caseId}/${note.requestId}` });
  }

  async ofCase({ tenant, caseId }: CaseRef): Promise<readonly Note[]> {
    const documents = await this.#notes.find({ tenant, caseId }).sort({ at: 1, _id: 1 }).lean<NoteDocument[]>();
    return documents.map(({ requestId, actor, at, note }) => ({ requestId, actor, at, note }));
  }
}
