/**
 * One message on its way to its provider. Its request asks right before the first byte; until that is granted nothing was
 * written, whatever the connection does, and who gives the message up sees to it that it never is.
 */
export class HandOver {
  readonly #mayBegin: () => boolean;
  #stage: 'unseen' | 'asking' | 'released' = 'unseen';
  #over = false;

  constructor(mayBegin: () => boolean) {
    this.#mayBegin = mayBegin;
  }

  /** A request is made for it that will ask; without one nobody knows what is written. */
  asked(): void {
    this.#stage = 'asking';
  }

  /** Asked right before the first byte: may it be written? */
  release(): boolean {
    if (this.#over || !this.#mayBegin()) return false;
    this.#stage = 'released';
    return true;
  }

  /** Ends the wait for an answer. True where certainly no byte was written, and none will be. */
  giveUp(): boolean {
    this.#over = true;
    return this.#stage === 'asking';
  }
}
