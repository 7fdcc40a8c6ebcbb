import type { CaseRef } from '../../../ports/case-store.js';
import type { Note, NoteStore } from '../../../ports/note-store.js';
import { atomically } from './atomically.js';

/** Internal notes in memory. */
export class MemoryNoteStore implements NoteStore {
  readonly #notes = new Map<string, CaseRef & Note>();

  add(note: CaseRef & Note): Promise<void> {
    return atomically(() => {
      const key = `${note.tenant}/${note.caseId}/${note.requestId}`;
      if (!this.#notes.has(key)) this.#notes.set(key, structuredClone(note));
    });
  }

  ofCase({ tenant, caseId }: CaseRef): Promise<readonly Note[]> {
    return atomically(() =>
      [...this.#notes.values()]
        .filter((note) => note.tenant === tenant && note.caseId === caseId)
        .sort((a, b) => a.at - b.at)
        .map(({ requestId, actor, at, note }) => ({ requestId, actor, at, note })),
    );
  }
}
