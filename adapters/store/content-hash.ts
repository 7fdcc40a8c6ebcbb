import { createHash } from 'node:crypto';

/** The first 128 bits of the SHA-256 of a text as lower-case hex: short, for each send of a case names its programme. */
export function contentHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}
