/**
 * What people text in one language, as it stands after `plain`: small letters without marks, no apostrophes, one space between
 * words. Patterns look for whole words in a sentence.
 */
export interface TextWords {
  /** Words that say nothing by themselves, such as a greeting. */
  readonly polite: readonly string[];
  /** Sentences that end the texts, as a whole. */
  readonly ends: readonly string[];
  /** Sentences that end something, perhaps the texts, as a whole. */
  readonly mayEnd: readonly string[];
  /** What ends the texts wherever it stands in a sentence. */
  readonly ending: readonly RegExp[];
  /** What may end the texts. */
  readonly mayBeEnding: readonly RegExp[];
  /** Sentences that say the opposite, or speak of other texts than ours: nothing in them ends anything. */
  readonly notEnding: readonly RegExp[];
  /** What is to stop, and is none of our texts, in a sentence that may end them. */
  readonly stopsOther: readonly RegExp[];
  /** Sentences that ask for texts again, as a whole. */
  readonly begins: readonly string[];
  readonly beginning: readonly RegExp[];
  /** Sentences that ask who we are, as a whole. */
  readonly helps: readonly string[];
  /** Sentences that ask for a call, as a whole. */
  readonly calls: readonly string[];
  readonly calling: readonly RegExp[];
  /** Sentences that refuse a call, or tell of another one. */
  readonly notCalling: readonly RegExp[];
  /** Words that join two wishes. */
  readonly joints: readonly string[];
}

/** Patterns of whole words; a space may be any, and `…` stands for up to four words. */
export function words(...patterns: readonly string[]): readonly RegExp[] {
  return patterns.map((one) => new RegExp(`\\b(?:${one.replaceAll('…', '(?: [a-z0-9]+){0,4}?')})\\b`));
}
