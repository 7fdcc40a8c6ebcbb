import type { HandledRequest } from './contract.js';

/** How many answered requests a case remembers, over continue-as-new too. */
const REMEMBERED = 200;

/** Answers to earlier requests: the same request id gets the same answer and changes nothing. */
export class Handled {
  #requests: readonly HandledRequest[];

  constructor(requests: readonly HandledRequest[]) {
    this.#requests = requests;
  }

  /** The requests, oldest first. */
  get all(): readonly HandledRequest[] {
    return this.#requests;
  }

  /** The place in the journal that answered this request, or undefined. */
  seqOf(requestId: string): number | undefined {
    return this.#requests.find((r) => r.requestId === requestId)?.seq;
  }

  /** Remembers an answer. */
  add(request: HandledRequest): void {
    this.#requests = [...this.#requests, request].slice(-REMEMBERED);
  }
}
