/** Says what goes wrong with a subject; undefined: nothing does. */
export type FaultPick<Subject, Fault> = (subject: Subject) => Fault | undefined;

/** What goes wrong at a stand-in: first what is scripted, one fault a call, then whatever the pick says. */
export class Faults<Subject, Fault> {
  readonly #scripted: Fault[] = [];
  #pick: FaultPick<Subject, Fault> = () => undefined;

  /** Lets the next calls go wrong, one fault each. */
  readonly failNext = (...faults: readonly Fault[]): void => void this.#scripted.push(...faults);

  /** From now on asks this about each call that meets no scripted fault, once a call; it takes the place of the last. */
  readonly failBy = (pick: FaultPick<Subject, Fault>): void => void (this.#pick = pick);

  /** The fault of this call; a stand-in asks once. */
  take(subject: Subject): Fault | undefined {
    return this.#scripted.shift() ?? this.#pick(subject);
  }
}
