import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import type { SmsMessage } from './message.js';

/** The account in whose name callbacks are signed. */
export interface Account {
  readonly accountSid: string;
  readonly authToken: string;
}

/** A report of one status to the sender of a message. */
export interface StatusCallback {
  /** As the sender gave it, with its query: the signature covers all of it. */
  readonly url: string;
  readonly form: Readonly<Record<string, string>>;
}

// Dev services speak to nobody outside this machine, whatever callback a message names.
const ownHosts: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];
const callbackLimitMs = 5_000;

/** Whether an address is on this machine. */
export function isOwnHost(url: string): boolean {
  return ownHosts.includes(new URL(url).hostname);
}

/** The report of a message as it stands; undefined where its sender asked for none, or for one outside this machine. */
export function callbackOf(message: SmsMessage, accountSid: string): StatusCallback | undefined {
  const url = message.statusCallback;
  if (url === undefined || !isOwnHost(url)) return undefined;
  return { url, form: formOf(message, accountSid) };
}

/** Posts a report, signed. As at Twilio, one that fails is not repeated, and changes nothing about the message. */
export async function post({ url, form }: StatusCallback, authToken: string): Promise<void> {
  await fetch(url, {
    method: 'POST',
    headers: { 'X-Twilio-Signature': getExpectedTwilioSignature(authToken, url, form) },
    body: new URLSearchParams(form),
    redirect: 'manual',
    signal: AbortSignal.timeout(callbackLimitMs),
  }).then(
    (answer) => answer.arrayBuffer(),
    () => undefined,
  );
}

function formOf(message: SmsMessage, accountSid: string): Record<string, string> {
  return {
    AccountSid: accountSid,
    ApiVersion: '2010-04-01',
    From: message.from,
    MessageSid: message.sid,
    MessageStatus: message.status,
    SmsSid: message.sid,
    SmsStatus: message.status,
    To: message.to,
    ...(message.errorCode !== undefined && { ErrorCode: String(message.errorCode) }),
  };
}
