import { describe, expect, it } from 'vitest';
import { DeadAddresses, drawDead } from '../../../tools/chaos/dead-addresses.js';
import { journeysOf, type Cast } from '../../../tools/chaos/journeys.js';
import { Random } from '../../../tools/chaos/random.js';

const count = 1_000;
const optedOut = { refusal: 'opted_out', after: 0 } as const;

/** The customers of a large run, of whose addresses so many refuse for good. */
function cast(draw: Cast['draw']) {
  return journeysOf({ count, occurredAt: 0, draw });
}

describe('addresses that refuse for good', () => {
  it('take as many messages as was drawn, and none after that', () => {
    const dead = new DeadAddresses(new Map([['+12025550100', { refusal: 'opted_out', after: 2 }]]));
    const tries = Array.from({ length: 4 }, () => dead.refusalOf('+12025550100'));
    expect(tries).toEqual([undefined, undefined, 'opted_out', 'opted_out']);
    expect(dead.refusalOf('+12025550101')).toBeUndefined();
  });

  it('are drawn more often for customers who have another address, and never at a chance of 0', () => {
    const random = new Random(1);
    const deadOf = (chance: number, channels: readonly ('email' | 'sms')[]) =>
      Array.from({ length: count }, () => drawDead(channels, { chance, told: true }, random)).filter(
        ({ email }) => email !== undefined,
      ).length;
    expect(deadOf(0.1, ['email', 'sms'])).toBeGreaterThan(2 * deadOf(0.1, ['email']));
    expect(deadOf(0, ['email', 'sms'])).toBe(0);
  });

  it('are unreachable numbers only where what Twilio tells is always heard', () => {
    const refusals = (told: boolean) => {
      const random = new Random(1);
      return new Set(Array.from({ length: 100 }, () => drawDead(['sms'], { chance: 1, told }, random).sms?.refusal));
    };
    expect(refusals(true)).toEqual(new Set(['opted_out', 'unreachable_number']));
    expect(refusals(false)).toEqual(new Set(['opted_out']));
  });

  it('belong to one customer each, though a large run has more customers by SMS than there are numbers', () => {
    const journeys = cast((channels) => (channels.includes('sms') ? { sms: optedOut } : {}));
    const phones = journeys.flatMap(({ report }) => report.customer.phone ?? []);
    const dead = journeys.flatMap((journey) => journey.dead.map(([address]) => address));
    expect(dead.length).toBe(49);
    expect(phones.length).toBe((3 * count) / 10);
    for (const address of dead) expect(phones.filter((phone) => phone === address)).toHaveLength(1);
  });

  it('are never the number of the sender, and always one that is kept for fiction', () => {
    const phones = cast(() => ({})).flatMap(({ report }) => report.customer.phone ?? []);
    for (const phone of phones) expect(phone).toMatch(/^\+120255501(?!99)\d\d$/);
  });
});
