import type { SendCopy, SendRow } from './send-row.js';

/** What a message was to each of its addresses, the present one last; none before its first claim. */
export function copiesOf({ mark, generation, addressHash, earlier = [] }: SendRow): readonly SendCopy[] {
  return mark === '' ? earlier : [...earlier, { mark, generation, addressHash }];
}

/** The copy that a mark names, whether or not the message goes elsewhere today. */
export function copyMarked(row: SendRow, mark: string): SendCopy | undefined {
  return copiesOf(row).find((copy) => copy.mark === mark);
}

/** The copy of the claim before the last one, which may have gone to another address. */
export function copyBefore({ mark, generation, earlier }: SendRow): Pick<SendCopy, 'mark' | 'generation'> {
  const last = earlier?.at(-1);
  return last?.generation === generation - 1 ? last : { mark, generation: generation - 1 };
}
