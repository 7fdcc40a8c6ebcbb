import type { SendRow, SendState } from '../../domain/sends/send-row.js';
import type { ListPlace } from './cursor.js';

/** How a message stands that its provider took. */
export const takenStates: readonly SendState[] = ['accepted', 'delivered', 'failed'];

/** How a message stands that went out, or may have: somebody may answer it. */
export const answerableStates: readonly SendState[] = ['claimed', 'accepted', 'in_doubt', 'delivered'];

/** So many messages tell enough of who uses an address. */
export const mostAnswerable = 20;

/** So many messages tell enough of how a provider reports. */
export const largestSample = 100;

/** Enough of a mark to name one message; also what may stand in a pattern. */
export function isMarkBeginning(text: string): boolean {
  return /^[\w-]{16,43}$/.test(text);
}

/** Where a message stands in lists: the last claimed first, then by key from the end. */
export function placeOfSend({ claimedAt, key }: SendRow): ListPlace {
  return { at: claimedAt, id: key };
}

/** The order of lists of messages. */
export function lastClaimedFirst(a: SendRow, b: SendRow): number {
  if (a.claimedAt !== b.claimedAt) return b.claimedAt - a.claimedAt;
  return a.key < b.key ? 1 : Number(a.key > b.key) * -1;
}

/** Whether a message comes after a place of the list; all do where there is none. */
export function isBehind({ claimedAt, key }: SendRow, from: ListPlace | undefined): boolean {
  return from === undefined || claimedAt < from.at || (claimedAt === from.at && key < from.id);
}
