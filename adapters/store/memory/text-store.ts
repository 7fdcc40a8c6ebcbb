import type { CaseRef } from '../../../ports/case-store.js';
import type { StoredText, TextRef, TextStore } from '../../../ports/text-store.js';
import { asKept, isSameText } from '../kept-text.js';
import { atomically } from './atomically.js';

/** What people wrote to customers, in memory. */
export class MemoryTextStore implements TextStore {
  readonly #texts = new Map<string, StoredText>();

  put(text: CaseRef & StoredText): Promise<'stored' | 'same' | 'different'> {
    return atomically(() => {
      const kept = this.#texts.get(keyOf(text));
      if (kept !== undefined) return isSameText(kept, text) ? 'same' : 'different';
      this.#texts.set(keyOf(text), asKept(text));
      return 'stored';
    });
  }

  get(ref: TextRef): Promise<StoredText | undefined> {
    return atomically(() => this.#texts.get(keyOf(ref)));
  }
}

function keyOf({ tenant, caseId, requestId }: TextRef): string {
  return `${tenant}/${caseId}/${requestId}`;
}
