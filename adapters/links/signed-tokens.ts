import { createHmac, timingSafeEqual } from 'node:crypto';

/** What signs links and where they lead. */
export interface LinkSettings {
  /** At least 32 bytes; every process that makes or reads links has the same. */
  readonly secret: string;
  /** The address under which customers reach the web edge, without a closing slash. */
  readonly publicUrl: string;
}

/** Ids with a signature that says what they are for. */
export interface SignedTokens {
  /** `{id}.{signature}`. */
  readonly token: (id: string) => string;
  /** The id of a token, or undefined when it was tampered with or signed for something else. */
  readonly read: (token: string) => string | undefined;
}

/** 96 bits, above the 80 that RFC 2104 section 5 asks for at least: guesses are made online, under the rate limit. */
const MAC_BYTES = 12;

/** Sixteen characters of base64url are twelve bytes without a bit to spare: one spelling each. */
const form = /^([\w-]+)\.([\w-]{16})$/;

/** Tokens for one purpose, which is signed too, so that a signature made for another one opens nothing. */
export function signedTokens(secret: string, purpose: string, idLength: number): SignedTokens {
  const sign = (id: string): Buffer =>
    createHmac('sha256', secret).update(`${purpose}:${id}`).digest().subarray(0, MAC_BYTES);

  return {
    token: (id) => `${id}.${sign(id).toString('base64url')}`,
    read(token) {
      const [, id, signature] = form.exec(token) ?? [];
      if (id?.length !== idLength || signature === undefined) return undefined;
      return timingSafeEqual(Buffer.from(signature, 'base64url'), sign(id)) ? id : undefined;
    },
  };
}
