import type { Channel } from '../domain/contact/channels.js';
import type { MessageType } from '../domain/contact/messages.js';
import type { StoredCase } from './case-store.js';

/** A message as its customer got it, rendered again since texts are not kept. */
export interface ReceivedMessage {
  readonly slot: string;
  readonly message: MessageType;
  readonly channel: Channel;
  /** When it was handed over, or may have been. */
  readonly at: number;
  /** Nobody can know whether it was handed over. */
  readonly inDoubt: boolean;
  /** BCP 47: the locale of the text. */
  readonly locale: string;
  readonly subject?: string;
  readonly text: string;
}

/** What customers received. */
export interface ReceivedMessages {
  /**
   * The messages of a case that its customer received or may have, oldest first: the texts of the frozen programme with
   * the facts of their time, but with name, locale and zone as they are known today. What opens a survey or is worth
   * money is masked: whoever reads this is not the customer.
   */
  ofCase(stored: StoredCase): Promise<readonly ReceivedMessage[]>;
  /** What one message of a case says, whether or not it arrived; undefined where the case knows of none. */
  ofSlot(stored: StoredCase, slot: string): Promise<ReceivedMessage | undefined>;
}
