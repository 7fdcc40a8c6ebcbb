import { createHmac } from 'node:crypto';

const BASE_32 = 'abcdefghijklmnopqrstuvwxyz234567';
const LENGTH = 6;

/**
 * A short mark of a send key (HMAC-SHA-256, 30 bits in base 32). It ends the text of an SMS, because a message whose
 * answer was lost can be found again at the provider by nothing else; with number and day it is as good as unique.
 */
export function keyMark(key: string, secret: string): string {
  const digest = createHmac('sha256', secret).update(`sms-mark:${key}`).digest();
  return Array.from(digest.subarray(0, LENGTH), (byte) => BASE_32[byte % BASE_32.length]).join('');
}

/** The text as it is sent; parentheses cost one GSM-7 character each, square brackets two. */
export function withMark(text: string, mark: string): string {
  return `${text} (${mark})`;
}
