import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import twilio from 'twilio';
import type RequestClient from 'twilio/lib/base/RequestClient.js';

/** Twilio's HTTP client with protocol and host of each request swapped; Twilio's own edge and region do not lead elsewhere. */
export class RedirectedClient extends twilio.RequestClient {
  readonly #base: URL | undefined;
  readonly #agents: readonly (HttpAgent | HttpsAgent)[];

  constructor(baseUrl: string | undefined, timeout: number) {
    super({ timeout });
    this.#base = baseUrl === undefined ? undefined : new URL(baseUrl);
    const http = new HttpAgent({ keepAlive: true });
    const https = new HttpsAgent({ keepAlive: true });
    Object.assign(this.axios.defaults, { httpAgent: http, httpsAgent: https });
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
