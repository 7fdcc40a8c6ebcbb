import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import { Faults, type FaultPick } from '../faults.js';
import { loopback } from '../ports.js';
import type { Log } from '../resolve.js';
import { tally } from '../tally.js';
import type { TwilioFault } from './create-message.js';
import { Delivery, type CallbackFault } from './delivery.js';
import { type PhoneText, PhoneTexts, type TextAnswer } from './inbound-text.js';
import { keptMessages, keepMessages } from './kept-messages.js';
import type { SmsMessage, SmsRequest } from './message.js';
import { Phones } from './phones.js';
import { buildStandInServer } from './stand-in-server.js';
import type { Account } from './status-callback.js';

/** What the stand-in should be like. */
export interface TwilioStandInOptions {
  /** Takes the line that says that the stand-in is there; default: none. */
  readonly log?: Log;
  /** Milliseconds from queued to sent and from sent to delivered; default 20. */
  readonly stepMs?: number;
  /** Milliseconds from the acceptance of a message until a list shows it; default 0. */
  readonly listLagMs?: number;
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
  /** From now on asks this about each create-message call that meets no scripted fault, once a call. */
  failBy(pick: FaultPick<SmsRequest, TwilioFault>): void;
  /** From now on messages to this number end undelivered with this Twilio error code, such as 30003. */
  failDeliveryTo(to: string, errorCode: number): void;
  /** From now on messages to this number stay sent: no receipt ever comes. */
  silenceFor(to: string): void;
  /** From now on messages to this number are refused with 21610, as after STOP. */
  optOut(to: string): void;
  /** Messages to this number are taken again, as after START. */
  optIn(to: string): void;
  /** From now on texts of phones are posted there, signed, as to the webhook of a number. */
  takeTextsAt(url: string): void;
  /** A phone sends a text; gives what the webhook answers. Rejects while nobody on this machine takes texts. */
  text(text: PhoneText): Promise<TextAnswer>;
  /** Cuts all connections and refuses new ones, or takes them again on the same port. */
  refuseConnections(refused: boolean): Promise<void>;
  /** How many messages carried each mark, the text in parentheses at the end: the receiver's own count of duplicates. */
  copiesByMark(): ReadonlyMap<string, number>;
  /** Resolves when each message has its last status and its callbacks were answered. */
  settled(): Promise<void>;
  readonly stop: () => Promise<void>;
}

/** How its account SIDs begin; production refuses them (config/production.ts). */
const ACCOUNT = 'ACde5e10de5e10';

/** Starts the stand-in on loopback. Throws when the file that keeps its messages cannot be read. */
export async function startTwilioStandIn(options: TwilioStandInOptions = {}): Promise<TwilioStandIn> {
  const account = newAccount();
  const phones = new Phones();
  const { failDeliveryTo, silenceFor, optOut, optIn } = phones;
  const faults = new Faults<SmsRequest, TwilioFault>();
  const delivery = new Delivery({ account, phones, stepMs: options.stepMs ?? 20 });
  const { file, listLagMs = 0 } = options;
  const messages: SmsMessage[] = file === undefined ? [] : await keptMessages(file);
  const listed = () => messages.filter(({ createdAt }) => createdAt + listLagMs <= Date.now());
  const accept = (message: SmsMessage, fault: CallbackFault) => {
    messages.push(message);
    // Kept before it is answered, as at Twilio: what was accepted is never asked for again.
    if (file !== undefined) keepMessages(file, messages);
    return delivery.begin(message, fault);
  };
  const texts = new PhoneTexts(account);
  const server = buildStandInServer({ ...account, texts, messages, phones, faults, listed, accept });
  const baseUrl = await server.listen({ host: loopback, port: options.port ?? 0 });
  const port = Number(new URL(baseUrl).port);
  options.log?.('Twilio: stand-in');
  return {
    ...account,
    baseUrl,
    messages,
    ...{ failNext: faults.failNext, failBy: faults.failBy },
    ...{ failDeliveryTo, silenceFor, optOut, optIn },
    ...{ takeTextsAt: texts.takeAt, text: texts.send },
    refuseConnections: (refused) => refuseConnections(server.server, port, refused),
    copiesByMark: () => tally(messages.flatMap(({ body }) => markOf(body) ?? [])),
    settled: () => delivery.settled(),
    async stop() {
      await delivery.stop();
      // A server that does not listen could not be closed.
      await refuseConnections(server.server, port, false);
      await server.close();
      if (file !== undefined) keepMessages(file, messages);
    },
  };
}

async function refuseConnections(http: Server, port: number, refused: boolean): Promise<void> {
  if (refused !== http.listening) return;
  if (!refused) {
    await once(http.listen(port, loopback), 'listening');
    return;
  }
  const closed = once(http, 'close');
  http.close();
  http.closeAllConnections();
  await closed;
}

function newAccount(): Account {
  const accountSid = `${ACCOUNT}${randomBytes(10).toString('hex')}`;
  return { accountSid, authToken: randomBytes(16).toString('hex') };
}

function markOf(body: string): string | undefined {
  return /\(([^()]+)\)$/.exec(body)?.[1];
}
