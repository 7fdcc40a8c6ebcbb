import type { Asking } from '../asking.js';
import type { ClosedSurvey } from './closed-survey.js';
import { escaped, notice, page, placed } from './layout.js';
import type { PageWords, SurveyWords } from './words/page-words.js';

type Options = readonly (readonly [value: string, label: string])[];

function choices(name: string, options: Options, attributes = ''): string {
  const labels = options.map(
    ([value, label]) =>
      `<label><input type="radio" name="${name}" value="${value}"${attributes}> ${escaped(label)}</label>`,
  );
  return `<div class="choices">\n${labels.join('\n')}\n</div>`;
}

function question(asks: string, answers: string): string {
  return `<fieldset>\n<legend>${escaped(asks)}</legend>\n${answers}\n</fieldset>`;
}

function scores({ worst, best }: SurveyWords): Options {
  return [
    ['1', `1 (${worst})`],
    ['2', '2'],
    ['3', '3'],
    ['4', '4'],
    ['5', `5 (${best})`],
  ];
}

// Without an action the form goes back to the address of the page, so that the token is written nowhere in it.
function form(words: SurveyWords): string {
  const yesOrNo: Options = [
    ['yes', words.yes],
    ['no', words.no],
  ];
  return `<form method="post">
${question(words.score, choices('score', scores(words), ' required'))}
${question(words.heard, choices('heard', yesOrNo))}
${question(words.repeated, choices('repeated', yesOrNo))}
<label class="question" for="comment">${escaped(words.comment)}</label>
<textarea id="comment" name="comment" maxlength="2000" aria-describedby="comment-hint"></textarea>
<p class="hint" id="comment-hint">${escaped(words.commentHint)}</p>
<button type="submit">${escaped(words.send)}</button>
</form>`;
}

/** The questions. */
export function surveyForm({ lang, survey }: PageWords, asking: Asking | undefined): string {
  const asks = asking === undefined ? escaped(survey.asksUnnamed) : placed(survey.asks, asking);
  const main = `<p>${asks} ${escaped(survey.ease)}</p>\n${form(survey)}`;
  return page({ lang, title: survey.title, main });
}

/** The questions again, after an answer that cannot be read. */
export function surveyFormAgain({ lang, survey }: PageWords): string {
  const main = `<p class="fault" role="alert">${escaped(survey.unreadable)}</p>\n${form(survey)}`;
  return page({ lang, title: survey.title, main });
}

/** After an answer that did not come from our form: sending it once more would not help. */
export function notFromForm(words: PageWords): string {
  return notice(words, words.survey.notFromForm);
}

/** After an answer. */
export function thankYou(words: PageWords): string {
  return notice(words, words.survey.thanks);
}

/** When the request could not be served now. */
export function tryAgain(words: PageWords): string {
  return notice(words, words.survey.failed);
}

/** Where a link does not lead to the questions. */
export function closedSurvey(words: PageWords, kind: ClosedSurvey): string {
  return notice(words, words.survey.closed[kind]);
}
