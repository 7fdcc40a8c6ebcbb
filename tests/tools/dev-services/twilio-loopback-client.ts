import twilio from 'twilio';
import RequestClient from 'twilio/lib/base/RequestClient.js';
import type { TwilioStandIn } from '../../../tools/dev-services/index.js';

type TwilioClient = ReturnType<typeof twilio>;

/** Twilio's own client, with each of its requests sent to another protocol and host. */
export function clientAt(baseUrl: string, account: Pick<TwilioStandIn, 'accountSid' | 'authToken'>): TwilioClient {
  const { protocol, host } = new URL(baseUrl);
  class LoopbackRequestClient extends RequestClient {
    override request<T>(options: RequestClient.RequestOptions<T>) {
      const uri = Object.assign(new URL(options.uri), { protocol, host }).toString();
      return super.request<T>({ ...options, uri });
    }
  }
  return twilio(account.accountSid, account.authToken, { httpClient: new LoopbackRequestClient() });
}
