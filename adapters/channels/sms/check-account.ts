import twilio from 'twilio';
import { RedirectedClient } from './redirected-client.js';
import type { SmsSettings } from './sms-channel.js';

/** Milliseconds that the look may take. */
const TIME_OUT = 4_000;

/**
 * The status of the account, as Twilio says it: active, suspended or closed. Reading it costs nothing and sends nothing.
 * Rejects with the error of Twilio's client, of which only `status` and `code` are fit to be shown.
 */
export async function accountStatus(
  settings: Pick<SmsSettings, 'accountSid' | 'authToken' | 'baseUrl'>,
): Promise<string> {
  const { accountSid, authToken, baseUrl } = settings;
  const httpClient = new RedirectedClient(baseUrl, TIME_OUT);
  try {
    const client = twilio(accountSid, authToken, { httpClient, autoRetry: false, logLevel: 'none' });
    const { status } = await client.api.v2010.accounts(accountSid).fetch();
    return status;
  } finally {
    httpClient.close();
  }
}
