import type { StoredInput } from '../../ports/input-store.js';
import type { ListPlace } from './cursor.js';

/** How an input stands: one of nobody waits for a person, one of a customer until it is heard. */
export type InputState = 'unmatched' | 'waiting' | 'heard';

/** How an input stands when it comes in. */
export function inputStateOf({ customerId, heardAt }: StoredInput): InputState {
  if (heardAt !== undefined) return 'heard';
  return customerId === undefined ? 'unmatched' : 'waiting';
}

/** Its place in a list, the newest first. */
export function placeOfInput({ receivedAt, inputId }: StoredInput): ListPlace {
  return { at: receivedAt, id: inputId };
}
