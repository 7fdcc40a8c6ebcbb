const BASE_32 = 'abcdefghijklmnopqrstuvwxyz234567';
const LENGTH = 6;

/**
 * The short form of a message's mark (30 bits in base 32). It ends the text of an SMS, because a message whose answer was
 * lost can be found again at the provider by nothing else; with number and day it is as good as unique.
 */
export function shortMark(mark: string): string {
  const bytes = Buffer.from(mark, 'base64url').subarray(0, LENGTH);
  return Array.from(bytes, (byte) => BASE_32[byte % BASE_32.length]).join('');
}

/** The text as it is sent; parentheses cost one GSM-7 character each, square brackets two. */
export function withMark(text: string, mark: string): string {
  return `${text} (${shortMark(mark)})`;
}

/** Whether a text ends with the mark of this message. */
export function endsWithMark(text: string, mark: string): boolean {
  return text.trimEnd().endsWith(`(${shortMark(mark)})`);
}
