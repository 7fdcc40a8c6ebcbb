import type { MessageOrder } from '../case/case-events.js';
import type { MessageType } from '../contact/messages.js';

/** Whether a message type is said by this message, itself or among what it covers. */
export function says(m: Pick<MessageOrder, 'message' | 'covers'>, type: MessageType): boolean {
  return m.message === type || m.covers.includes(type);
}

/** Whether a message answers a wish of the customer about messages or calls, and says nothing of what went wrong. */
export function isAside({ message }: Pick<MessageOrder, 'message'>): boolean {
  return message === 'opt_out_confirmation' || message === 'callback_confirmation';
}
