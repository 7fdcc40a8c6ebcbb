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
    const first = await Promise.all(Array.from({ length: count }, () => this.#started()));
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

  async #started(): Promise<ChaosWorker> {
    for (let starts = 1; ; starts += 1) {
      try {
        const worker = await ChaosWorker.start(this.#settings.env);
        this.#alive.add(worker);
        if (this.#over) worker.kill();
        return worker;
      } catch (error) {
        // The server that it needs may be away as well.
        if (starts === mostStarts || this.#over) throw error;
        await pause(betweenStarts);
      }
    }
  }

  /** Strikes a worker until it is gone, or enough were. */
  async #torment(worker: ChaosWorker, random: Random): Promise<void> {
    const waitFor = (ms: number) => Promise.race([worker.gone.then(() => true), pause(ms, false)]);
    while (!(await waitFor(random.between(...rests))) && !this.#calm && this.#planned < this.#settings.kills) {
      if (this.#forced.length === 0 && random.chance(frozenShare)) await this.#freeze(worker, random);
      else return this.#slay(worker, random, waitFor);
    }
  }

  async #freeze(worker: ChaosWorker, random: Random): Promise<void> {
    const { frozenFor } = this.#settings;
    const thawed = worker.doom({ ...this.#draw(random), frozenFor }).then(() => true);
    const limit = pause(frozenFor + random.between(...patience), false);
    this.#freezing += 1;
    if (await Promise.race([thawed, worker.gone.then(() => false), limit])) this.#frozen += 1;
    this.#freezing -= 1;
  }

  async #slay(worker: ChaosWorker, random: Random, waitFor: (ms: number) => Promise<boolean>): Promise<void> {
    this.#planned += 1;
    const forced = this.#forced.shift();
    if (forced === undefined && random.chance(atTheDotShare)) this.#atTheDot.add(worker);
    else void worker.doom(forced ?? this.#draw(random));
    await waitFor(random.between(...patience));
    worker.kill();
  }

  #draw(random: Random): Doom {
    return { point: random.one(killPoints), passing: random.between(1, LATEST_PASSING) };
  }
}
