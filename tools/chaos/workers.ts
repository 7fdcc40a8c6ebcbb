import { setTimeout as pause } from 'node:timers/promises';
import { ChaosWorker } from './chaos-worker.js';
import { killPoints, type Doom } from './kill-points.js';
import type { Random } from './random.js';

/** How many workers there are, and what becomes of them. */
export interface WorkersSettings {
  readonly count: number;
  /** The whole environment of each. */
  readonly env: NodeJS.ProcessEnv;
  readonly kills: number;
  /** Milliseconds for which a frozen one is: longer than its deadlines, and than it takes others to judge it. */
  readonly frozenFor: number;
  /** How far the run has come, 0 to 1: by then no greater share of the kills was made, so that they spread over all of it. */
  readonly progress: () => number;
  readonly random: Random;
  /** What comes first, before anything is drawn; default: nothing. */
  readonly dooms?: readonly Doom[];
}

/** The most passings of a point before it strikes. */
const LATEST_PASSING = 6;
/** How long a worker may live from one doom to the next, milliseconds. */
const rests = [200, 1_500] as const;
/** A point that a worker does not pass in this time: it is killed wherever it is. Milliseconds. */
const patience = [1_500, 5_000] as const;
/** The same for what was not drawn. Milliseconds. */
const forcedWithin = 30_000;
const frozenShare = 0.25;
const atTheDotShare = 0.15;
/** Starts that may fail in a row while a server is away, and the milliseconds between them. */
const mostStarts = 60;
const betweenStarts = 500;

/** Workers that are killed and frozen, by plan and at random, and started again. */
export class Workers {
  readonly #settings: WorkersSettings;
  readonly #forced: Doom[];
  readonly #alive = new Set<ChaosWorker>();
  /** Those whose end is the moment in which a provider takes the next message. */
  readonly #atTheDot = new Set<ChaosWorker>();
  readonly #lives: Promise<void>[] = [];
  #planned = 0;
  #killed = 0;
  #frozen = 0;
  #freezing = 0;
  #calm = false;
  #over = false;

  constructor(settings: WorkersSettings) {
    this.#settings = settings;
    this.#forced = [...(settings.dooms ?? [])];
  }

  /** How many were killed so far. */
  get killed(): number {
    return this.#killed;
  }

  /** How many were frozen and went on. */
  get frozen(): number {
    return this.#frozen;
  }

  /** Starts all; from then on they are struck. Rejects when one does not start. */
  async start(): Promise<void> {
    const { count, random } = this.#settings;
    const first = await Promise.all(Array.from({ length: count }, () => this.#started(1)));
    this.#lives.push(...first.map((worker) => this.#live(worker, random.fork())));
  }

  /** Says that a provider has taken a message, and has not answered yet. */
  readonly taken = (): void => {
    for (const worker of this.#atTheDot) worker.kill();
  };

  /** Ends the striking, and waits until all are back. */
  async calm(): Promise<void> {
    this.#calm = true;
    while (this.#alive.size < this.#settings.count || this.#freezing > 0) await pause(100);
  }

  /** Ends all. */
  async stop(): Promise<void> {
    this.#calm = this.#over = true;
    for (const worker of this.#alive) worker.kill();
    await Promise.allSettled(this.#lives);
  }

  async #live(first: ChaosWorker, random: Random): Promise<void> {
    for (let worker: ChaosWorker | undefined = first; worker !== undefined; worker = await this.#next()) {
      await this.#torment(worker, random);
      if ((await worker.gone) && !this.#over) this.#killed += 1;
      this.#alive.delete(worker);
      this.#atTheDot.delete(worker);
    }
  }

  async #next(): Promise<ChaosWorker | undefined> {
    return this.#over ? undefined : this.#started();
  }

  async #started(most = mostStarts): Promise<ChaosWorker> {
    for (let starts = 1; ; starts += 1) {
      try {
        const worker = await ChaosWorker.start(this.#settings.env);
        this.#alive.add(worker);
        if (this.#over) worker.kill();
        return worker;
      } catch (error) {
        // The server that it needs may be away as well.
        if (starts === most || this.#over) throw error;
        await pause(betweenStarts);
      }
    }
  }

  /** Strikes a worker until it is gone, or enough were. */
  async #torment(worker: ChaosWorker, random: Random): Promise<void> {
    const waitFor = (ms: number) => Promise.race([worker.gone.then(() => true), pause(ms, false)]);
    while (!(await waitFor(random.between(...rests))) && !this.#isDone) {
      if (!this.#isDue) continue;
      const { doom, limit } = this.#fate(random);
      if (doom.frozenFor !== undefined) await this.#freeze(worker, doom, waitFor(doom.frozenFor + limit));
      else {
        this.#planned += 1;
        if (random.chance(atTheDotShare)) this.#atTheDot.add(worker);
        void worker.doom(doom);
        await waitFor(limit);
        worker.kill();
        return;
      }
    }
  }

  /** Are all strikes made? */
  get #isDone(): boolean {
    return this.#calm || (this.#forced.length === 0 && this.#planned >= this.#settings.kills);
  }

  /** Has the run come as far as the next strike? */
  get #isDue(): boolean {
    const { kills, progress } = this.#settings;
    return this.#forced.length > 0 || this.#planned < kills * progress();
  }

  async #freeze(worker: ChaosWorker, doom: Doom, tooLate: Promise<unknown>): Promise<void> {
    this.#freezing += 1;
    const thawed = worker.doom(doom).then(() => 'thawed');
    if ((await Promise.race([thawed, tooLate])) === 'thawed') this.#frozen += 1;
    this.#freezing -= 1;
  }

  /** What is to become of a worker next, and how long it may take to get there. */
  #fate(random: Random): { readonly doom: Doom; readonly limit: number } {
    const forced = this.#forced.shift();
    if (forced !== undefined) return { doom: forced, limit: forcedWithin };
    const isFrozen = random.chance(frozenShare);
    const doom = { point: random.one(killPoints), passing: random.between(1, LATEST_PASSING) };
    const limit = random.between(...patience);
    return { doom: isFrozen ? { ...doom, frozenFor: this.#settings.frozenFor } : doom, limit };
  }
}
