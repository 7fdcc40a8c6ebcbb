import { checkRelay } from '../../adapters/channels/email/index.js';
import { accountStatus } from '../../adapters/channels/sms/index.js';
import type { Variables } from '../../config/index.js';
import { fault, ok, skipped, type Check } from './check.js';

/** The ways to customers, as far as one can look without sending anything. */
export function channelChecks(settings: Variables): readonly Check[] {
  const { SMTP_URL: smtpUrl } = settings;
  return [...(smtpUrl === undefined ? [] : [smtpCheck(smtpUrl)]), twilioCheck(settings)];
}

function smtpCheck(url: string): Check {
  return {
    name: 'SMTP',
    remedy: 'see that host, port, login and TLS in SMTP_URL are right and that the mail server is reachable from here',
    look: async () => {
      await checkRelay(url);
      return ok('it takes our login');
    },
  };
}

function twilioCheck(settings: Variables): Check {
  const { TWILIO_ACCOUNT_SID: accountSid, TWILIO_AUTH_TOKEN: authToken, TWILIO_BASE_URL: baseUrl } = settings;
  return {
    name: 'Twilio',
    remedy:
      'compare TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN with the Twilio console; see that Twilio is reachable from here',
    look: async () => {
      if (accountSid === undefined || authToken === undefined) return skipped('not configured: no SMS is sent');
      const status = await accountStatus({ accountSid, authToken, ...(baseUrl !== undefined && { baseUrl }) });
      if (status === 'active') return ok('the account is active');
      return fault(`the account is ${status}`, 'see in the Twilio console why, and have it opened again');
    },
  };
}
