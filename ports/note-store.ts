import type { CaseRef } from './case-store.js';

/** What a member of staff wrote about a case for colleagues; it never reaches the customer. */
export interface Note {
  /** Of the command that it came with. */
  readonly requestId: string;
  readonly actor: string;
  readonly at: number;
  readonly note: string;
}

/** Internal notes, beside the cases and apart from everything that messages are made of. */
export interface NoteStore {
  /** Keeps the note; another one of the same case and request changes nothing. */
  add(note: CaseRef & Note): Promise<void>;
  /** The notes of a case, oldest first. */
  ofCase(ref: CaseRef): Promise<readonly Note[]>;
}
