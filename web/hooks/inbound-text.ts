import type { Channel } from '../../domain/contact/channels.js';

/** A text of a customer that a person has to read, or that asks for a call; it is the same text whenever its id is. */
export interface InboundText {
  readonly channel: Extract<Channel, 'sms'>;
  /** E.164. */
  readonly from: string;
  readonly addressHash: string;
  readonly body: string;
  /** The provider's id of it. */
  readonly providerId: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly wantsCall: boolean;
}
