import { escaped, notice, page } from './layout.js';
import type { PageWords } from './words/page-words.js';

/** What a mail program posts, and the button of the page too (RFC 8058, section 3.2). */
export const ONE_CLICK = { field: 'List-Unsubscribe', value: 'One-Click' } as const;

/** What the link is, and the button that does it; looking at it changes nothing. */
export function askToUnsubscribe({ lang, unsubscribe }: PageWords): string {
  const { title, text, button } = unsubscribe.ask;
  const main = `<p>${escaped(text)}</p>
<form method="post">
<input type="hidden" name="${ONE_CLICK.field}" value="${ONE_CLICK.value}">
<button type="submit">${escaped(button)}</button>
</form>`;
  return page({ lang, title, main });
}

/** After the button, or after the click in a mail program; the same again after a repeat. */
export function unsubscribed(words: PageWords): string {
  return notice(words, words.unsubscribe.done);
}

/** Under a link that is none of ours. */
export function unknownUnsubscribe(words: PageWords): string {
  return notice(words, words.unsubscribe.unknown);
}

/** When the request could not be served now, or was none. */
export function notUnsubscribed(words: PageWords): string {
  return notice(words, words.unsubscribe.failed);
}
