import type { Part } from './cast.js';
import { emailOf, phoneOf } from './incidents.js';
import type { Received } from './received.js';
import type { Log } from '../dev-services/index.js';

/** An answer that a customer is about to give. */
export interface Answer {
  readonly link: string;
  readonly score: number;
}

/** The answers that a customer owes for what has arrived, one a survey; `links` are the survey links in the order in which they came. */
export function answersDue(part: Part, mine: readonly Received[]): readonly Answer[] {
  const inMessages = mine.flatMap(({ text }) => text.match(surveyLink) ?? []);
  const links = [...new Set(inMessages)];
  return links.flatMap((link, at) => {
    const score = part.answers[at];
    // A reminder brings the same link once more.
    const reminded = inMessages.filter((one) => one === link).length > 1;
    return score === undefined || (part.whenReminded === true && !reminded) ? [] : [{ link, score }];
  });
}

const surveyLink = /http:\/\/127\.0\.0\.1:\d+\/s\/[\w-]+\.[\w-]+/g;

/** Whether a message went to this customer. */
export function reached(part: Part, { channel, to }: Pick<Received, 'channel' | 'to'>): boolean {
  if (!part.reachedBy.includes(channel)) return false;
  return to === (channel === 'email' ? emailOf(part) : phoneOf(part));
}

/** The customers: they read what arrives, follow the survey link like anybody with a browser, and answer as their part says. */
export class Customers {
  readonly #parts: readonly Part[];
  readonly #say: Log;
  readonly #followed = new Set<string>();

  /** Two parts of one customer are one reader: `parts` holds each customer once. */
  constructor(parts: readonly Part[], say: Log) {
    this.#parts = parts;
    this.#say = say;
  }

  /** Reads all messages again and answers what is due; answers run beside the caller. */
  read(received: readonly Received[]): void {
    for (const part of this.#parts) {
      const mine = received.filter((message) => reached(part, message));
      for (const answer of answersDue(part, mine)) {
        if (this.#followed.has(answer.link)) continue;
        this.#followed.add(answer.link);
        void this.#follow(part, answer);
      }
    }
  }

  async #follow({ name }: Part, { link, score }: Answer): Promise<void> {
    try {
      const page = await fetch(link);
      // An answer whose thanks were lost on the way has been kept all the same.
      if (page.status === 410) return;
      if (!(await page.text()).includes('<form method="post">'))
        throw new Error(`a page without questions, ${page.status}`);
      const good = score > 3;
      const form = new URLSearchParams({
        score: String(score),
        heard: good ? 'yes' : 'no',
        repeated: good ? 'no' : 'yes',
        comment: good ? 'Thank you, that settles it.' : 'It is still not right.',
      });
      const thanks = await fetch(link, { method: 'POST', body: form });
      if (!thanks.ok) throw new Error(`the answer was not taken, ${thanks.status}`);
    } catch (error) {
      // Tried again at the next look: the server may have been away for a moment.
      this.#followed.delete(link);
      this.#say(`  ${name} could not answer: ${(error as Error).message}`);
    }
  }
}
