import { createEmailChannel } from '../../../adapters/channels/email/index.js';
import { createMemoryChannel } from '../../../adapters/channels/memory/index.js';
import { createSmsChannel } from '../../../adapters/channels/sms/index.js';
import type { Channel } from '../../../domain/contact/channels.js';
import { startTwilioStandIn } from '../../../tools/dev-services/index.js';
import { type ContractFault, type ContractSubject, messageChannelContract } from './message-channel.contract.js';
import { type SmtpFault, startScriptedSmtp } from './scripted-smtp.js';

const clock = { now: () => Date.now() };

const mails = {
  addresses: ['noor@customers.example', 'lee@customers.example'],
  notOneAddress: ['noor', 'noor@customers.example,lee@customers.example', 'Noor <noor@customers.example>'],
} as const;

const numbers = {
  addresses: ['+12025550123', '+12025550124'],
  notOneAddress: ['12025550123', '+12025550123,+12025550124', 'noor@customers.example'],
} as const;

const smtpFaults: Readonly<Record<ContractFault, SmtpFault>> = {
  refuse_for_now: { at: 'recipient', reply: 450 },
  refuse_for_good: { at: 'recipient', reply: 550 },
  take_and_stay_silent: { at: 'content', reply: 'drop_after_taking' },
};

messageChannelContract({
  name: 'e-mail by SMTP',
  ...mails,
  async start(fault) {
    const smtp = await startScriptedSmtp(fault === undefined ? {} : { fault: smtpFaults[fault] });
    const from = { name: 'Larkfield', address: 'care@larkfield.example' };
    return {
      channel: createEmailChannel({ smtpUrl: smtp.url, from, clock }),
      arrived: () => smtp.taken.map(({ to, content }) => ({ to: to.join(), text: content.text ?? '' })),
      stop: smtp.stop,
    };
  },
});

messageChannelContract({
  name: 'SMS by Twilio',
  ...numbers,
  async start(fault) {
    const twilio = await startTwilioStandIn({ stepMs: 0 });
    const { accountSid, authToken, baseUrl } = twilio;
    if (fault === 'refuse_for_now') twilio.failNext('too_many_requests');
    if (fault === 'take_and_stay_silent') twilio.failNext('reset_after_accept');
    // A text that is too long is what the stand-in refuses for good.
    const channel = createSmsChannel({ accountSid, authToken, baseUrl, from: '+12025550100', clock });
    return {
      channel: fault === 'refuse_for_good' ? lengthened(channel) : channel,
      arrived: () => twilio.messages.map(({ to, body }) => ({ to, text: body })),
      stop: twilio.stop,
    };
  },
});

messageChannelContract({ name: 'the twin of e-mail', ...mails, start: startTwin('email') });
messageChannelContract({ name: 'the twin of SMS', ...numbers, start: startTwin('sms') });

function startTwin(kind: Channel): ContractSubject['start'] {
  return (fault) => {
    const channel = createMemoryChannel(kind, clock);
    if (fault !== undefined) channel.failNext(fault);
    return Promise.resolve({
      channel,
      arrived: () => channel.arrived.map(({ to, rendered }) => ({ to, text: rendered.text })),
      stop: () => Promise.resolve(),
    });
  };
}

/** A channel whose texts are longer than Twilio takes. */
function lengthened(channel: ReturnType<typeof createSmsChannel>): ReturnType<typeof createSmsChannel> {
  return {
    ...channel,
    deliver: (delivery, abort) =>
      channel.deliver({ ...delivery, rendered: { ...delivery.rendered, text: 'x'.repeat(1_601) } }, abort),
  };
}
