import { randomBytes } from 'node:crypto';
import { loopback } from '../ports.js';
import type { Log } from '../resolve.js';
import { Delivery, type Account } from './delivery.js';
import type { SmsMessage } from './message.js';
import { buildStandInServer, type TwilioFault } from './stand-in-server.js';

/** What the stand-in should be like. */
export interface TwilioStandInOptions {
  /** Takes the line that says that the stand-in is there; default: none. */
  readonly log?: Log;
  /** Milliseconds from queued to sent and from sent to delivered; default 20. */
  readonly stepMs?: number;
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

/** Starts the stand-in on a free port. It keeps its messages in memory. */
export async function startTwilioStandIn(options: TwilioStandInOptions = {}): Promise<TwilioStandIn> {
  const account = { accountSid: `AC${randomBytes(16).toString('hex')}`, authToken: randomBytes(16).toString('hex') };
  const delivery = new Delivery(account, options.stepMs ?? 20);
  const messages: SmsMessage[] = [];
  const faults: TwilioFault[] = [];
  const server = buildStandInServer({ account, messages, faults, accepted: (message) => delivery.begin(message) });
  const baseUrl = await server.listen({ host: loopback, port: 0 });
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
    },
  };
}
