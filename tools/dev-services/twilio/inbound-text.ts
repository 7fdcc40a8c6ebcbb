import { randomBytes } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { signedPost } from './signed-post.js';
import { isOwnHost, type Account } from './status-callback.js';

/** A text that a phone sends to the number of the account. */
export interface PhoneText {
  /** The phone, E.164. */
  readonly from: string;
  readonly body: string;
  /** What more Twilio says, such as `OptOutType`. */
  readonly more?: Readonly<Record<string, string>>;
}

/** What the edge has answered to a text: its status, and TwiML. */
export interface TextAnswer {
  readonly status: number;
  readonly answer: string;
}

const answerLimitMs = 10_000;

/** The texts of phones, on their way to the webhook of the number; there is none until somebody has named it. */
export class PhoneTexts {
  readonly #account: Account;
  #url: string | undefined;

  constructor(account: Account) {
    this.#account = account;
  }

  /** From now on texts are posted there. */
  readonly takeAt = (url: string): void => void (this.#url = url);

  /** Posts a text as Twilio does, signed. Rejects when there is no webhook on this machine. */
  readonly send = async ({ from, body, more = {} }: PhoneText): Promise<TextAnswer> => {
    const url = this.#url;
    if (url === undefined || !isOwnHost(url)) throw new Error('nobody on this machine takes texts');
    const { accountSid, authToken } = this.#account;
    const sid = `SM${randomBytes(16).toString('hex')}`;
    const form = {
      ...{ AccountSid: accountSid, ApiVersion: '2010-04-01', MessageSid: sid, SmsSid: sid, NumMedia: '0' },
      ...{ From: from, To: '+12025550199', Body: body },
      ...more,
    };
    const answer = await signedPost({ url, form }, authToken, answerLimitMs);
    return { status: answer.status, answer: await answer.text() };
  };
}

/** `POST /_stand-in/texts` with `from` and `body`, as JSON or a form: a phone sends a text. */
export function addTextRoute(server: FastifyInstance, texts: PhoneTexts): void {
  server.post<{ Body?: Readonly<Record<string, unknown>> | null }>('/_stand-in/texts', async (request, reply) => {
    const { from, body } = request.body ?? {};
    if (typeof from !== 'string' || typeof body !== 'string') {
      return reply.code(400).send({ message: 'Say who sends what: {"from": "+12025550143", "body": "STOP"}.' });
    }
    return texts.send({ from, body });
  });
}
