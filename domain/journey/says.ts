import type { MessageOrder } from '../case/case-events.js';
import type { MessageType } from '../contact/messages.js';

/** Whether a message type is said by this message, itself or among what it covers. */
export function says(m: Pick<MessageOrder, 'message' | 'covers'>, type: MessageType): boolean {
  return m.message === type || m.covers.includes(type);
}
