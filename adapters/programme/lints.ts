import type { MessageType } from '../../domain/contact/messages.js';
import type { Rendered } from '../../ports/message-channel.js';
import type { MessageFacts } from '../../ports/templates.js';
import type { LintWords } from './lint-words/index.js';

/** A rendered message with what it is. */
export interface Linted {
  readonly message: MessageType;
  readonly facts: MessageFacts;
  readonly rendered: Rendered;
}

/** A broken rule, and the words that broke it where there are any. */
export interface Lint {
  readonly message: string;
  readonly words?: string;
}

/** How a message breaks the rules of manner; `words` is undefined for a language without a list. */
export function lint(linted: Linted, words: LintWords | undefined): readonly Lint[] {
  const links = strangeLinks(linted);
  if (words === undefined) return links;
  const { subject = '', html = '', text } = linted.rendered;
  // The HTML says the text once more, and whatever its layout adds.
  const everything = `${subject}\n${text}\n${html.replaceAll(/<style[^]*?<\/style>|<[^>]+>/g, ' ')}`;
  return [
    ...links,
    ...(carriesApology(linted) ? apologyRules(`${subject}\n`, text, words) : secondApology(everything, words)),
    ...(comesBeforeSolution(linted) ? [subject, text].flatMap((part) => solutionTooSoon(part, words)) : []),
    ...banned(everything, words.promotion, 'sells something to somebody whom we have failed'),
    ...banned(everything, words.blame, 'blames somebody else'),
    ...banned(everything, words.looseTime, 'gives a time that is no recorded promise; say {{ promise_due }}'),
  ];
}

function carriesApology({ message, facts }: Linted): boolean {
  return message === 'apology' || facts.covers.includes('apology');
}

function apologyRules(subject: string, text: string, words: LintWords): Lint[] {
  const apologies = [...(subject + text).matchAll(new RegExp(words.apology, 'giu'))];
  const [, second] = apologies;
  const named = words.acknowledges.exec(text);
  const solved = claimedSolution(text, words);
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

/** Messages that go out while nothing is put right yet, or not all of it. */
const early: readonly MessageType[] = ['acknowledgement', 'progress_update', 'second_chance'];

function comesBeforeSolution({ message, facts }: Linted): boolean {
  return early.includes(message) && !facts.covers.includes('resolution');
}

/** What is done already may be told there, but the customer's own matter comes first. */
function solutionTooSoon(text: string, words: LintWords): Lint[] {
  const solved = claimedSolution(text, words);
  if (solved === undefined || text.slice(0, solved.index).search(words.received) >= 0) return [];
  return [{ message: 'The solution comes before the acknowledgement.', words: solved[0] }];
}

/** The first words of a solution that are said of one, and not of a time to come: "once all of this is resolved". */
function claimedSolution(text: string, words: LintWords): RegExpExecArray | undefined {
  const all = text.matchAll(new RegExp(words.solution, 'giu'));
  return [...all].find(({ index }) => !words.pending.test(text.slice(0, index)));
}

function secondApology(text: string, words: LintWords): Lint[] {
  return banned(text, words.apology, 'apologises; only the apology does, once a case');
}

/** In a text an address is a link; in HTML only an attribute makes one. */
function strangeLinks({ rendered, facts }: Linted): Lint[] {
  const ours: readonly unknown[] = [facts.survey?.url, facts.unsubscribeUrl, ...Object.values(facts.links ?? {})];
  const inText = rendered.text.match(/https?:\/\/[^\s"<>]+/g) ?? [];
  const inHtml = [...(rendered.html ?? '').matchAll(/(?:href|src|background)="([^"]*)"/g)].flatMap(
    ([, link = '']) => link,
  );
  return [...inText, ...inHtml.map((link) => link.replaceAll('&amp;', '&'))]
    .filter((link) => !ours.includes(link))
    .map((link) => ({ message: `The link "${link}" is none of ours.`, words: link }));
}

function banned(text: string, pattern: RegExp, what: string): Lint[] {
  const words = pattern.exec(text)?.[0];
  return words === undefined ? [] : [{ message: `"${words}" ${what}.`, words }];
}
