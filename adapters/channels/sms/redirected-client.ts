import twilio from 'twilio';
import type RequestClient from 'twilio/lib/base/RequestClient.js';
import { ConnectedHttpAgent, ConnectedHttpsAgent } from './connected-agents.js';
import { lastLook } from './last-look.js';

/**
 * Twilio's HTTP client with protocol and host of each request swapped, so that Twilio's own edge and region do not lead
 * elsewhere; it looks at the limit of a request right before its first byte is written.
 */
export class RedirectedClient extends twilio.RequestClient {
  readonly #base: URL | undefined;
  readonly #agents: readonly (ConnectedHttpAgent | ConnectedHttpsAgent)[];

  constructor(baseUrl: string | undefined, timeout: number) {
    super({ timeout });
    this.#base = baseUrl === undefined ? undefined : new URL(baseUrl);
    const http = new ConnectedHttpAgent(timeout);
    const https = new ConnectedHttpsAgent(timeout);
    Object.assign(this.axios.defaults, { httpAgent: http, httpsAgent: https, transport: lastLook });
    this.#agents = [http, https];
  }

  override request<T>(options: RequestClient.RequestOptions<T>) {
    return super.request<T>({ ...options, uri: this.#led(options.uri) });
  }

  /** Releases idle connections. */
  close(): void {
    for (const agent of this.#agents) agent.destroy();
  }

  #led(uri: string): string {
    if (this.#base === undefined) return uri;
    const led = new URL(uri);
    led.protocol = this.#base.protocol;
    led.host = this.#base.host;
    return led.href;
  }
}
