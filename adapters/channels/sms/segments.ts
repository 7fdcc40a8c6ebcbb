import { SegmentedMessage } from 'sms-segments-calculator';
import { withMark } from './key-mark.js';

/** Segments that a text takes with its mark, counted as Twilio's smart encoding sends it: each one is billed. */
export function smsSegments(text: string): number {
  return new SegmentedMessage(withMark(text, 'aaaaaa'), 'auto', true).segmentsCount;
}
