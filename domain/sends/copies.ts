import type { SendCopy, SendRow } from './send-row.js';

/** What a message was to each of its addresses, the present one last; none before its first claim. */
export function copiesOf({ mark, generation, addressHash, earlier = [] }: SendRow): readonly SendCopy[] {
  return mark === '' ? earlier : [...earlier, { mark, generation, addressHash }];
}

/** The copy that a mark names, whether or not the message goes elsewhere today. */
export function copyMarked(row: SendRow, mark: string): SendCopy | undefined {
  return copiesOf(row).find((copy) => copy.mark === mark);
}

/** The mark that a generation of the message bore. */
export function markIn(row: SendRow, generation: number): string {
  return copiesOf(row).find((copy) => copy.generation >= generation)?.mark ?? row.mark;
}
