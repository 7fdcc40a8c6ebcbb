import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { SmsMessage } from './message.js';
import type { DeliveryStep, Phones } from './phones.js';
import type { Post } from './signed-post.js';
import { callbackOf, post, type Account } from './status-callback.js';

/** What is odd about the callbacks of one message. */
export interface CallbackFault {
  /** How many times each is sent; default 1. */
  readonly copies?: number;
  /** Whether the last comes first; default false. */
  readonly reversed?: boolean;
}

/** What messages are carried for and to. */
export interface DeliverySettings {
  readonly account: Account;
  readonly phones: Phones;
  /** Milliseconds from status to status. */
  readonly stepMs: number;
}

/** Carries accepted messages from queued to their last status, and reports each step to the sender's callback. */
export class Delivery {
  readonly #settings: DeliverySettings;
  readonly #running = new Set<Promise<void>>();
  readonly #stopped = new AbortController();

  constructor(settings: DeliverySettings) {
    this.#settings = settings;
    // Each message on its way listens: many at once are no leak.
    setMaxListeners(0, this.#stopped.signal);
  }

  /** Starts the way of a message; resolves when it has its last status and its callbacks were answered or given up. */
  begin(message: SmsMessage, fault: CallbackFault = {}): Promise<void> {
    const way = this.#carry(message, fault).finally(() => this.#running.delete(way));
    this.#running.add(way);
    return way;
  }

  /** Resolves when every message so far has its last status and every callback has been answered or given up. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  /** Leaves the messages where they are and waits for callbacks under way. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.settled();
  }

  async #carry(message: SmsMessage, { copies = 1, reversed = false }: CallbackFault): Promise<void> {
    const { account, phones } = this.#settings;
    const held: Post[] = [];
    for (const step of phones.stepsTo(message.to)) {
      await this.#step();
      if (this.#stopped.signal.aborted) return;
      advance(message, step);
      // Told of the message as it stands now, also where it is held back.
      const callback = callbackOf(message, account.accountSid);
      if (callback === undefined) continue;
      if (reversed) held.unshift(callback);
      else await this.#report(callback, copies);
    }
    for (const callback of held) await this.#report(callback, copies);
  }

  async #step(): Promise<void> {
    // Ends early when the stand-in stops; whoever waited looks whether that is so.
    await pause(this.#settings.stepMs, undefined, { signal: this.#stopped.signal }).catch(() => undefined);
  }

  async #report(callback: Post, copies: number): Promise<void> {
    for (let copy = 0; copy < copies; copy += 1) await post(callback, this.#settings.account.authToken);
  }
}

function advance(message: SmsMessage, { status, errorCode }: DeliveryStep): void {
  message.status = status;
  message.updatedAt = Date.now();
  message.sentAt ??= message.updatedAt;
  message.errorCode = errorCode;
}
