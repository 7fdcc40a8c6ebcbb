import type { Channel } from '../../../domain/contact/channels.js';
import type { Delivery, DeliveryResult, MessageChannel } from '../../../ports/message-channel.js';

/** How the next delivery of a message type ends; `accepted` unless scripted. */
export type Script = (delivery: Delivery) => DeliveryResult | Promise<DeliveryResult>;

/** A channel that keeps what it accepts, and fails as scripted. */
export class FakeChannel implements MessageChannel {
  readonly channel: Channel;
  readonly accepted: Delivery[] = [];
  readonly #scripts: Script[] = [];

  constructor(channel: Channel) {
    this.channel = channel;
  }

  /** Scripts the next deliveries, in order. */
  next(...scripts: readonly Script[]): void {
    this.#scripts.push(...scripts);
  }

  /** The message types that were accepted, in order. */
  get messages(): readonly string[] {
    return this.accepted.map(({ key }) => key.split('/')[3] ?? '');
  }

  async deliver(delivery: Delivery): Promise<DeliveryResult> {
    const script = this.#scripts.shift();
    const result = (await script?.(delivery)) ?? { kind: 'accepted', providerId: `p-${this.accepted.length + 1}` };
    if (result.kind === 'accepted') this.accepted.push(delivery);
    return result;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
