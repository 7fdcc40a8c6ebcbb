const BASE_64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const BASE_32 = 'abcdefghijklmnopqrstuvwxyz234567';
const LENGTH = 6;

/**
 * The short form of a message's mark (30 bits in base 32). It ends the text of an SMS, because a message whose answer was
 * lost can be found again at the provider by nothing else; with number and day it is as good as unique.
 */
export function shortMark(mark: string): string {
  // Eight characters of base 64 are six bytes, and those are exact in a number.
  const places = Array.from(mark.slice(0, 8), (character) => BASE_64.indexOf(character));
  const first = places.reduce((sum, place) => sum * 64 + place, 0);
  const bytes = Array.from({ length: LENGTH }, (_, at) => Math.floor(first / 256 ** (LENGTH - 1 - at)) % 256);
  return bytes.map((byte) => BASE_32[byte % BASE_32.length]).join('');
}
