import type { InboxMail, SmsMessage } from '../dev-services/index.js';

/** A message as it lies at the receiver. */
export interface Received {
  readonly channel: 'email' | 'sms';
  /** An address or a number. */
  readonly to: string;
  /** When it arrived, epoch milliseconds. */
  readonly at: number;
  readonly subject?: string;
  readonly text: string;
  /** By which its send key is recognised: the header of a mail, the end of an SMS; undefined when it bears none. */
  readonly mark: string | undefined;
}

/** Everything that lies in the inbox and on the stand-in's phones, oldest first. */
export function allReceived(mails: readonly InboxMail[], messages: readonly SmsMessage[]): readonly Received[] {
  return [...mails.map(ofMail), ...messages.map(ofSms)].sort((a, b) => a.at - b.at);
}

function ofMail({ to, subject, text = '', time, headers }: InboxMail): Received {
  const mark = headers['x-amends-key'];
  return {
    channel: 'email',
    to: to.map(({ address }) => address).join(', '),
    at: Date.parse(time),
    subject,
    text,
    mark: typeof mark === 'string' ? mark : undefined,
  };
}

function ofSms({ to, body, createdAt }: SmsMessage): Received {
  return { channel: 'sms', to, at: createdAt, text: body, mark: /\(([a-z2-7]{6})\)$/.exec(body)?.[1] };
}
