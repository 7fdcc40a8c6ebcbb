/** Numbers that belong to one customer alone; the others are shared by the rest. The last one of all is the sender's. */
const ownNumbers = 49;
const allNumbers = 99;

/**
 * The numbers that are kept for fiction, fewer than a large run has customers by SMS. A number that refuses for good is
 * stopped for whoever has it, so that such a customer has one of their own, as long as there are any.
 */
export class Numbers {
  #own = 0;
  #shared = 0;

  /** The number of the next customer, and whether nobody else has it; only who is `alone` gets such a one. */
  next(alone: boolean): { readonly number: string; readonly isOwn: boolean } {
    const isOwn = alone && this.#own < ownNumbers;
    const at = isOwn ? this.#own++ : ownNumbers + (this.#shared++ % (allNumbers - ownNumbers));
    return { number: `+120255501${String(at).padStart(2, '0')}`, isOwn };
  }
}
