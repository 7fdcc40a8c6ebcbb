import { createEmailChannel } from '../../../adapters/channels/email/index.js';
import { createSmsChannel, shortMark } from '../../../adapters/channels/sms/index.js';
import type { Stores } from '../../../adapters/store/stores.js';
import { MARK_HEADER } from '../../../domain/sends/mark.js';
import type { Clock } from '../../../ports/clock.js';
import type { MessageChannel } from '../../../ports/message-channel.js';
import { startSmtpStandIn, startTwilioStandIn } from '../../dev-services/index.js';
import type { SmtpFault } from '../../dev-services/mail/smtp-server.js';
import type { TwilioFault } from '../../dev-services/twilio/create-message.js';
import { ProviderEvents } from '../provider-events.js';
import { emailSecret, openDoor } from './door.js';

/** What every message meets until the provider is mended; `refused`: nobody listens. */
export type ProviderFault =
  | { readonly channel: 'email'; readonly name: Extract<SmtpFault, string | number> | 'refused' }
  | { readonly channel: 'sms'; readonly name: Extract<TwilioFault, string> };

/** What a provider is to be like. */
export interface ProviderSettings {
  /** Whether it tells our doors, and can be asked, what became of a message. */
  readonly evidence: boolean;
  /** Milliseconds after which what it shows is whole. */
  readonly settleMs: number;
  readonly clock: Clock;
  /** Where our doors put what it tells. */
  readonly stores: Stores;
}

/** A stand-in that does the same wrong with every message, and the product's own channel to it. */
export interface FailingProvider {
  readonly channel: MessageChannel;
  /** From now on nothing goes wrong. */
  readonly mend: () => Promise<void>;
  /** Resolves when our doors have heard everything that it tells. */
  readonly told: () => Promise<void>;
  /** The receivers' own count of the message with this mark. */
  readonly copiesOf: (mark: string) => number;
  readonly stop: () => Promise<void>;
}

/** Starts the provider that this fault is of. */
export function startFailing(fault: ProviderFault, settings: ProviderSettings): Promise<FailingProvider> {
  return fault.channel === 'email' ? startMail(fault.name, settings) : startTwilio(fault.name, settings);
}

async function startMail(fault: SmtpFault | 'refused', settings: ProviderSettings): Promise<FailingProvider> {
  const { evidence, settleMs, clock, stores } = settings;
  const smtp = await startSmtpStandIn();
  if (fault === 'refused') await smtp.refuseConnections(true);
  else smtp.failBy(() => fault);
  const door = evidence ? await openDoor(stores) : undefined;
  const events = door && new ProviderEvents({ url: door.emailEvents, secret: emailSecret });
  if (events !== undefined) smtp.onTaken(events.taken);
  const heard = {
    takenSince: (at: number) => stores.sends.takenSince('email', at),
    doorShutUntil: () => stores.doors.shutUntil('email_events'),
  };
  const channel = createEmailChannel({
    // As many connections as messages: to wait for another message's would be a fault of its own.
    smtpUrl: `${smtp.smtpUrl}?maxConnections=100`,
    from: { name: 'Customer care', address: 'care@larkfield.example' },
    clock,
    ...(evidence && { events: { within: settleMs, ...heard } }),
  });
  return {
    channel,
    async mend() {
      smtp.failBy(() => undefined);
      await smtp.refuseConnections(false);
    },
    told: () => events?.told() ?? Promise.resolve(),
    copiesOf: (mark) => smtp.copiesBy(MARK_HEADER).get(mark) ?? 0,
    async stop() {
      await events?.stop();
      await Promise.all([channel.close(), door?.close()]);
      await smtp.stop();
    },
  };
}

async function startTwilio(fault: TwilioFault, settings: ProviderSettings): Promise<FailingProvider> {
  const { evidence, settleMs, clock, stores } = settings;
  const twilio = await startTwilioStandIn({ stepMs: 1 });
  twilio.failBy(() => fault);
  const { accountSid, authToken, baseUrl } = twilio;
  const door = evidence ? await openDoor(stores, { accountSid, authToken }) : undefined;
  const { evidence: list, ...blind } = createSmsChannel({
    accountSid,
    authToken,
    baseUrl,
    from: '+12025550199',
    listSettles: settleMs,
    clock,
    ...(door !== undefined && { statusCallback: door.twilioCallback }),
  });
  return {
    channel: { ...blind, ...(evidence && list !== undefined && { evidence: list }) },
    mend() {
      twilio.failBy(() => undefined);
      return Promise.resolve();
    },
    told: () => twilio.settled(),
    copiesOf: (mark) => twilio.copiesByMark().get(shortMark(mark)) ?? 0,
    async stop() {
      await twilio.stop();
      await Promise.all([blind.close(), door?.close()]);
    },
  };
}
