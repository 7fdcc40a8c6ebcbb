import type { SmsMessage } from './message.js';
import { type Post, signedPost } from './signed-post.js';

/** The account in whose name callbacks are signed. */
export interface Account {
  readonly accountSid: string;
  readonly authToken: string;
}

// Dev services speak to nobody outside this machine, whatever callback a message names.
const ownHosts: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];
const callbackLimitMs = 5_000;

/** Whether an address is on this machine. */
export function isOwnHost(url: string): boolean {
  return ownHosts.includes(new URL(url).hostname);
}

/** The report of a message as it stands; undefined where its sender asked for none, or for one outside this machine. */
export function callbackOf(message: SmsMessage, accountSid: string): Post | undefined {
  const url = message.statusCallback;
  if (url === undefined || !isOwnHost(url)) return undefined;
  return { url, form: formOf(message, accountSid) };
}

/** Posts a report, signed. As at Twilio, one that fails is not repeated, and changes nothing about the message. */
export async function post(callback: Post, authToken: string): Promise<void> {
  await signedPost(callback, authToken, callbackLimitMs).then(
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
