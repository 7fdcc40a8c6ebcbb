import type { LinkAction } from '../../domain/contact/customer-words.js';
import type { Asking } from '../asking.js';
import { escaped, notice, page, placed } from './layout.js';
import type { PageWords } from './words/page-words.js';

/** What the link is for, and a button: opening a page does nothing, since machines open links too. */
export function linkPage({ lang, links }: PageWords, action: LinkAction, asking: Asking | undefined): string {
  const { title, text, button } = links[action];
  const about = asking === undefined ? '' : `<p>${placed(links.about, asking)}</p>\n`;
  // Without an action the form goes back to the address of the page, so that the token is written nowhere in it.
  const form = `<form method="post">\n<button type="submit">${escaped(button)}</button>\n</form>`;
  return page({ lang, title, main: `${about}<p>${escaped(text)}</p>\n${form}` });
}

/** After the button. */
export function donePage(words: PageWords, action: LinkAction): string {
  const { doneTitle, done } = words.links[action];
  return notice(words, { title: doneTitle, text: `${done} ${words.links.thatIsAll}` });
}

/** After the button of a link that was used before. */
export function doneBefore(words: PageWords, action: LinkAction): string {
  const { doneBefore: title, toAdd } = words.links;
  // Somebody may have called since, or have found no number: whoever presses again writes.
  const text = action === 'call' ? words.links.stillNoCall : `${words.links[action].done} ${toAdd}`;
  return notice(words, { title, text });
}

/** After the button for a yes to what they said no to before: the case has gone on from there. */
export function yesAfterNo(words: PageWords): string {
  return notice(words, words.links.yesAfterNo);
}

/** Behind a link that is none of ours. */
export function unknownLink(words: PageWords): string {
  return notice(words, words.links.unknown);
}

/** When the request could not be served now. */
export function linkFailed(words: PageWords): string {
  return notice(words, words.links.failed);
}
