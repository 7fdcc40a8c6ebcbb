import { setTimeout as pause } from 'node:timers/promises';
import { MARK_HEADER } from '../../domain/sends/mark.js';
import type { ReceivedMail } from '../dev-services/mail/received-mail.js';
import { postSigned, type SignedDoor } from './signed-post.js';

interface Waiting {
  readonly takenAt: number;
  readonly mark: string;
}

/** Milliseconds from post to post, and until one that was refused is sent again. */
const every = 50;
const atOnce = 100;

/** A provider of e-mail that tells of each mail that it has taken, and that it was delivered, until it is heard. */
export class ProviderEvents {
  readonly #door: SignedDoor;
  readonly #waiting: Waiting[] = [];
  #count = 0;
  #longest = 0;
  #over = false;
  readonly #posting: Promise<void>;

  constructor(door: SignedDoor) {
    this.#door = door;
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
    const id = `msg_${(this.#count += 1)}`;
    const post = { id, type: 'application/json', body: JSON.stringify(some.flatMap(eventsOf)) };
    const status = await postSigned(this.#door, post);
    return status >= 200 && status < 300;
  }
}

function eventsOf({ mark, takenAt }: Waiting): readonly object[] {
  const told = { at: new Date(takenAt).toISOString(), headers: { [MARK_HEADER]: mark } };
  return [
    { type: 'email.accepted', ...told },
    { type: 'email.delivered', ...told },
  ];
}
