import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, T0, anIncident } from './support/builders.js';
import { asks, opened, waits } from './support/journey.js';

describe('acknowledge', () => {
  it('asks for the acknowledgement the moment the case opens, and promises news by the 24 hours', () => {
    expect(opened().next()).toEqual({
      kind: 'record',
      fact: {
        type: 'message_requested',
        slot: '1/acknowledgement/1/email',
        message: 'acknowledgement',
        round: 1,
        ordinal: 1,
        channel: 'email',
        request: 1,
        incidents: ['inc-1'],
        covers: [],
        promise: { about: 'news', dueAt: T0 + 24 * HOUR, atLeast: HOUR },
      },
    });
  });

  it('says it once: a case that is acknowledged goes on to the apology', () => {
    const j = opened().until(MINUTE);
    expect(j.told()).toEqual(['1/acknowledgement/1/email']);
    expect(waits(j).reason).toBe('somebody to take the case and sign the apology');
  });

  it('promises news a day from now where the 24 hours have passed before the case opened', () => {
    const late = opened({ incident: anIncident({ reportedAt: T0 - 24 * HOUR }) }).caughtUp();
    expect(asks(late)?.promise).toEqual({ about: 'news', dueAt: T0 + 24 * HOUR, atLeast: HOUR });
  });

  it('is met by a message within five minutes: no warning, no breach', () => {
    const j = opened().step().at(MINUTE).hears({ kind: 'accepted' }).until(HOUR);
    expect(j.facts('clock_warned', 'clock_breached')).toEqual([]);
  });

  it('warns at 3:45, breaches at 5:00 and calls the first rung while the provider is down', () => {
    const j = opened().until(6 * MINUTE, { send: () => 'open' });
    expect(j.times('clock_warned')).toEqual([3.75 * MINUTE]);
    expect(j.times('clock_breached')).toEqual([5 * MINUTE]);
    expect(j.facts('clock_breached', 'escalated')).toEqual([
      { type: 'clock_breached', clock: 'acknowledgement', incidentId: 'inc-1', round: 1 },
      { type: 'escalated', rung: 1, to: 's-101', because: 'breach' },
    ]);
  });

  it('waits for the message in flight, and asks for no other, until the message is not worth sending', () => {
    const j = opened().until(11.9 * HOUR, { send: () => 'open' });
    expect(j.facts('message_requested')).toHaveLength(1);
    expect(waits(j)).toMatchObject({
      until: 12 * HOUR,
      reason: 'the acknowledgement to go out',
      waitingFor: 'provider',
      effect: true,
      alarm: false,
    });
  });

  it('goes on without it when the sender refuses to send it', () => {
    const j = opened().step().hears({ kind: 'skipped', reason: 'capped' });
    expect(waits(j).reason).toBe('somebody to take the case and sign the apology');
    expect(j.until(HOUR).facts('clock_breached')).toEqual([]);
  });

  it('goes on to a person when no channel reaches the customer', () => {
    const j = opened({ reachableBy: [] });
    expect(asks(j)).toBeUndefined();
    expect(waits(j).waitingFor).toBe('agent');
  });
});
