import { CancellationScope, sleep } from '@temporalio/workflow';

/** The one timer of a case: it rings at the nearest due time and says why in words that an operator reads. */
export class Alarm {
  readonly #parent: CancellationScope;
  #at: number | undefined;
  #rings = 0;
  #scope: CancellationScope | undefined;

  constructor(parent: CancellationScope) {
    this.#parent = parent;
  }

  /** How often it has rung. */
  get rings(): number {
    return this.#rings;
  }

  /** Sets it to `at`, unless it is set to this time already; `summary` stands at the timer in the history. */
  set(at: number, summary: string): void {
    if (this.#at === at) return;
    this.stop();
    const scope = new CancellationScope({ cancellable: true, parent: this.#parent });
    this.#at = at;
    this.#scope = scope;
    scope
      .run(() => sleep(Math.max(1, at - Date.now()), { summary }))
      .then(
        () => {
          this.#rings += 1;
          if (this.#scope === scope) this.#at = undefined;
        },
        () => undefined, // Stopped or set anew: whoever did that knows.
      );
  }

  /** Turns it off. */
  stop(): void {
    this.#scope?.cancel();
    this.#scope = undefined;
    this.#at = undefined;
  }
}
