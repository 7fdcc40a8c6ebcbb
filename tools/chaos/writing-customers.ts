import { setTimeout as pause } from 'node:timers/promises';
import type { SmtpStandIn, TwilioStandIn } from '../dev-services/index.js';
import type { ReceivedMail } from '../dev-services/mail/received-mail.js';
import type { Journey } from './journeys.js';
import { postSigned, type SignedDoor } from './signed-post.js';
import type { HeardWord, Word, Writing } from './words.js';

/** Where customers get messages, and where they write to. */
export interface Letterbox {
  readonly smtp: Pick<SmtpStandIn, 'mails'>;
  readonly twilio: Pick<TwilioStandIn, 'messages' | 'text'>;
  /** Where the provider of e-mail posts what customers write; missing: it does not. */
  readonly replies?: SignedDoor;
}

/** A customer who is still to write. */
interface Writer {
  readonly caseId: string;
  readonly address: string;
  readonly writing: Writing;
}

/** Milliseconds from look to look, and until somebody who was not answered writes again. */
const every = 100;
const texts: Readonly<Record<Word, string>> = {
  stop: 'STOP',
  stop_and_call: 'please stop, just call me',
  reply: 'It is still not here, where is it?',
};

/** The customers of a run who write back; each does it again until it is answered for good. */
export class WritingCustomers {
  readonly #letterbox: Letterbox;
  readonly #heard = new Map<string, HeardWord>();
  readonly #writing: Promise<void>;
  #waiting: readonly Writer[];
  #over = false;

  constructor(letterbox: Letterbox, journeys: readonly Journey[]) {
    this.#letterbox = letterbox;
    this.#waiting = journeys.flatMap(writerOf);
    this.#writing = this.#work();
  }

  /** What the customer of a case wrote and was answered, or undefined. */
  readonly heardOf = (caseId: string): HeardWord | undefined => this.#heard.get(caseId);

  /** Writes no more; resolves when what is under way is over. */
  async stop(): Promise<void> {
    this.#over = true;
    await this.#writing;
  }

  async #work(): Promise<void> {
    while (!this.#over && this.#waiting.length > 0) {
      await pause(every);
      await Promise.all(this.#waiting.filter((writer) => this.#isDue(writer)).map((writer) => this.#write(writer)));
      this.#waiting = this.#waiting.filter(({ caseId }) => !this.#heard.has(caseId));
    }
  }

  #isDue({ address, writing: { channel, after } }: Writer): boolean {
    const { twilio } = this.#letterbox;
    const got = channel === 'sms' ? twilio.messages.filter(({ to }) => to === address) : this.#mailsTo(address);
    return got.length >= after;
  }

  #mailsTo(address: string): readonly ReceivedMail[] {
    return this.#letterbox.smtp.mails.filter(({ envelope }) => envelope.to.includes(address));
  }

  async #write(writer: Writer): Promise<void> {
    const { word, channel } = writer.writing;
    const status = channel === 'sms' ? await this.#text(writer) : await this.#mail(writer);
    if (isFinal(status)) this.#heard.set(writer.caseId, { word, channel, heardAt: Date.now() });
  }

  async #text({ address, writing }: Writer): Promise<number> {
    const answer = this.#letterbox.twilio.text({ from: address, body: texts[writing.word] });
    return answer.then(({ status }) => status).catch(() => 0);
  }

  /** An answer to the mail that made the customer write: the same one however often it is posted. */
  async #mail({ caseId, address, writing }: Writer): Promise<number> {
    const { replies } = this.#letterbox;
    const answered = this.#mailsTo(address)[writing.after - 1];
    if (replies === undefined || answered === undefined) return 0;
    const { messageId = '', subject = '' } = answered.content;
    const head = [
      `From: <${address}>`,
      'To: <care@larkfield.example>',
      `Subject: Re: ${subject}`,
      `Message-ID: <reply-to-${caseId}@customers.example>`,
      `In-Reply-To: ${messageId}`,
      'Content-Type: text/plain; charset=utf-8',
    ];
    const body = `${head.join('\r\n')}\r\n\r\n${texts[writing.word]}\r\n`;
    return postSigned(replies, { id: `msg_reply-${caseId}`, type: 'message/rfc822', body });
  }
}

/** Nobody posts again what was taken, nor what was refused for good: that its customer wrote it is as true. */
function isFinal(status: number): boolean {
  return status >= 200 && status < 500 && status !== 429;
}

function writerOf({ caseId, writing, report: { customer } }: Journey): readonly Writer[] {
  const address = writing?.channel === 'sms' ? customer.phone : customer.email;
  return writing === undefined || address === undefined ? [] : [{ caseId, address, writing }];
}
