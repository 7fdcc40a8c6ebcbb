/** Makes and reads the links by which customers say that they do not want to be asked any more. */
export interface UnsubscribeLinks {
  /** The link in the copy of a message that has this mark: the ledger knows whose it is and where it went. It never expires. */
  url(mark: string): string;
  /** The mark that a token names, or undefined when it was tampered with. */
  read(token: string): string | undefined;
}
