import { randomBytes } from 'node:crypto';
import { SegmentedMessage } from 'sms-segments-calculator';

/** The part of Twilio's message life that an outgoing SMS goes through. */
export type SmsStatus = 'queued' | 'sent' | 'delivered' | 'undelivered';

/** A message that the stand-in has accepted. */
export interface SmsMessage {
  readonly sid: string;
  readonly to: string;
  readonly from: string;
  readonly body: string;
  readonly statusCallback: string | undefined;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  updatedAt: number;
  /** Epoch milliseconds; undefined while queued, as at Twilio. */
  sentAt: number | undefined;
  status: SmsStatus;
  /** Twilio's code of why it was not delivered. */
  errorCode: number | undefined;
}

/** What a sender asks for. */
export type SmsRequest = Pick<SmsMessage, 'to' | 'from' | 'body' | 'statusCallback'>;

/** A queued message with a SID of its own. */
export function acceptMessage(request: SmsRequest, now: number): SmsMessage {
  return {
    ...request,
    sid: `SM${randomBytes(16).toString('hex')}`,
    createdAt: now,
    updatedAt: now,
    sentAt: undefined,
    status: 'queued',
    errorCode: undefined,
  };
}

/** The message as Twilio's API shows it. */
export function toResource(message: SmsMessage, accountSid: string): Readonly<Record<string, unknown>> {
  const path = `/2010-04-01/Accounts/${accountSid}/Messages/${message.sid}`;
  return {
    account_sid: accountSid,
    api_version: '2010-04-01',
    body: message.body,
    date_created: rfc2822(message.createdAt),
    date_sent: message.sentAt === undefined ? null : rfc2822(message.sentAt),
    date_updated: rfc2822(message.updatedAt),
    direction: 'outbound-api',
    error_code: message.errorCode ?? null,
    error_message: null,
    from: message.from,
    messaging_service_sid: null,
    num_media: '0',
    num_segments: String(new SegmentedMessage(message.body).segmentsCount),
    price: null,
    price_unit: null,
    sid: message.sid,
    status: message.status,
    subresource_uris: { media: `${path}/Media.json` },
    to: message.to,
    uri: `${path}.json`,
  };
}

function rfc2822(at: number): string {
  return new Date(at).toUTCString().replace('GMT', '+0000');
}
