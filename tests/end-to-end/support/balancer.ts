import { setTimeout as pause } from 'node:timers/promises';
import { isWell } from './release.js';

/** Milliseconds between two looks at `/readyz`. */
const PROBE_EVERY = 100;

/** A load balancer in front of web edges: it asks each whether it is ready, and takes those that are in turn. */
export class Balancer {
  readonly #edges: readonly string[];
  #ready: readonly string[] = [];
  #turn = 0;
  #probing = true;
  readonly #probes: Promise<void>;

  constructor(edges: readonly string[]) {
    this.#edges = edges;
    this.#probes = this.#probe();
  }

  /** Calls the edge whose turn it is, over a connection that is kept between calls. */
  fetch(path: string, init: RequestInit): Promise<Response> {
    const edge = this.#ready[this.#turn++ % this.#ready.length];
    return edge === undefined ? Promise.reject(new Error('no web edge is ready')) : fetch(`${edge}${path}`, init);
  }

  /** Waits until so many edges are ready. */
  async until(count: number): Promise<void> {
    while (this.#ready.length !== count) await pause(PROBE_EVERY / 4);
  }

  async stop(): Promise<void> {
    this.#probing = false;
    await this.#probes;
  }

  async #probe(): Promise<void> {
    while (this.#probing) {
      const well = await Promise.all(this.#edges.map((edge) => isWell(`${edge}/readyz`)));
      this.#ready = this.#edges.filter((_, at) => well[at]);
      await pause(PROBE_EVERY);
    }
  }
}
