import type { Clock } from '../../../ports/clock.js';

/**
 * How long one delivery may go on: until it is aborted or its deadline passes. The deadline counts twice, as a time-out
 * and as a question to the clock, because the timers of a process that was frozen are late.
 */
export class Limit {
  readonly #controller = new AbortController();
  readonly #abort: AbortSignal;
  readonly #deadlineAt: number;
  readonly #clock: Clock;
  readonly #timer: NodeJS.Timeout;
  readonly #stop = (): void => this.#controller.abort();

  constructor(deadlineAt: number, abort: AbortSignal, clock: Clock) {
    this.#abort = abort;
    this.#deadlineAt = deadlineAt;
    this.#clock = clock;
    this.#timer = setTimeout(this.#stop, Math.max(0, deadlineAt - clock.now()));
    if (abort.aborted || !this.open) this.#stop();
    else abort.addEventListener('abort', this.#stop, { once: true });
  }

  /** Aborts when the limit is reached. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** May the delivery still be completed? */
  get open(): boolean {
    return !this.signal.aborted && this.#clock.now() < this.#deadlineAt;
  }

  /** Ends the watch; the delivery is over. */
  lift(): void {
    clearTimeout(this.#timer);
    this.#abort.removeEventListener('abort', this.#stop);
  }
}
