import type { Channel } from '../../domain/contact/channels.js';
import type { Delivery, DeliveryResult, MessageChannel } from '../../ports/message-channel.js';

/** How one delivery ends instead of being accepted. */
export type Script = (delivery: Delivery) => DeliveryResult | Promise<DeliveryResult>;

/** The provider has the message and lost its answer. */
export const lost: Script = () => ({ kind: 'unknown', code: 'connection_lost' });
/** The provider asks to try again later. */
export const tryLater: Script = () => ({ kind: 'rejected', permanent: false, code: 'try_later' });
/** The provider refuses this recipient for good. */
export const refused: Script = () => ({ kind: 'rejected', permanent: true, code: 'mailbox_refused' });

/** A channel that keeps what it accepts, in an inbox that it may share with others, and fails as scripted for a case. */
export class FakeChannel implements MessageChannel {
  readonly channel: Channel;
  readonly reportsDelivery: boolean = false;
  readonly #inbox: Delivery[];
  readonly #scripts = new Map<string, Script[]>();
  readonly #down = new Set<string>();

  constructor(channel: Channel, inbox: Delivery[] = []) {
    this.channel = channel;
    this.#inbox = inbox;
  }

  /** Scripts the next deliveries of a case, in order. */
  next(caseId: string, ...scripts: readonly Script[]): void {
    this.#scripts.set(caseId, [...(this.#scripts.get(caseId) ?? []), ...scripts]);
  }

  /** Asks each delivery of a case to try again later, until it recovers. */
  fail(caseId: string): void {
    this.#down.add(caseId);
  }

  /** The provider is well again for this case. */
  recover(caseId: string): void {
    this.#down.delete(caseId);
  }

  async deliver(delivery: Delivery): Promise<DeliveryResult> {
    const caseId = caseOf(delivery);
    const script = this.#down.has(caseId) ? tryLater : this.#scripts.get(caseId)?.shift();
    const result = (await script?.(delivery)) ?? { kind: 'accepted', providerId: `p-${this.#inbox.length + 1}` };
    if (result.kind === 'accepted') this.#inbox.push(delivery);
    return result;
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

/** The case that a delivery belongs to, by its send key. */
export function caseOf({ key }: Delivery): string {
  return key.split('/')[1] ?? '';
}
