import { describe, expect, it } from 'vitest';
import { DAY, HOUR, T0, anIncident } from './support/builders.js';
import { asks, waits } from './support/journey.js';
import { RESOLVE, answers, resolvedAfter } from './support/pasts.js';

const told = resolvedAfter(20 * HOUR);

describe('follow up', () => {
  it('waits for 48 hours after the customer was told', () => {
    expect(waits(told)).toMatchObject({
      until: 68 * HOUR,
      reason: 'the time to ask whether the repair held',
      waitingFor: 'time',
    });
    expect(asks(told.at(68 * HOUR - 1))).toBeUndefined();
  });

  it('asks at 48 hours whether it held, and promises the survey for 72 hours and four of slack', () => {
    expect(asks(told.at(68 * HOUR))).toMatchObject({
      slot: '1/follow_up/1/email',
      incidents: ['inc-1'],
      promise: { about: 'survey', dueAt: T0 + 96 * HOUR, atLeast: HOUR },
    });
  });

  it('counts from the message and not from the decision, where the message came hours later', () => {
    const late = resolvedAfter(
      20 * HOUR,
      {},
      { send: (order) => (order.message === 'resolution' ? 'open' : { kind: 'accepted' }) },
    );
    expect(waits(late.at(23 * HOUR).hears({ kind: 'accepted' }))).toMatchObject({ until: 71 * HOUR });
  });

  it('is said once: after it the case waits for the time of the survey', () => {
    expect(waits(told.until(70 * HOUR))).toMatchObject({ until: 92 * HOUR, waitingFor: 'time' });
  });

  it('is said again in the second round', () => {
    const second = answers(told.until(4 * DAY), 1)
      .until(5 * DAY)
      .does(RESOLVE)
      .until(8 * DAY);
    expect(second.told()).toContain('2/follow_up/1/email');
  });

  it('is left to the survey in a low severity, whose round has room for three messages', () => {
    const low = resolvedAfter(20 * HOUR, { incident: anIncident({ severity: 'low' }) });
    expect(waits(low)).toMatchObject({ until: 92 * HOUR });
    expect(asks(low.at(92 * HOUR))).toMatchObject({ message: 'survey', covers: ['follow_up'] });
  });

  it('leaves the survey to come on its day when it was refused', () => {
    const j = told
      .at(68 * HOUR)
      .step()
      .hears({ kind: 'skipped', reason: 'not_needed' });
    expect(asks(j.upTo(92 * HOUR))).toMatchObject({ message: 'survey', covers: [] });
  });
});

describe('where the check and the survey are both due after a hold', () => {
  const held = (version: number) =>
    told
      .and({ type: 'rules_adopted', version })
      .does({ type: 'hold', reason: 'customer_travels', until: T0 + 10 * DAY })
      .until(10 * DAY);

  it('one message asks both, and keeps the promise of the check or says that it was missed', () => {
    const j = held(4);
    expect(j.asked('follow_up')).toEqual([]);
    expect(j.asked('survey')).toMatchObject([{ covers: ['follow_up'] }]);
    expect(j.asked('survey')[0]?.missedDueAt).toBeDefined();
  });

  it('rules 3 asked in two messages', () => {
    const j = held(3);
    expect(j.asked('follow_up')).toHaveLength(1);
    expect(j.asked('survey')).toMatchObject([{ covers: [] }]);
  });

  it('a customer who wants no survey is asked whether it held', () => {
    const spared = told
      .and({ type: 'rules_adopted', version: 4 })
      .does({ type: 'channel_stopped', channel: 'email', scope: 'survey', confirm: false })
      .does({ type: 'hold', reason: 'customer_travels', until: T0 + 10 * DAY });
    expect(spared.until(11 * DAY).asked('follow_up')).toHaveLength(1);
  });
});
