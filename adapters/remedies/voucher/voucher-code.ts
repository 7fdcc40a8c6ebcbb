import { randomBytes } from 'node:crypto';

/** Digits and capitals without 0, 1, I and O, which people confuse when they read a code aloud. */
const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** A new code of twelve characters in three groups, with 60 bits of chance: nobody guesses one. */
export function newVoucherCode(): string {
  const code = Array.from(randomBytes(12), (byte) => letters.charAt(byte % letters.length)).join('');
  return [code.slice(0, 4), code.slice(4, 8), code.slice(8)].join('-');
}
