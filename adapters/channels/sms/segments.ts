import { SegmentedMessage } from 'sms-segments-calculator';
import { withMark } from './short-mark.js';

/** How long an SMS is, as its provider counts and bills it. */
export interface SmsSize {
  readonly segments: number;
  readonly characters: number;
  /** GSM-7 holds 160 characters in one segment; one letter that it lacks, such as á, makes all of it UCS-2, with 70. */
  readonly encoding: 'GSM-7' | 'UCS-2';
}

/** Every mark is as long in its short form. */
const ANY_MARK = 'AAAAAAAA';

/** The size of a text with its mark, counted as Twilio's smart encoding sends it: each segment is billed. */
export function smsSize(text: string): SmsSize {
  const message = new SegmentedMessage(withMark(text, ANY_MARK), 'auto', true);
  const { segmentsCount: segments, numberOfCharacters: characters, encodingName: encoding } = message;
  return { segments, characters, encoding };
}
