import type { LinkAction } from '../../domain/contact/customer-words.js';
import type { CaseLinks } from '../../ports/case-links.js';
import { type LinkSettings, type SignedTokens, signedTokens } from './signed-tokens.js';

/** Characters of a mark that name its message: 96 bits, as good as all 256. */
const MARK_LENGTH = 16;

/** Links of the form `/c/{beginning of the mark}.{signature}/{action}`. A mark is no secret, since it stands in headers; the signature is. */
export function createCaseLinks({ secret, publicUrl }: LinkSettings): CaseLinks {
  // Each action has a purpose of its own: who is sent the link of one cannot make that of another.
  const tokensOf = (action: LinkAction): SignedTokens => signedTokens(secret, `case-${action}`, MARK_LENGTH);
  return {
    url: (action, mark) => `${publicUrl}/c/${tokensOf(action).token(mark.slice(0, MARK_LENGTH))}/${action}`,
    read: (action, token) => tokensOf(action).read(token),
  };
}
