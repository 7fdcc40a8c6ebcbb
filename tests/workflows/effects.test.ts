import { describe, expect, it } from 'vitest';
import { aProtocol } from '../domain/support/builders.js';
import { timeSkippingWorld } from './support/worlds.js';

describe('effects of a case', () => {
  const world = timeSkippingWorld();

  it('a result that arrives when a clock is due is told once: what the clock brought about starts nothing again', async () => {
    // Overdue from the first millisecond, the ladder is climbed at every look; no alarm rings while a message is out.
    const clocks = { ...aProtocol().clocks, acknowledgement: 1 };
    await world().publish({ clocks, escalateAgainAfter: 1, soon: 0 });
    const customer = world().customer();
    await customer.report();
    await world().pass(10_000);
    await customer.command({ type: 'abort', cause: 'reported_by_mistake' });
    await customer.ended();
    const accepted = await customer.facts('message_accepted');
    expect(accepted.map((fact) => 'slot' in fact && fact.slot)).toEqual([
      '1/acknowledgement/1/email',
      '1/closing/1/email',
    ]);
    expect(await customer.facts('promise_made')).toHaveLength(1);
    // The case did climb while the acknowledgement was out: otherwise nothing was tried here.
    expect((await customer.facts('escalated')).length).toBeGreaterThan(1);
  });
});
