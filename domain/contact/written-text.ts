import type { Channel } from './channels.js';
import type { MessageType } from './messages.js';

/** Characters (UTF-16 units) that a person may write to a customer, by channel; an SMS of 480 is three segments at most in GSM-7. */
export const textLimits = { email: 5_000, sms: 480 } as const satisfies Record<Channel, number>;

/** Characters of a subject, which mails alone have. */
export const SUBJECT_LIMIT = 200;

/** The messages whose text a person may start from: those that need no link and no end of the case. */
export const draftTypes = [
  'acknowledgement',
  'apology',
  'progress_update',
  'resolution',
  'follow_up',
  'second_chance',
] as const satisfies readonly MessageType[];
/** One of these. */
export type DraftType = (typeof draftTypes)[number];

/** The channel that a text asks for: the one that its writer names, or e-mail where it is more than an SMS can carry. */
export function channelFor(written: {
  readonly text: string;
  readonly subject?: string;
  readonly channel?: Channel;
}): Channel | undefined {
  const { text, subject, channel } = written;
  return channel ?? (text.length > textLimits.sms || subject !== undefined ? 'email' : undefined);
}
