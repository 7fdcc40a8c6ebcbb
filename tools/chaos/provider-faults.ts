import { setTimeout as pause } from 'node:timers/promises';
import type { SmtpFault } from '../dev-services/mail/smtp-server.js';
import type { SmtpStandIn, TwilioStandIn } from '../dev-services/index.js';
import type { TwilioFault } from '../dev-services/twilio/create-message.js';
import type { DeadAddresses } from './dead-addresses.js';
import type { Random } from './random.js';

/** Milliseconds: later than usual, and in time. */
const late = 800;

const ofMail: readonly SmtpFault[] = [
  450,
  451,
  'drop_before_data',
  'drop_after_data',
  'hang_after_data',
  { answerAfterMs: late },
];

const ofSms: readonly TwilioFault[] = [
  'too_many_requests',
  'server_error',
  'reset',
  'server_error_after_accept',
  'reset_after_accept',
  'hang_after_accept',
  'callbacks_before_response',
  'callbacks_reversed',
  { callbackCopies: 3 },
  { answerAfterMs: late },
];

/** Twilio: the handset is unreachable. */
const unreachable = 30_003;
/** Milliseconds for which nobody listens for mails once a message has met that. */
const refusedFor = 300;

/** What goes wrong in a run. */
export interface DrawnFaults {
  /** The chance of a fault that passes, a message; 0 to 1. */
  readonly chance: number;
  /** Each belongs to one customer alone. */
  readonly dead: DeadAddresses;
}

/** What both stand-ins do wrong: what was drawn for an address for good, else what is drawn for the message. */
export function failByChance(
  { smtp, twilio }: { readonly smtp: SmtpStandIn; readonly twilio: TwilioStandIn },
  { chance, dead }: DrawnFaults,
  random: Random,
): void {
  const [mail, sms] = [random.fork(), random.fork()];
  smtp.failBy((address) => {
    if (dead.refusalOf(address) !== undefined) return 'no_such_mailbox';
    return mail.chance(chance) ? mail.one(ofMail) : undefined;
  });
  twilio.failBy(({ to }) => {
    const refusal = dead.refusalOf(to);
    if (refusal === 'opted_out') twilio.optOut(to);
    if (refusal === 'unreachable_number') twilio.failDeliveryTo(to, unreachable);
    return sms.chance(chance) ? sms.one(ofSms) : undefined;
  });
}

/** Nobody listens for mails for a moment; whoever is connected is cut off. */
export async function refuseMails(smtp: SmtpStandIn): Promise<void> {
  await smtp.refuseConnections(true);
  await pause(refusedFor);
  await smtp.refuseConnections(false);
}
