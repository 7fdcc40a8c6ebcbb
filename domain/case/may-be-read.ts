import type { MessageType } from '../contact/messages.js';
import type { MessageRecord, MessageState, OpenCase } from './recovery-case.js';

/** Whether the customer knows how it ends, or may know: whatever is said after that contradicts it. */
export function isOver(c: OpenCase): boolean {
  return mayBeRead(c, 'closing', c.round.number);
}

/** Whether a message of this round has reached the customer, or may have or still may. */
export function mayBeRead(c: OpenCase, message: MessageType, round: number): boolean {
  return c.messages.some((m) => m.message === message && m.round === round && mayArrive(m));
}

/** Whether the customer has this message, or may have or still may get it. */
export function mayArrive(m: MessageRecord): boolean {
  const states: readonly MessageState[] = ['requested', 'accepted', 'in_doubt', 'unsettled'];
  return states.includes(m.state);
}
