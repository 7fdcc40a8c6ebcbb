import { workflowInfo } from '@temporalio/workflow';

/** More turns than any catching-up after an outage takes; a loop that spins passes it within a second. */
const MOST_TURNS = 1_000;

/** Counts turns of the loop without progress in the history: one that spins fails loudly instead of killing its worker. */
export class LoopGuard {
  #length = 0;
  #turns = 0;

  /**
   * Counts a turn.
   *
   * @throws Error after too many turns at the same history length; the workflow task fails and is tried again.
   */
  turn(): void {
    const { historyLength } = workflowInfo();
    this.#turns = historyLength === this.#length ? this.#turns + 1 : 0;
    this.#length = historyLength;
    if (this.#turns > MOST_TURNS) throw new Error(`the loop made ${MOST_TURNS} turns without progress`);
  }
}
