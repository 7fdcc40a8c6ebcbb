import { page } from './layout.js';

/** What a mail program posts, and the button of the page too (RFC 8058, section 3.2). */
export const ONE_CLICK = { field: 'List-Unsubscribe', value: 'One-Click' } as const;

/** What the link is, and the button that does it; looking at it changes nothing. */
export const askToUnsubscribe = page({
  title: 'No more questions from us?',
  main: `<p>We ask how things went after something went wrong. If you do not want to be asked, say so here. Whatever is still to be
put right, you will hear about it all the same.</p>
<form method="post">
<input type="hidden" name="${ONE_CLICK.field}" value="${ONE_CLICK.value}">
<button type="submit">Do not ask me any more</button>
</form>`,
});

/** After the button, or after the click in a mail program; the same again after a repeat. */
export const unsubscribed = page({
  title: 'We will not ask you any more',
  main: '<p>You get no more surveys from us. What we still owe you is not affected: you will hear about that. You can close this page.</p>',
});

/** Under a link that is none of ours. */
export const unknownUnsubscribe = page({
  title: 'This link is not complete',
  main: '<p>Nothing was changed. Please open it again from our message, or reply to that message: a person reads it.</p>',
});

/** When the request could not be served now, or was none. */
export const notUnsubscribed = page({
  title: 'Please try again in a moment',
  main: '<p>We could not do this just now, and nothing was changed. Please go back and try once more, or reply to our message: a person reads it.</p>',
});
