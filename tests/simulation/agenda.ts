interface Task {
  readonly at: number;
  readonly run: () => void;
}

/** A virtual clock with what is going to happen; time only moves from one happening to the next. */
export class Agenda {
  #now: number;
  #tasks: Task[] = [];

  constructor(start: number) {
    this.#now = start;
  }

  get now(): number {
    return this.#now;
  }

  /** When the next happening is; undefined when nothing is to come. */
  get next(): number | undefined {
    return this.#tasks[0]?.at;
  }

  /** Runs `run` after `delay` milliseconds; what is due at the same time runs in the order of these calls. */
  in(delay: number, run: () => void): void {
    const at = this.#now + Math.max(0, Math.round(delay));
    const behind = this.#tasks.findIndex((task) => task.at > at);
    this.#tasks.splice(behind < 0 ? this.#tasks.length : behind, 0, { at, run });
  }

  /** Moves to the next happening, but not beyond `until`, and runs all that is due then. */
  advance(until: number): void {
    this.#now = Math.max(this.#now, Math.min(until, this.next ?? until));
    for (let task = this.#tasks[0]; task !== undefined && task.at <= this.#now; task = this.#tasks[0]) {
      this.#tasks.shift();
      task.run();
    }
  }
}
