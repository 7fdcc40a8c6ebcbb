import type { MessageType } from '../../domain/contact/messages.js';
import type { MessageFacts } from '../../ports/templates.js';
import type { LintWords } from './lint-words.js';

/** A rendered text with what it is. */
export interface LintedText {
  readonly message: MessageType;
  readonly facts: MessageFacts;
  /** The text without its layout's greeting and footer, or with them: the rules hold for both. */
  readonly text: string;
}

/** A broken rule, and the words that broke it where there are any. */
export interface Lint {
  readonly message: string;
  readonly words?: string;
}

const ANY_LINK = /https?:\/\/[^\s"<>]+/g;

/** How a text breaks the rules of manner; `words` is undefined for a language without a list. */
export function lint(linted: LintedText, words: LintWords | undefined): readonly Lint[] {
  const links = strangeLinks(linted);
  if (words === undefined) return links;
  return [
    ...links,
    ...(carriesApology(linted) ? apologyRules(linted.text, words) : secondApology(linted.text, words)),
    ...banned(linted.text, words.promotion, 'sells something to somebody whom we have failed'),
    ...banned(linted.text, words.blame, 'blames somebody else'),
    ...banned(linted.text, words.looseTime, 'gives a time that is no recorded promise; say {{ promise_due }}'),
  ];
}

function carriesApology({ message, facts }: LintedText): boolean {
  return message === 'apology' || facts.covers.includes('apology');
}

function apologyRules(text: string, words: LintWords): Lint[] {
  const apologies = [...text.matchAll(new RegExp(words.apology, 'gi'))];
  const [, second] = apologies;
  const named = words.acknowledges.exec(text);
  const solved = words.solution.exec(text);
  return [
    ...(apologies.length === 0 ? [{ message: 'The text carries the apology and does not apologise.' }] : []),
    ...(second ? [{ message: 'The text apologises twice.', words: second[0] }] : []),
    ...(words.responsibility.test(text) ? [] : [{ message: 'An apology without responsibility.' }]),
    ...(words.repair.test(text) ? [] : [{ message: 'An apology without a repair.' }]),
    ...(named ? [] : [{ message: 'An apology that does not name what went wrong.' }]),
    ...(named && solved && solved.index < named.index
      ? [{ message: 'The solution comes before what went wrong.', words: solved[0] }]
      : []),
  ];
}

function secondApology(text: string, words: LintWords): Lint[] {
  return banned(text, words.apology, 'apologises; only the apology does, once a case');
}

function strangeLinks({ text, facts }: LintedText): Lint[] {
  const links = text.match(ANY_LINK) ?? [];
  return links
    .filter((link) => link !== facts.survey?.url)
    .map((link) => ({ message: `The link "${link}" is none of ours.`, words: link }));
}

function banned(text: string, pattern: RegExp, what: string): Lint[] {
  const words = pattern.exec(text)?.[0];
  return words === undefined ? [] : [{ message: `"${words}" ${what}.`, words }];
}
