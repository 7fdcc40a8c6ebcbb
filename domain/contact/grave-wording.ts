import { severities, type Severity } from '../case/incident.js';
import { wordsOf } from './customer-words.js';

/** A rule of a programme: whoever writes one of these phrases is as angry, or as close to a lawyer, as this. */
export interface WordingRule {
  /** Such as `legal`; it is kept with what it was found in. */
  readonly name: string;
  readonly severity: Severity;
  /** By language; a customer may write in any of them. A phrase is a run of whole words, in any case. */
  readonly phrases: Readonly<Record<string, readonly string[]>>;
}

/** What a text was found to be, and by which rule. */
export interface GraveWording {
  readonly rule: string;
  readonly severity: Severity;
}

/** Words that turn what follows them into its opposite. */
const negations = new Set([
  ...['not', 'no', 'never', 'without', "don't", "isn't", "wasn't", "won't", "didn't", "aren't", "haven't", 'neither'],
  ...['nicht', 'kein', 'keine', 'keinen', 'keinem', 'keiner', 'keinerlei', 'nie', 'niemals', 'ohne', 'weder'],
  ...['nunca', 'jamás', 'sin', 'ni', 'tampoco', 'ningún', 'ninguna'],
]);
/** How many words a negation reaches: "I am not really that angry". */
const REACH = 3;
/** What takes a phrase back that stands before it, and how many words behind: "wütend bin ich nicht". */
const TAKES_BACK = 'nicht';
const BEHIND = 3;

/** The gravest rule that a text meets, the first of equals; undefined where it meets none. A phrase that is denied does not count. */
export function graveWording(text: string, rules: readonly WordingRule[]): GraveWording | undefined {
  // A comma ends what a denial is about: "I did not expect that, I am angry".
  const sentences = text.split(/[.,!?;:\n]+/).map(wordsOf);
  const met = rules.filter(({ phrases }) =>
    Object.values(phrases).some((list) => list.some((phrase) => isSaid(sentences, wordsOf(phrase)))),
  );
  const [first, ...others] = met;
  if (first === undefined) return undefined;
  const { name, severity } = others.reduce((gravest, rule) => (rankOf(rule) > rankOf(gravest) ? rule : gravest), first);
  return { rule: name, severity };
}

function rankOf({ severity }: WordingRule): number {
  return severities.indexOf(severity);
}

function isSaid(sentences: readonly (readonly string[])[], phrase: readonly string[]): boolean {
  if (phrase.length === 0) return false;
  return sentences.some((words) =>
    words.some((_, at) => phrase.every((word, place) => words[at + place] === word) && !isDenied(words, at, phrase)),
  );
}

function isDenied(words: readonly string[], at: number, phrase: readonly string[]): boolean {
  // A phrase that denies something itself, such as "will not stand for it", means what it says.
  if (phrase.some((word) => negations.has(word))) return false;
  const end = at + phrase.length;
  return (
    words.slice(Math.max(0, at - REACH), at).some((word) => negations.has(word)) ||
    words.slice(end, end + BEHIND).includes(TAKES_BACK)
  );
}
