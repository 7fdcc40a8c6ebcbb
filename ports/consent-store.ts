import type { ConsentSource, OptOutClass } from '../domain/contact/opt-outs.js';

/** What was said for or against messages, with what proves it. */
export interface ConsentWord {
  readonly at: number;
  readonly source: ConsentSource;
  /** `customer`, or the id of the member of staff or backend whose key was used. */
  readonly actor: string;
  /** In whose words; at most 500 characters. */
  readonly wording?: string;
  /** Names what it was said in, such as the provider's id of a text: whatever comes under it again counts once. */
  readonly ref?: string;
}

/** Everything that was said of one class under one subject, oldest first. */
export interface ConsentHistory {
  readonly subject: string;
  readonly of: OptOutClass;
  /** Whether it stops messages now. */
  readonly stops: boolean;
  readonly words: readonly (ConsentWord & { readonly said: 'opt_out' | 'opt_in' })[];
}

/**
 * Opt-outs and what reversed them, beside the stops of providers (`AddressStore`), which a sender sees in the same look. A
 * subject is the hash of an address, or a customer on a channel (`ownSubject`). Nothing is ever forgotten.
 */
export interface ConsentStore {
  /**
   * Keeps an opt-out. A customer's own always stands: whatever is heard later counts later, also where the clock of whoever heard
   * it is behind, and is kept with that time. What a provider says from before a reversal is void, and kept as evidence.
   */
  optOut(subject: string, of: OptOutClass, word: ConsentWord): Promise<void>;
  /** Reverses an opt-out that was heard before, in the same way; where there is none, the word is kept and changes nothing. */
  optIn(subject: string, of: OptOutClass, word: ConsentWord): Promise<void>;
  /** What was said under these subjects. */
  history(subjects: readonly string[]): Promise<readonly ConsentHistory[]>;
  /**
   * Gives the one confirmation of an address that is stopped to whoever asks first, by a send key, and to the same key again;
   * false for all others, and where nothing stops the address any more.
   */
  takeConfirmation(addressHash: string, key: string): Promise<boolean>;
}
