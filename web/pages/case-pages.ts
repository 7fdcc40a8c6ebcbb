import type { LinkAction } from '../../domain/contact/customer-words.js';
import type { Asking } from '../asking.js';
import { escaped, page } from './layout.js';

interface Words {
  readonly title: string;
  readonly asks: string;
  readonly button: string;
  readonly doneTitle: string;
  readonly done: string;
}

const words: Readonly<Record<LinkAction, Words>> = {
  call: {
    title: 'Would you like a call?',
    asks: 'Press the button, and a person calls you; we write to you by when. If we do not have your number yet, reply to our message with it.',
    button: 'Yes, please call me',
    doneTitle: 'We will call you',
    done: 'A person has been asked to call you, and we write to you by when. If we do not have your number yet, please reply to our message with it.',
  },
  yes: {
    title: 'Is it settled for you?',
    asks: 'Press the button if what we did has put it right for you.',
    button: 'Yes, it is settled',
    doneTitle: 'Thank you',
    done: 'Your answer has reached us.',
  },
  no: {
    title: 'Is it not settled yet?',
    asks: 'Press the button if something is still not right. People who know your story take it up again; nothing needs retelling.',
    button: 'No, it is not settled yet',
    doneTitle: 'We take it up again',
    done: 'Thank you for telling us. People who know your story have it, and you hear from us.',
  },
};

/** What the link is for, and a button: opening a page does nothing, since machines open links too. */
export function linkPage(action: LinkAction, { brand, reference }: Asking): string {
  const { title, asks, button } = words[action];
  const who = brand === undefined ? '' : `${escaped(brand)}, `;
  const about = reference === undefined ? '' : `<p>${who}your case <strong>${escaped(reference)}</strong>.</p>\n`;
  // Without an action the form goes back to the address of the page, so that the token is written nowhere in it.
  const form = `<form method="post">\n<button type="submit">${button}</button>\n</form>`;
  return page({ title, main: `${about}<p>${asks}</p>\n${form}` });
}

/** After the button. */
export function donePage(action: LinkAction): string {
  const { doneTitle, done } = words[action];
  return page({ title: doneTitle, main: `<p>${done} You can close this page.</p>` });
}

/** After the button of a link that was used before. */
export function doneBefore(action: LinkAction): string {
  const { done } = words[action];
  return page({
    title: 'We have this already',
    main: `<p>${done} If you would like to add something, please reply to our message.</p>`,
  });
}

/** After the button for a yes to what they said no to before: the case has gone on from there. */
export const yesAfterNo = page({
  title: 'We have both of your answers',
  main: '<p>You told us before that it was not settled, so people have taken it up again. If it is settled after all, please reply to our message and say so: a person reads it.</p>',
});

/** Behind a link that is none of ours. */
export const unknownLink = page({
  title: 'This link is not complete',
  main: '<p>It does not lead to one of our messages. Please open it again from our message, or reply to that message: a person reads it.</p>',
});

/** When the request could not be served now. */
export const linkFailed = page({
  title: 'Please try again in a moment',
  main: '<p>We could not serve this page just now. If you pressed the button, it was not kept: please go back and press it once more.</p>',
});
