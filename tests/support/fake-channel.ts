import type { Channel } from '../../domain/contact/channels.js';
import type { Delivery, DeliveryResult, Doubt, EvidenceSource, MessageChannel } from '../../ports/message-channel.js';

/** How one delivery ends instead of being accepted. */
export type Script = (delivery: Delivery) => DeliveryResult | Promise<DeliveryResult>;

/** The answer of the provider is lost, and so is the message. */
export const lost: Script = () => ({ kind: 'unknown', code: 'connection_lost' });
/** The provider asks to try again later. */
export const tryLater: Script = () => ({ kind: 'rejected', permanent: false, code: 'try_later' });
/** The provider refuses this recipient for good. */
export const refused: Script = () => ({ kind: 'rejected', permanent: true, code: 'mailbox_refused' });

/** A channel that keeps what it accepts, in an inbox that it may share with others, and fails as scripted for a case. */
export class FakeChannel implements MessageChannel {
  readonly channel: Channel;
  /** Whether the provider tells of each delivery. */
  reportsDelivery = false;
  /** What the provider shows; nothing unless a test says so. */
  evidence?: EvidenceSource;
  /** What the provider was asked about. */
  readonly doubts: Doubt[] = [];
  readonly #inbox: Delivery[];
  readonly #scripts = new Map<string, Script[]>();
  readonly #down = new Set<string>();

  constructor(channel: Channel, inbox: Delivery[] = []) {
    this.channel = channel;
    this.#inbox = inbox;
  }

  /** The provider has the message, and its answer is lost. */
  readonly takenInSilence: Script = (delivery) => {
    this.#inbox.push(delivery);
    return lost(delivery);
  };

  /** The provider dies with the message half handed over: the sender never hears, and is not heard of either. */
  readonly senderDies: Script = (delivery) => {
    this.#inbox.push(delivery);
    throw new Error('the worker was killed');
  };

  /** From now on the provider shows what has arrived, whole after so many milliseconds. */
  shows(settleMs: number): void {
    this.evidence = {
      settleMs,
      look: (doubt) => {
        this.doubts.push(doubt);
        const arrived = this.#inbox.some(({ mark, to }) => mark === doubt.mark && to === doubt.to);
        return Promise.resolve(arrived ? { kind: 'arrived', providerId: 'shown' } : { kind: 'absent' });
      },
    };
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
