import type { ChannelStop } from '../case/recovery-case.js';
import type { Channel } from './channels.js';
import { isSurvey, type MessageType } from './messages.js';

/** What a customer is spared, by channel. */
export type Stops = Readonly<Partial<Record<Channel, ChannelStop>>>;

/** Whether a message may not go out because its customer does not want it there; the word that this is so always may. */
export function isSpared(stops: Stops, { message, channel }: { message: MessageType; channel: Channel }): boolean {
  if (message === 'opt_out_confirmation') return false;
  const stop = stops[channel];
  if (stop?.scope === 'all') return true;
  return isSurvey(message) && declinesSurveys(stops);
}

/** Whether the customer does not want to be asked how it went: said on one channel it holds for all. */
export function declinesSurveys(stops: Stops): boolean {
  return Object.values(stops).some(({ scope }) => scope === 'survey');
}
