import type { OpenCase } from '../case/recovery-case.js';
import type { Channel } from './channels.js';
import { isSurvey, type MessageType } from './messages.js';
import { optOutReasons } from './opt-outs.js';

/** Whether a message may not go out because its customer does not want it there; the word that this is so always may. */
export function isSpared(c: OpenCase, { message, channel }: { message: MessageType; channel: Channel }): boolean {
  if (message === 'opt_out_confirmation') return false;
  return c.stopped[channel] !== undefined || (isSurvey(message) && declinesSurveys(c));
}

/** Whether the customer does not want to be asked how it went: said on one channel it holds for all. */
export function declinesSurveys({ surveysStopped, messages, round }: OpenCase): boolean {
  const isSkipped = messages.some(
    (m) => m.round === round.number && isSurvey(m.message) && m.code === optOutReasons.survey,
  );
  return surveysStopped.length > 0 || isSkipped;
}
