import type { Channel } from '../../../domain/contact/channels.js';
import type { Clock } from '../../../ports/clock.js';
import type { Delivery, DeliveryResult, MessageChannel } from '../../../ports/message-channel.js';

/** What the twin's provider does with the next message instead of taking it. */
export type MemoryFault = 'refuse_for_now' | 'refuse_for_good' | 'take_and_stay_silent';

/** A message channel in memory, for tests that are not about providers. */
export interface MemoryChannel extends MessageChannel {
  /** Every message that arrived, oldest first. */
  readonly arrived: readonly Delivery[];
  /** Lets the next deliveries go wrong, one fault each. */
  failNext(...faults: readonly MemoryFault[]): void;
}

/** The twin of e-mail or SMS: it holds the same contract and keeps what arrived. */
export function createMemoryChannel(channel: Channel, clock: Clock): MemoryChannel {
  const arrived: Delivery[] = [];
  const faults: MemoryFault[] = [];

  function take(delivery: Delivery): DeliveryResult {
    const fault = faults.shift();
    if (fault === 'refuse_for_now') return { kind: 'rejected', permanent: false, code: 'try_later' };
    if (fault === 'refuse_for_good') return { kind: 'rejected', permanent: true, code: 'refused_by_provider' };
    arrived.push(delivery);
    if (fault === 'take_and_stay_silent') return { kind: 'unknown', code: 'connection_lost' };
    return { kind: 'accepted', providerId: `memory-${arrived.length}` };
  }

  return {
    channel,
    reportsDelivery: false,
    arrived,
    failNext: (...next) => void faults.push(...next),
    deliver(delivery, abort) {
      if (!oneAddress[channel].test(delivery.to)) {
        return Promise.resolve({ kind: 'rejected', permanent: true, code: 'bad_address' });
      }
      const late = abort.aborted || clock.now() >= delivery.deadlineAt;
      return Promise.resolve(late ? { kind: 'rejected', permanent: false, code: 'deadline_passed' } : take(delivery));
    },
    close: () => Promise.resolve(),
  };
}

/** Rougher than what the real channels ask, and enough for addresses of tests. */
const oneAddress: Readonly<Record<Channel, RegExp>> = {
  email: /^[^\s,;<>()@]+@[^\s,;<>()@]+$/,
  sms: /^\+[1-9]\d{6,14}$/,
};
