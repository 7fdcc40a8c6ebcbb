import type { CaseRef } from './case-store.js';

/** Names a text: the id of the request that it came with, within its case. */
export interface TextRef extends CaseRef {
  readonly requestId: string;
}

/** What a person wrote to a customer, in their own words. */
export interface StoredText {
  /** Of the command that it came with; under this id the case knows it. */
  readonly requestId: string;
  readonly actor: string;
  readonly at: number;
  /** Of an e-mail; the template's own where it is missing. */
  readonly subject?: string;
  readonly text: string;
}

/** Texts that people wrote to customers: cases and their histories hold the ids alone. */
export interface TextStore {
  /** Keeps a text once and for all; under an id that is taken, whether the words are the same ones. */
  put(text: CaseRef & StoredText): Promise<'stored' | 'same' | 'different'>;
  /** A text by its id, or undefined when there is none. */
  get(ref: TextRef): Promise<StoredText | undefined>;
}
