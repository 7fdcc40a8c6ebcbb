import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import { publicUrl, type Edge } from '../../support/server.js';
import { account } from './doors.js';

export const inboundPath = '/hooks/twilio/inbound';
export const phone = '+12025550143';

let texts = 0;

/** Posts a text as Twilio does; each has an id of its own unless the test says which. */
export function text({ app }: Edge, body: string, more: Readonly<Record<string, string>> = {}) {
  const form = {
    AccountSid: account.accountSid,
    MessageSid: `SM${(texts += 1)}`,
    From: phone,
    To: '+12025550199',
    Body: body,
    ...more,
  };
  return app.inject({
    method: 'POST',
    url: inboundPath,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': getExpectedTwilioSignature(account.authToken, `${publicUrl}${inboundPath}`, form),
    },
    payload: new URLSearchParams(form).toString(),
  });
}
