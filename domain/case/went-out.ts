import type { MessageRecord } from './recovery-case.js';

/** Whether a message went out, or may have: the customer counts as told what it says. */
export function wentOut({ state }: Pick<MessageRecord, 'state'>): boolean {
  return state === 'accepted' || state === 'in_doubt';
}
