import type { Asking } from '../asking.js';
import { escaped, page } from './layout.js';

function choices(name: string, options: readonly (readonly [value: string, label: string])[], attributes = ''): string {
  const labels = options.map(
    ([value, label]) => `<label><input type="radio" name="${name}" value="${value}"${attributes}> ${label}</label>`,
  );
  return `<div class="choices">\n${labels.join('\n')}\n</div>`;
}

const yesOrNo = [
  ['yes', 'Yes'],
  ['no', 'No'],
] as const;

const scores = [
  ['1', '1 (not at all)'],
  ['2', '2'],
  ['3', '3'],
  ['4', '4'],
  ['5', '5 (completely)'],
] as const;

// Without an action the form goes back to the address of the page, so that the token is written nowhere in it.
const form = `<form method="post">
<fieldset>
<legend>How well did we put this right, from 1 to 5?</legend>
${choices('score', scores, ' required')}
</fieldset>
<fieldset>
<legend>Did you feel heard?</legend>
${choices('heard', yesOrNo)}
</fieldset>
<fieldset>
<legend>Did you have to repeat yourself?</legend>
${choices('repeated', yesOrNo)}
</fieldset>
<label class="question" for="comment">Is there anything you would like to add?</label>
<textarea id="comment" name="comment" maxlength="2000" aria-describedby="comment-hint"></textarea>
<p class="hint" id="comment-hint">Up to 2,000 characters. Only the score is needed.</p>
<button type="submit">Send my answer</button>
</form>`;

/** The questions. */
export function surveyForm({ brand, reference }: Asking): string {
  const who = brand === undefined ? 'We would like to know how we did' : `${escaped(brand)} would like to know this`;
  const about = reference === undefined ? '' : ` about your case <strong>${escaped(reference)}</strong>`;
  return page({
    title: 'How did we do?',
    main: `<p>${who}${about}. It takes less than a minute. Whatever you answer, nothing that we owe you depends on it.</p>\n${form}`,
  });
}

/** The questions again, after an answer that cannot be read. */
export const surveyFormAgain = page({
  title: 'How did we do?',
  main: `<p class="fault" role="alert">We could not read that answer. Please choose a score from 1 to 5; a comment may be up to
2,000 characters long. If you go back in your browser, your text is still there.</p>\n${form}`,
});

/** After an answer that did not come from our form: sending it once more would not help. */
export const notFromForm = page({
  title: 'This answer did not come from our form',
  main: '<p>It was not kept. Please open the link from our message in your browser, and send your answer from the page that it shows.</p>',
});

/** After an answer. */
export const thankYou = page({
  title: 'Thank you',
  main: '<p>Your answer has reached us. You can close this page.</p>',
});

/** When the request could not be served now. */
export const tryAgain = page({
  title: 'Please try again in a moment',
  main: '<p>We could not serve this page just now. If you were sending an answer, it was not kept: please go back and send it once more.</p>',
});

/** Why a link does not lead to the questions. */
export const closedSurveys = {
  unknown: {
    status: 404,
    html: page({
      title: 'This link is not complete',
      main: '<p>It does not lead to one of our surveys. Please open it again from our message, or reply to that message: a person reads it.</p>',
    }),
  },
  expired: {
    status: 410,
    html: page({
      title: 'This survey has ended',
      main: '<p>The time for an answer has passed. If something is still not right, please reply to our message: a person reads it.</p>',
    }),
  },
  superseded: {
    status: 410,
    html: page({
      title: 'There is a newer survey',
      main: '<p>We have asked you again since. Please use the link in our latest message.</p>',
    }),
  },
  used: {
    status: 410,
    html: page({
      title: 'We already have your answer',
      main: '<p>This link was for one answer, and it has reached us. If you would like to add something, please reply to our message.</p>',
    }),
  },
} as const;
