import { setTimeout as pause } from 'node:timers/promises';
import { Webhook } from 'standardwebhooks';
import { MARK_HEADER } from '../../domain/sends/mark.js';
import type { ReceivedMail } from '../dev-services/mail/received-mail.js';

/** Where events go, and with which secret (`whsec_…`) they are signed. */
export interface EventsSettings {
  readonly url: string;
  readonly secret: string;
}

interface Waiting {
  readonly takenAt: number;
  readonly mark: string;
}

/** Milliseconds from post to post, and until one that was refused is sent again. */
const every = 50;
const atOnce = 100;

/** A provider of e-mail that tells of each mail that it has taken, and that it was delivered, until it is heard. */
export class ProviderEvents {
  readonly #settings: EventsSettings;
  readonly #webhook: Webhook;
  readonly #waiting: Waiting[] = [];
  #count = 0;
  #longest = 0;
  #over = false;
  readonly #posting: Promise<void>;

  constructor(settings: EventsSettings) {
    this.#settings = settings;
    this.#webhook = new Webhook(settings.secret);
    this.#posting = this.#post();
  }

  /** The longest that it took from a mail to its events, in milliseconds: less than the settle window, or nothing is proved. */
  get longest(): number {
    return this.#longest;
  }

  /** Tells of this mail. */
  readonly taken = ({ content }: ReceivedMail): void => {
    const mark = content.headers.find(({ key }) => key === MARK_HEADER.toLowerCase())?.value;
    if (mark !== undefined) this.#waiting.push({ mark, takenAt: Date.now() });
  };

  /** Resolves when everything has been told. */
  async told(): Promise<void> {
    while (this.#waiting.length > 0) await pause(every);
  }

  /** Tells nothing more. */
  async stop(): Promise<void> {
    this.#over = true;
    await this.#posting;
  }

  async #post(): Promise<void> {
    while (!this.#over) {
      await pause(every);
      const some = this.#waiting.slice(0, atOnce);
      if (some.length === 0 || !(await this.#isHeard(some))) continue;
      this.#waiting.splice(0, some.length);
      const now = Date.now();
      for (const { takenAt } of some) this.#longest = Math.max(this.#longest, now - takenAt);
    }
  }

  async #isHeard(some: readonly Waiting[]): Promise<boolean> {
    const body = JSON.stringify(some.flatMap(eventsOf));
    const id = `msg_${(this.#count += 1)}`;
    const now = new Date();
    const answer = await fetch(this.#settings.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
        'webhook-signature': this.#webhook.sign(id, now, body),
      },
      body,
      signal: AbortSignal.timeout(10_000),
    }).catch(() => undefined);
    await answer?.arrayBuffer();
    return answer?.ok === true;
  }
}

function eventsOf({ mark, takenAt }: Waiting): readonly object[] {
  const told = { at: new Date(takenAt).toISOString(), headers: { [MARK_HEADER]: mark } };
  return [
    { type: 'email.accepted', ...told },
    { type: 'email.delivered', ...told },
  ];
}
