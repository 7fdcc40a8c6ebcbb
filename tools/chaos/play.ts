import { setTimeout as pause } from 'node:timers/promises';
import type { Answers } from './answers.js';
import { begin, type Hear, type Journey } from './journeys.js';
import type { Options } from './options.js';
import type { System } from './system.js';

/** Journeys under way at a time: two cores keep up with them while workers die. */
const mostOpen = 40;
/** Reports a second at most. */
const mostReportsASecond = 10;
/** Milliseconds of reporting that each kind of trouble is given, a time. */
const reportingPer = { kills: 1_500, servers: 12_000, freezes: 12_000, web: 9_000, refusals: 1_500 } as const;
/** Milliseconds in which no case closes, after which nobody waits for the rest: a record may pause for five minutes. */
const patience = 360_000;

/** Milliseconds over which the journeys of a run are reported: as many as its troubles take. */
export function reportingTime(options: Options): number {
  const troubles = Object.entries(reportingPer).map(([kind, ms]) => options[kind as keyof typeof reportingPer] * ms);
  return Math.max((options.journeys / mostReportsASecond) * 1_000, ...troubles);
}

/** Milliseconds that a backlog may take to be handed over, and its journeys to end after that: twice the outage. */
export function outagePatience({ outage }: Pick<Options, 'outage'>): number {
  return 2 * outage * 1_000;
}

/** All journeys of a run, reported as earlier ones end. */
export class Play {
  readonly #options: Options;
  readonly #system: System;
  readonly #journeys: readonly Journey[];
  readonly #answers = new Map<string, Answers>();
  #reported = 0;

  constructor(options: Options, system: System, journeys: readonly Journey[]) {
    this.#options = options;
    this.#system = system;
    this.#journeys = journeys;
  }

  /** The share of the journeys that have been reported. */
  get share(): number {
    return this.#reported / this.#journeys.length;
  }

  /** What the report and the commands of a journey were answered so far. */
  readonly answersOf = (caseId: string): Answers => this.#answers.get(caseId) ?? {};

  /** Reports one after the other; resolves when all have ended, or none does any more. */
  async run(): Promise<void> {
    const rest = reportingTime(this.#options) / this.#journeys.length;
    const patient = patience + 2 * outagePatience(this.#options);
    let closed = 0;
    let movedAt = Date.now();
    while (closed < this.#journeys.length && Date.now() - movedAt < patient) {
      if (this.#reported - closed < this.#mostOpen) this.#reportNext();
      await pause(rest);
      const now = await this.#countClosed().catch(() => closed);
      if (now > closed) movedAt = Date.now();
      closed = now;
    }
  }

  /** What piles up while something is away is the very thing that such a run is for. */
  get #mostOpen(): number {
    return this.#options.outage > 0 || this.#options.absent > 0 ? Infinity : mostOpen;
  }

  #countClosed(): Promise<number> {
    return this.#system.stores.connection.collection('cases').countDocuments({ closed: true });
  }

  #reportNext(): void {
    const next = this.#journeys[this.#reported];
    if (next === undefined) return;
    this.#reported += 1;
    const { caseId } = next;
    const hear: Hear = (request, answer) =>
      void this.#answers.set(caseId, { ...this.answersOf(caseId), [request]: answer });
    // What fails here is among the answers.
    void begin(this.#system, next, hear).catch(() => undefined);
  }
}
