import type { Channel } from '../../domain/contact/channels.js';
import type { Random } from './random.js';

/** How an address refuses for good: SMTP 550 5.1.1, Twilio 21610, or Twilio 30003 after the message was taken. */
export type Refusal = 'no_such_mailbox' | 'opted_out' | 'unreachable_number';

/** An address that refuses for good, once so many messages were tried. */
export interface DeadAddress {
  readonly refusal: Refusal;
  readonly after: number;
}

/** What may be drawn of the addresses of a run. */
export interface DeadShare {
  /** The chance of an address of a customer who has no other; 0 to 1. */
  readonly chance: number;
  /** Whether what Twilio tells is always heard: else nobody could know that a number is unreachable. */
  readonly told: boolean;
}

/** The most messages that an address takes before: a journey without an answer has six. */
const mostBefore = 4;
/** A customer with another address is where fall-back is to be seen: so many times the chance. */
const moreWithAnother = 3;

/** Draws which of a customer's addresses refuse for good. */
export function drawDead(
  channels: readonly Channel[],
  { chance, told }: DeadShare,
  random: Random,
): Readonly<Partial<Record<Channel, DeadAddress>>> {
  const own = Math.min(1, channels.length > 1 ? moreWithAnother * chance : chance);
  const dead = channels.filter(() => random.chance(own));
  const bySms: readonly Refusal[] = told ? ['opted_out', 'unreachable_number'] : ['opted_out'];
  const refusals: Readonly<Record<Channel, readonly Refusal[]>> = { email: ['no_such_mailbox'], sms: bySms };
  return Object.fromEntries(
    dead.map((channel) => [channel, { refusal: random.one(refusals[channel]), after: random.between(0, mostBefore) }]),
  );
}

/** The addresses of a run that refuse for good, and how much was tried at each. */
export class DeadAddresses {
  readonly #dead: ReadonlyMap<string, DeadAddress>;
  readonly #tries = new Map<string, number>();

  constructor(dead: ReadonlyMap<string, DeadAddress>) {
    this.#dead = dead;
  }

  /** How an address refuses this try, or undefined. */
  refusalOf(address: string): Refusal | undefined {
    const dead = this.#dead.get(address);
    if (dead === undefined) return undefined;
    const before = this.#tries.get(address) ?? 0;
    this.#tries.set(address, before + 1);
    return before >= dead.after ? dead.refusal : undefined;
  }
}
