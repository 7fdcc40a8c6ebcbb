import type { OpenCase } from '../case/recovery-case.js';
import { channels, type Channel } from './channels.js';

/** When the address of a channel was last corrected, epoch milliseconds. */
export type CorrectionTimes = Readonly<Partial<Record<Channel, number>>>;

/** The channels whose address was corrected since the case opened, or since it last heard of that. */
export function unheardCorrections(c: OpenCase, correctedAt: CorrectionTimes): readonly Channel[] {
  return channels.filter((channel) => (correctedAt[channel] ?? 0) > (c.corrected[channel] ?? c.openedAt));
}
