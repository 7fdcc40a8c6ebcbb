import type { UnsubscribeLinks } from '../../ports/unsubscribe-links.js';
import { type LinkSettings, signedTokens } from './signed-tokens.js';

/** Characters of a mark. */
const MARK_LENGTH = 43;

/** Links of the form `/u/{mark}.{signature}`, one for each copy of a message: only whoever got that copy has it. */
export function createUnsubscribeLinks({ secret, publicUrl }: LinkSettings): UnsubscribeLinks {
  const tokens = signedTokens(secret, 'unsubscribe-link', MARK_LENGTH);
  return { url: (mark) => `${publicUrl}/u/${tokens.token(mark)}`, read: tokens.read };
}
