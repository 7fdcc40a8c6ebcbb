import { parsePhoneNumberFromString } from 'libphonenumber-js';
import twilio from 'twilio';
import type { Clock } from '../../../ports/clock.js';
import type { Delivery, DeliveryResult, MessageChannel } from '../../../ports/message-channel.js';
import { createEvidence } from './evidence.js';
import { HandOver } from './hand-over.js';
import { handingOver } from './last-look.js';
import { RedirectedClient } from './redirected-client.js';
import { resultOfError, type SmsError } from './result-of-error.js';
import { withMark } from './short-mark.js';

/** The Twilio account that sends, and where it is reached. */
export interface SmsSettings {
  readonly accountSid: string;
  readonly authToken: string;
  /** The sending number, E.164. */
  readonly from: string;
  /** In place of `https://api.twilio.com`; its path is ignored. */
  readonly baseUrl?: string;
  /** Where Twilio reports what becomes of a message; the mark is added as `k`. Missing where it cannot reach us. */
  readonly statusCallback?: string;
  /** Milliseconds after which Twilio's list of messages is whole; default 60,000. */
  readonly listSettles?: number;
  readonly clock: Clock;
}

/** Twilio answers within a second or not at all; the deadline of a message usually ends the wait sooner. Milliseconds. */
const TIME_OUT = 10_000;

/** Twilio's list shows a message within seconds; this is far more, and more than twice what clocks may differ. Milliseconds. */
const LIST_SETTLES = 60_000;

const tooLate: DeliveryResult = { kind: 'rejected', permanent: false, code: 'deadline_passed' };

/** SMS by Twilio. */
export function createSmsChannel(settings: SmsSettings): MessageChannel {
  const { accountSid, authToken, from, statusCallback, listSettles, clock } = settings;
  const httpClient = new RedirectedClient(settings.baseUrl, TIME_OUT);
  // A log level of its own: one in the environment would write numbers and texts to the console.
  const client = twilio(accountSid, authToken, { httpClient, autoRetry: false, logLevel: 'none' });

  async function send({ mark, to, rendered }: Delivery, handOver: HandOver): Promise<DeliveryResult> {
    const body = withMark(rendered.text, mark);
    const callback = statusCallback === undefined ? {} : { statusCallback: `${statusCallback}?k=${mark}` };
    try {
      const { sid } = await client.messages.create({ to, from, body, smartEncoded: true, ...callback });
      return { kind: 'accepted', providerId: sid };
    } catch (error) {
      return resultOfError(error as SmsError, handOver.giveUp());
    }
  }

  return {
    channel: 'sms',
    reportsDelivery: statusCallback !== undefined,
    evidence: createEvidence(client, { from, settleMs: listSettles ?? LIST_SETTLES }),
    async deliver(delivery, abort) {
      if (!isOneNumber(delivery.to)) return { kind: 'rejected', permanent: true, code: 'bad_address' };
      const left = (): number => delivery.deadlineAt - clock.now();
      const open = (): boolean => !abort.aborted && left() > 0;
      if (!open()) return tooLate;
      const handOver = new HandOver(open);
      const sent = handingOver(handOver, () => send(delivery, handOver));
      return within({ left: left(), abort }, handOver, sent);
    },
    close() {
      httpClient.close();
      return Promise.resolve();
    },
  };
}

/** Exactly one number in E.164, as the store keeps it. */
function isOneNumber(to: string): boolean {
  const parsed = parsePhoneNumberFromString(to);
  return parsed?.number === to && parsed.isPossible();
}

/** A request that was written cannot be called back: who stops waiting then does not know. */
async function within(
  { left, abort }: { readonly left: number; readonly abort: AbortSignal },
  handOver: HandOver,
  result: Promise<DeliveryResult>,
): Promise<DeliveryResult> {
  let giveUp: () => void = () => undefined;
  const gaveUp = new Promise<DeliveryResult>((resolve) => {
    giveUp = () => resolve(handOver.giveUp() ? tooLate : { kind: 'unknown', code: 'timed_out' });
  });
  const timer = setTimeout(giveUp, left);
  abort.addEventListener('abort', giveUp, { once: true });
  try {
    return await Promise.race([result, gaveUp]);
  } finally {
    clearTimeout(timer);
    abort.removeEventListener('abort', giveUp);
  }
}
