import { randomBytes } from 'node:crypto';
import { loopback } from '../ports.js';
import type { Log } from '../resolve.js';
import { Delivery, type Account } from './delivery.js';
import { keptMessages, keepMessages } from './kept-messages.js';
import type { SmsMessage } from './message.js';
import { buildStandInServer, type TwilioFault } from './stand-in-server.js';

/** What the stand-in should be like. */
export interface TwilioStandInOptions {
  /** Takes the line that says that the stand-in is there; default: none. */
  readonly log?: Log;
  /** Milliseconds from queued to sent and from sent to delivered; default 20. */
  readonly stepMs?: number;
  /** A file that keeps the messages; default: in memory. */
  readonly file?: string;
  /** Default: a free one. */
  readonly port?: number;
}

/** Twilio's message API on loopback, with an account of its own. */
export interface TwilioStandIn extends Account {
  /** Takes the place of `https://api.twilio.com`. */
  readonly baseUrl: string;
  /** Every message accepted so far, oldest first: what customers' phones would show. */
  readonly messages: readonly SmsMessage[];
  /** Makes the next create-message calls go wrong, one fault a call. */
  failNext(...faults: readonly TwilioFault[]): void;
  /** From now on messages to this number end undelivered with this Twilio error code, such as 30003. */
  failDeliveryTo(to: string, errorCode: number): void;
  /** Resolves when each message has its last status and its callbacks were answered. */
  settled(): Promise<void>;
  readonly stop: () => Promise<void>;
}

/** How its account SIDs begin; production refuses them (config/production.ts). */
const ACCOUNT = 'ACde5e10de5e10';

/** Starts the stand-in on loopback. Throws when the file that keeps its messages cannot be read. */
export async function startTwilioStandIn(options: TwilioStandInOptions = {}): Promise<TwilioStandIn> {
  const account = {
    accountSid: `${ACCOUNT}${randomBytes(10).toString('hex')}`,
    authToken: randomBytes(16).toString('hex'),
  };
  const delivery = new Delivery(account, options.stepMs ?? 20);
  const { file } = options;
  const messages: SmsMessage[] = file === undefined ? [] : await keptMessages(file);
  const faults: TwilioFault[] = [];
  const accepted = (message: SmsMessage) => {
    // Kept before it is answered, as at Twilio: what was accepted is never asked for again.
    if (file !== undefined) keepMessages(file, messages);
    delivery.begin(message);
  };
  const server = buildStandInServer({ account, messages, faults, accepted });
  const baseUrl = await server.listen({ host: loopback, port: options.port ?? 0 });
  options.log?.('Twilio: stand-in');
  return {
    ...account,
    baseUrl,
    messages,
    failNext: (...next) => void faults.push(...next),
    failDeliveryTo: (to, errorCode) => delivery.failFor(to, errorCode),
    settled: () => delivery.settled(),
    async stop() {
      await delivery.stop();
      await server.close();
      if (file !== undefined) keepMessages(file, messages);
    },
  };
}
