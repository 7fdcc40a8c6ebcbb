/** What a person wrote to a customer, with what its manner depends on. */
export interface TextToLint {
  readonly subject?: string;
  readonly text: string;
  /** BCP 47: the customer's, in whose language the text is taken to be. */
  readonly locale: string;
  /** The customer has had an apology in this case, or is about to get it. */
  readonly apologised: boolean;
}

/** How a text breaks the rules of manner. People are warned and never refused: they know more than a list of words. */
export interface TextLint {
  /** A sentence for each rule that the text seems to break; none where all is well. */
  warningsOn(text: TextToLint): readonly string[];
}
