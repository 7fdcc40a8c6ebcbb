/**
 * What a lint looks for in texts of one language. The rules are those of the manner in which customers are written to:
 * one apology a case, responsibility and repair together, the failure before the solution, no selling, no blame, no
 * time that is not a recorded promise.
 */
export interface LintWords {
  readonly apology: RegExp;
  readonly responsibility: RegExp;
  readonly repair: RegExp;
  /** Names the failure or what it did to the customer. */
  readonly acknowledges: RegExp;
  /** Says that what the customer told us has come in, or how things stand with it. */
  readonly received: RegExp;
  readonly solution: RegExp;
  /** What precedes words of a solution in a sentence that does not claim one: "once all of this is". */
  readonly pending: RegExp;
  readonly promotion: RegExp;
  readonly blame: RegExp;
  readonly looseTime: RegExp;
}

/** The same as lists of phrases, each a regular expression that is met as whole words, in capitals or not. */
export type LintPhrases = { readonly [List in keyof LintWords]: readonly string[] };

/** The words that a list of phrases of one language finds. */
export function lintWords(phrases: LintPhrases): LintWords {
  const { apology, responsibility, repair, acknowledges, received, solution, pending } = phrases;
  const { promotion, blame, looseTime } = phrases;
  return {
    apology: anyOf(apology),
    responsibility: anyOf(responsibility),
    repair: anyOf(repair),
    acknowledges: anyOf(acknowledges),
    received: anyOf(received),
    solution: anyOf(solution),
    pending: new RegExp(`(?<!\\p{L})(?:${pending.join('|')})$`, 'iu'),
    promotion: anyOf(promotion),
    blame: anyOf(blame),
    looseTime: anyOf(looseTime),
  };
}

/** `\b` knows no letters but those of English. */
function anyOf(phrases: readonly string[]): RegExp {
  return new RegExp(`(?<!\\p{L})(?:${phrases.join('|')})(?!\\p{L})`, 'iu');
}
