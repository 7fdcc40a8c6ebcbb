import { setTimeout as pause } from 'node:timers/promises';
import type { End } from '../dev-services/child-process.js';
import type { Log } from '../dev-services/index.js';

/** Something that runs until it is stopped, or ends by itself. */
export interface Running {
  /** Resolves when it is gone. */
  readonly ended: Promise<End>;
  readonly stop: () => Promise<void>;
}

/** What is kept running, and how. */
export interface Kept {
  /** At the beginning of a sentence, such as "The worker". */
  readonly name: string;
  /** Starts it, in the same place each time. Throws when it does not start. */
  readonly start: () => Promise<Running>;
  readonly say: Log;
  /** Milliseconds before it starts again after it ended by itself, doubled each time; default 1,000. */
  readonly pauseMs?: number;
}

/** The last words of one that failed, at the most. */
const shownLines = 12;
const longestPauseMs = 5_000;
/** Who has run for so long had no fault in starting. */
const steadyMs = 10_000;

/** Starts something again whenever it ends, until it is told to stop; a start that fails is said and tried again. */
export class Keeper {
  readonly #kept: Kept;
  readonly #life: Promise<void>;
  #turn = new AbortController();
  #stopping = false;
  #failures = 0;
  #said = '';
  #awaited = false;

  /** Resolves after the first attempt to start it, however that went. */
  readonly tried: Promise<void>;

  /** `running` is what runs already; default: it is started at once. */
  constructor(kept: Kept, running?: Running) {
    this.#kept = kept;
    const first = running === undefined ? this.#start() : Promise.resolve(running);
    this.tried = first.then(() => undefined);
    this.#life = this.#keep(first);
  }

  /** Stops it and starts it again at once; ends the pause after a failure. */
  restart(): void {
    this.#failures = 0;
    this.#said = '';
    this.#awaited = true;
    this.#interrupt();
  }

  /** Stops it for good, and resolves when it is gone. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#interrupt();
    await this.#life;
  }

  #interrupt(): void {
    this.#turn.abort();
    this.#turn = new AbortController();
  }

  async #keep(first: Promise<Running | undefined>): Promise<void> {
    let { signal } = this.#turn;
    let running = await first;
    for (;;) {
      if (running !== undefined) await this.#follow(running, signal);
      if (this.#failures > 0) await rest(this.#pauseMs(), signal);
      if (this.#stopping) return;
      ({ signal } = this.#turn);
      running = await this.#start();
    }
  }

  /** Stays with it until it ends by itself, or is stopped because somebody asked. */
  async #follow(running: Running, signal: AbortSignal): Promise<void> {
    const since = Date.now();
    const end = await Promise.race([running.ended, aborted(signal)]);
    if (end === undefined) return running.stop();
    if (Date.now() - since > steadyMs) this.#failures = 0;
    this.#fail(`${this.#kept.name} ended by itself (${end.how}).`, end.wasAsked ? '' : end.lastOutput);
  }

  async #start(): Promise<Running | undefined> {
    const { name, start, say } = this.#kept;
    try {
      const running = await start();
      if (this.#awaited && !this.#stopping) say(`${name} is up again.`);
      this.#awaited = false;
      this.#said = '';
      return running;
    } catch (error) {
      this.#fail(`${name} cannot start.`, error instanceof Error ? error.message : String(error));
      return undefined;
    }
  }

  /** Says what happened, once however often it happens. */
  #fail(sentence: string, why: string): void {
    const what = [sentence, ...lastLines(why)].join('\n  ');
    this.#failures += 1;
    this.#awaited = true;
    if (what === this.#said) return;
    this.#said = what;
    this.#kept.say(`${what}\n  It is started again until it stays up.`);
  }

  #pauseMs(): number {
    return Math.min((this.#kept.pauseMs ?? 1_000) * 2 ** (this.#failures - 1), longestPauseMs);
  }
}

/** A few lines, without those of a stack. */
function lastLines(text: string): readonly string[] {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '' && !line.startsWith('at ')).slice(-shownLines);
}

async function rest(ms: number, signal: AbortSignal): Promise<void> {
  // An interrupted pause is over, which is all that was wanted.
  await pause(ms, undefined, { signal }).catch(() => undefined);
}

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}
