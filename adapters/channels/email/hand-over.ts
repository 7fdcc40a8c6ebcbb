import { Readable } from 'node:stream';

/** Bytes; the end is asked for when all but the last of these are with the server. */
const CHUNK = 16_384;

/**
 * The content of one mail on its way out. Between its last byte and the final dot stands one question, asked when the
 * server has room for the answer: may this mail still end? A mail without its dot is no mail (RFC 5321, 4.1.1.4), so
 * until the end is released nothing has been sent, whatever the connection does.
 */
export class HandOver {
  readonly #mayEnd: () => boolean;
  #released = false;

  constructor(mayEnd: () => boolean) {
    this.#mayEnd = mayEnd;
  }

  /** True once the server may have the mail; until then it certainly has not. */
  get released(): boolean {
    return this.#released;
  }

  /** The content as a stream; asked for again after a lost connection, and never ending twice. */
  stream(content: Buffer): Readable {
    let given = 0;
    const release = (): boolean => {
      if (this.#released || !this.#mayEnd()) return false;
      this.#released = true;
      return true;
    };
    return new Readable({
      // Nothing is read ahead: the end is asked for when the server has room for it, not when the mail is made.
      highWaterMark: 0,
      read() {
        const chunk = content.subarray(given, given + CHUNK);
        given += chunk.length;
        if (chunk.length > 0) this.push(chunk);
        else if (release()) this.push(null);
        else this.destroy(new Error('The mail was not handed over: its deadline has passed.'));
      },
    });
  }
}
