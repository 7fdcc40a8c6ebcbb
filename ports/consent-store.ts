import type { StopScope } from '../domain/case/case-events.js';
import type { Channel } from '../domain/contact/channels.js';
import type { ConsentSource, OptOutClass } from '../domain/contact/opt-outs.js';
import type { CustomerRef } from './customer-store.js';

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

/** What the open case of a customer has to hear of an opt-out of theirs. */
export interface CaseToTell extends CustomerRef {
  readonly channel: Channel;
  readonly scope: StopScope;
  /** The customer is told so once. */
  readonly confirm: boolean;
  readonly actor: string;
}

/** An opt-out of which nobody has seen yet that the case of its customer heard. */
export interface UntoldOptOut extends CaseToTell {
  /** Under which it is kept. */
  readonly subject: string;
  /** When it was said. */
  readonly at: number;
  /** Whether it stops messages now; false where it was reversed since. */
  readonly stands: boolean;
}

/**
 * Opt-outs and what reversed them, beside the stops of providers (`AddressStore`), which a sender sees in the same look. A
 * subject is the hash of an address, or a customer on a channel (`ownSubject`). Nothing is ever forgotten.
 */
export interface ConsentStore {
  /**
   * Keeps an opt-out. A customer's own always stands: whatever is heard later counts later, also where the clock of whoever heard
   * it is behind, and is kept with that time. What a provider says from before a reversal is void, and kept as evidence. Where
   * it `tells` a case, it counts as untold until somebody has seen that the case heard.
   */
  optOut(subject: string, of: OptOutClass, said: ConsentWord & { readonly tells?: CaseToTell }): Promise<void>;
  /** Opt-outs that were said before this instant and are untold, of all tenants, the oldest first; at most 1,000. */
  untold(saidBefore: number): Promise<readonly UntoldOptOut[]>;
  /** Notes that the case has heard of this one, or that none has to; a later word of the same customer stays untold. */
  told(optOut: Pick<UntoldOptOut, 'subject' | 'scope' | 'at'>): Promise<void>;
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
