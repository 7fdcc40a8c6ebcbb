import { setTimeout as pause } from 'node:timers/promises';
import { begin, type Desk, type Journey } from './journeys.js';

/** Journeys under way at a time: two cores keep up with them while workers die. */
const mostOpen = 40;
/** Milliseconds in which no case closes, after which nobody waits for the rest. */
const patience = 180_000;
/** Milliseconds from one report to the next at least, and how many each kill is given. */
const between = 100;
const perKill = 1_500;

/** What a play is made of. */
export interface PlaySettings {
  readonly desk: Desk;
  readonly journeys: readonly Journey[];
  readonly kills: number;
  /** How many cases have closed; rejects while that cannot be told. */
  readonly countClosed: () => Promise<number>;
}

/** All journeys of a run, so many at a time. */
export class Play {
  readonly #settings: PlaySettings;
  #reported = 0;

  constructor(settings: PlaySettings) {
    this.#settings = settings;
  }

  /** The share of the journeys that have been reported. */
  get share(): number {
    return this.#reported / this.#settings.journeys.length;
  }

  /** Reports one after the other as earlier ones end; resolves when all have ended, or none does any more. */
  async run(): Promise<void> {
    const { journeys, kills, countClosed } = this.#settings;
    const rest = Math.max(between, (kills * perKill) / journeys.length);
    let closed = 0;
    let movedAt = Date.now();
    while (closed < journeys.length && Date.now() - movedAt < patience) {
      if (this.#reported - closed < mostOpen) this.#reportNext();
      await pause(rest);
      const now = await countClosed().catch(() => closed);
      if (now > closed) movedAt = Date.now();
      closed = now;
    }
  }

  #reportNext(): void {
    const { desk, journeys } = this.#settings;
    const next = journeys[this.#reported];
    if (next === undefined) return;
    this.#reported += 1;
    // What fails here shows in the end as a case that is not there or did not close.
    void begin(desk, next).catch(() => undefined);
  }
}
