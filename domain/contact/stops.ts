import type { ChannelStop, OpenCase } from '../case/recovery-case.js';
import type { Channel } from './channels.js';
import { isSurvey, type MessageType } from './messages.js';
import { UNSUBSCRIBED } from './opt-outs.js';

/** What a customer is spared, by channel. */
export type Stops = Readonly<Partial<Record<Channel, ChannelStop>>>;

/** Whether a message may not go out because its customer does not want it there; the word that this is so always may. */
export function isSpared(stops: Stops, { message, channel }: { message: MessageType; channel: Channel }): boolean {
  if (message === 'opt_out_confirmation') return false;
  const stop = stops[channel];
  if (stop?.scope === 'all') return true;
  return isSurvey(message) && saidSo(stops);
}

/**
 * Whether the customer does not want to be asked how it went: said on one channel it holds for all. A sender may find that out
 * before the case hears of it, and so may a case that was opened since.
 */
export function declinesSurveys({ stopped, messages }: Pick<OpenCase, 'stopped' | 'messages'>): boolean {
  return saidSo(stopped) || messages.some(({ state, code }) => state === 'skipped' && code === UNSUBSCRIBED);
}

function saidSo(stops: Stops): boolean {
  return Object.values(stops).some(({ scope }) => scope === 'survey');
}
