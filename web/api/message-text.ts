/** What a message says, rendered again with links and codes masked. */
export interface MessageText {
  /** BCP 47, after fall-back. */
  readonly locale: string;
  /** Of an e-mail. */
  readonly subject?: string;
  readonly text: string;
}
