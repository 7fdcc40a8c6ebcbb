import { setTimeout as pause } from 'node:timers/promises';
import { Api, ApiError } from '../demo/api.js';
import type { Shelves } from './books.js';
import type { Desk } from './journeys.js';
import type { Random } from './random.js';

/** Milliseconds from look to look. */
const every = 300;
const page = { limit: 200 };
/** What becomes of the tasks, each as likely as it is often here; one that is left lapses in the time of its case. */
const fates = {
  reach_customer: ['reached', 'reached', 'not_reached', 'left'],
  answer_reply: ['answered', 'no_answer_needed'],
  call_back: ['called', 'not_reached'],
} as const;
const kinds = ['reach_customer', 'answer_reply', 'call_back'] as const;
type Kind = (typeof kinds)[number];
type Outcome = Exclude<(typeof fates)[Kind][number], 'left'>;

/** A member of staff who reads what customers wrote, calls them, and does the tasks to reach them, but for some that are left. */
export class TaskStaff {
  readonly #place: Pick<Shelves, 'stores' | 'tenant'>;
  readonly #api: Api;
  readonly #random: Random;
  /** What is to become of each task that was seen; undefined: nothing more. */
  readonly #fates = new Map<string, Outcome | undefined>();
  readonly #working: Promise<void>;
  #over = false;

  constructor(place: Pick<Shelves, 'stores' | 'tenant'> & Desk, random: Random) {
    this.#place = place;
    this.#api = new Api(place.url, place.keys.of['s-104']);
    this.#random = random;
    this.#working = this.#work();
  }

  /** Does no more; resolves when what is under way is over. */
  async stop(): Promise<void> {
    this.#over = true;
    await this.#working;
  }

  async #work(): Promise<void> {
    while (!this.#over) {
      // A server or the door may be away: the next look comes soon.
      for (const kind of kinds) await this.#look(kind).catch(() => undefined);
      await pause(every);
    }
  }

  async #look(kind: Kind): Promise<void> {
    const { stores, tenant } = this.#place;
    const { items } = await stores.tasks.list({ tenant, kind, open: true }, page);
    for (const { id } of items) {
      if (!this.#fates.has(id)) this.#fates.set(id, this.#draw(kind));
      await this.#do(id, this.#fates.get(id));
    }
  }

  #draw(kind: Kind): Outcome | undefined {
    const fate = this.#random.one<Outcome | 'left'>(fates[kind]);
    return fate === 'left' ? undefined : fate;
  }

  async #do(id: string, outcome: Outcome | undefined): Promise<void> {
    if (outcome === undefined) return;
    try {
      await this.#api.taskDone(id, { outcome, note: 'chaos' });
      this.#fates.set(id, undefined);
    } catch (error) {
      // It may have ended by itself meanwhile.
      if (error instanceof ApiError && !error.passing) this.#fates.set(id, undefined);
      else throw error;
    }
  }
}
