/** The header of a mail that holds the mark of its message; providers that echo headers send it back. */
export const MARK_HEADER = 'X-Amends-Key';

/** A mark as `adapters/marks` makes it: 32 bytes of base64url. */
const form = /^[A-Za-z0-9_-]{43}$/;
/** A Message-ID, with or without its angle brackets, whose left part is a mark. */
const inMessageId = /^<?([A-Za-z0-9_-]{43})@[^<>\s]+>?$/;

/** What a provider sends back of a mail that names its message. */
export interface Echo {
  readonly messageId?: string | undefined;
  /** The value of `MARK_HEADER`. */
  readonly header?: string | undefined;
}

/** Whether a text has the form of a mark. */
export function isMark(text: string): boolean {
  return form.test(text);
}

/** The mark that an echo names, or undefined; the header first, since some relays replace the Message-ID. */
export function markNamedBy({ messageId, header }: Echo): string | undefined {
  const named = header?.trim();
  if (named !== undefined && isMark(named)) return named;
  return messageId === undefined ? undefined : inMessageId.exec(messageId.trim())?.[1];
}
