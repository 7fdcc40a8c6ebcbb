import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import type { SmsMessage, SmsStatus } from './message.js';

/** The account in whose name callbacks are signed. */
export interface Account {
  readonly accountSid: string;
  readonly authToken: string;
}

// Dev services speak to nobody outside this machine, whatever callback a message names.
const ownHosts: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];
const callbackLimitMs = 5_000;

/** Carries accepted messages from queued to their last status, and reports each step to the sender's callback. */
export class Delivery {
  readonly #account: Account;
  readonly #stepMs: number;
  readonly #undeliverable = new Map<string, number>();
  readonly #running = new Set<Promise<void>>();
  readonly #stopped = new AbortController();

  /** One step from status to status takes `stepMs` milliseconds. */
  constructor(account: Account, stepMs: number) {
    this.#account = account;
    this.#stepMs = stepMs;
    // Each message on its way listens: many at once are no leak.
    setMaxListeners(0, this.#stopped.signal);
  }

  /** From now on messages to this number end undelivered with this Twilio error code. */
  failFor(to: string, errorCode: number): void {
    this.#undeliverable.set(to, errorCode);
  }

  /** Starts the way of a message; it runs beside the caller. */
  begin(message: SmsMessage): void {
    const way = this.#carry(message).finally(() => this.#running.delete(way));
    this.#running.add(way);
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

  async #carry(message: SmsMessage): Promise<void> {
    const errorCode = this.#undeliverable.get(message.to);
    for (const status of ['sent', errorCode === undefined ? 'delivered' : 'undelivered'] as const) {
      await this.#step();
      if (this.#stopped.signal.aborted) return;
      advance(message, status, errorCode);
      await this.#report(message, status);
    }
  }

  async #step(): Promise<void> {
    // Ends early when the stand-in stops; whoever waited looks whether that is so.
    await pause(this.#stepMs, undefined, { signal: this.#stopped.signal }).catch(() => undefined);
  }

  // As at Twilio, a callback that fails is not repeated, and changes nothing about the message.
  async #report(message: SmsMessage, status: SmsStatus): Promise<void> {
    const url = message.statusCallback;
    if (url === undefined || !ownHosts.includes(new URL(url).hostname)) return;
    const form = callbackForm(message, status, this.#account.accountSid);
    const signature = getExpectedTwilioSignature(this.#account.authToken, url, form);
    await fetch(url, {
      method: 'POST',
      headers: { 'X-Twilio-Signature': signature },
      body: new URLSearchParams(form),
      signal: AbortSignal.timeout(callbackLimitMs),
    }).then(
      (answer) => answer.arrayBuffer(),
      () => undefined,
    );
  }
}

function advance(message: SmsMessage, status: SmsStatus, errorCode: number | undefined): void {
  message.status = status;
  message.updatedAt = Date.now();
  message.sentAt ??= message.updatedAt;
  if (status === 'undelivered') message.errorCode = errorCode;
}

function callbackForm(message: SmsMessage, status: SmsStatus, accountSid: string): Record<string, string> {
  return {
    AccountSid: accountSid,
    ApiVersion: '2010-04-01',
    From: message.from,
    MessageSid: message.sid,
    MessageStatus: status,
    SmsSid: message.sid,
    SmsStatus: status,
    To: message.to,
    ...(message.errorCode !== undefined && { ErrorCode: String(message.errorCode) }),
  };
}
