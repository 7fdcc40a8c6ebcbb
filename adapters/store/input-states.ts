import type { StoredInput } from '../../ports/input-store.js';
import type { ListPlace } from './cursor.js';

/** How an input stands: one of nobody waits for a person or was dismissed by one, one of a customer waits until it is heard. */
export type InputState = 'unmatched' | 'dismissed' | 'waiting' | 'heard';

/** How an input stands when it comes in. */
export function inputStateOf({ customerId, heardAt, dismissed }: StoredInput): InputState {
  if (heardAt !== undefined) return 'heard';
  if (customerId !== undefined) return 'waiting';
  return dismissed === undefined ? 'unmatched' : 'dismissed';
}

/** Its place in a list, the newest first. */
export function placeOfInput({ receivedAt, inputId }: StoredInput): ListPlace {
  return { at: receivedAt, id: inputId };
}
