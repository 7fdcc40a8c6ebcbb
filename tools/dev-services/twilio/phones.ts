import type { SmsStatus } from './message.js';

/** One step of a message after it was queued. */
export interface DeliveryStep {
  readonly status: Exclude<SmsStatus, 'queued'>;
  /** Twilio's code of why it was not delivered. */
  readonly errorCode?: number;
}

/** How the phones at the other end take messages; one that nothing was said about receives them. */
export class Phones {
  readonly #optedOut = new Set<string>();
  readonly #undeliverable = new Map<string, number>();
  readonly #silent = new Set<string>();

  /** As after STOP: from now on messages to this number are refused with 21610. */
  readonly optOut = (to: string): void => void this.#optedOut.add(to);

  /** As after START: messages to this number are taken again. */
  readonly optIn = (to: string): void => void this.#optedOut.delete(to);

  /** From now on messages to this number end undelivered with this Twilio error code. */
  readonly failDeliveryTo = (to: string, errorCode: number): void => void this.#undeliverable.set(to, errorCode);

  /** From now on messages to this number stay sent: no receipt ever comes. */
  readonly silenceFor = (to: string): void => void this.#silent.add(to);

  /** Whether messages to this number are refused. */
  isOptedOut(to: string): boolean {
    return this.#optedOut.has(to);
  }

  /** What becomes of a message to this number, in order. */
  stepsTo(to: string): readonly DeliveryStep[] {
    const errorCode = this.#undeliverable.get(to);
    const end: DeliveryStep = errorCode === undefined ? { status: 'delivered' } : { status: 'undelivered', errorCode };
    return this.#silent.has(to) ? [{ status: 'sent' }] : [{ status: 'sent' }, end];
  }
}
