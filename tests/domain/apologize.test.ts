import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, T0, anIncident } from './support/builders.js';
import { asks, opened, waits } from './support/journey.js';
import { RESOLVE, answeredWith } from './support/pasts.js';

const acknowledged = opened().until(MINUTE);

describe('apologize', () => {
  it('waits up to two hours for somebody to take the case and sign it', () => {
    expect(waits(acknowledged)).toMatchObject({ until: 2 * HOUR, waitingFor: 'agent' });
    expect(acknowledged.until(2 * HOUR - 1).told()).toEqual(['1/acknowledgement/1/email']);
  });

  it('goes out at once when somebody takes the case, and promises news by the 24 hours', () => {
    expect(asks(acknowledged.does({ type: 'take' }))).toMatchObject({
      slot: '1/apology/1/email',
      incidents: ['inc-1'],
      covers: [],
      promise: { about: 'news', dueAt: T0 + 24 * HOUR, atLeast: HOUR },
    });
  });

  it('goes out unsigned after two hours when nobody takes the case', () => {
    expect(asks(acknowledged.at(2 * HOUR).caughtUp())).toMatchObject({ message: 'apology' });
  });

  it('is said once: with a second round there is no second one', () => {
    const second = answeredWith(2).until(30 * DAY);
    expect(second.state.round.number).toBe(2);
    expect(second.asked('apology')).toHaveLength(1);
    expect(second.asked('resolution').map((order) => order.covers)).toEqual([[]]);
  });

  it('is carried by the solution where the solution comes first', () => {
    expect(asks(acknowledged.does(RESOLVE))).toMatchObject({ message: 'resolution', covers: ['apology'] });
    expect(acknowledged.does(RESOLVE).until(HOUR).told()).toEqual([
      '1/acknowledgement/1/email',
      '1/resolution/1/email',
    ]);
  });

  it('is not repeated by the solution once it was said', () => {
    expect(asks(acknowledged.until(3 * HOUR).does(RESOLVE))).toMatchObject({ message: 'resolution', covers: [] });
  });
});

describe('one apology in thirty days', () => {
  const again = opened({ lastApologyAt: T0 - 30 * DAY });

  it('leaves a customer who had one thirty days ago without another, alone or with the solution', () => {
    const j = again
      .until(HOUR)
      .does({ type: 'take' })
      .until(5 * HOUR);
    expect(j.told()).toEqual(['1/acknowledgement/1/email']);
    expect(asks(j.does(RESOLVE))).toMatchObject({ message: 'resolution', covers: [] });
  });

  it('runs no apology clock where none is owed', () => {
    expect(again.until(5 * HOUR).facts('clock_warned', 'clock_breached')).toEqual([]);
  });

  it('apologizes to a customer whose last one is a moment older than that', () => {
    const j = opened({ lastApologyAt: T0 - 30 * DAY - 1 }).until(3 * HOUR);
    expect(j.told()).toContain('1/apology/1/email');
  });

  it('measures the thirty days when the case opens, so that a long case does not apologize again', () => {
    const j = opened().until(35 * DAY);
    expect(j.asked('apology')).toHaveLength(1);
    expect(asks(j.does(RESOLVE))).toMatchObject({ message: 'resolution', covers: [] });
  });
});

describe('an apology that did not surely go out', () => {
  const asked = acknowledged.does({ type: 'take' }).step();

  it('counts as said when it is in doubt: the solution does not repeat it', () => {
    const j = asked
      .hears({ kind: 'in_doubt' })
      .at(5 * HOUR)
      .does(RESOLVE);
    expect(asks(j)).toMatchObject({ message: 'resolution', covers: [] });
  });

  it('is asked for again when it may have gone out, and the solution does not repeat it when it had', () => {
    const j = asked.hears({ kind: 'unsettled' }).does(RESOLVE).step().hears({ kind: 'accepted' });
    expect(j.told()).toEqual(['1/acknowledgement/1/email', '1/apology/1/email']);
    expect(asks(j)).toMatchObject({ message: 'resolution', covers: [] });
  });

  it('is carried by the solution when it turns out not to have gone out', () => {
    const j = asked.hears({ kind: 'unsettled' }).does(RESOLVE).step().hears({ kind: 'withdrawn' });
    expect(asks(j)).toMatchObject({ message: 'resolution', covers: ['apology'] });
  });

  it('is not repeated by the solution when its fate stayed unknown after five requests', () => {
    const unknown = asked.until(3 * HOUR, {
      send: (order) => ({ kind: order.message === 'apology' ? 'unsettled' : 'accepted' }),
    });
    expect(unknown.asked('apology')).toHaveLength(5);
    expect(asks(unknown.does(RESOLVE))).toMatchObject({ message: 'resolution', covers: [] });
  });

  it('is carried by the solution when it was withdrawn', () => {
    const j = asked.does(RESOLVE).hears({ kind: 'withdrawn' });
    expect(asks(j)).toMatchObject({ message: 'resolution', covers: ['apology'] });
  });

  it('is carried by the solution when the sender refused to send it', () => {
    const j = asked.hears({ kind: 'skipped', reason: 'not_needed' }).does(RESOLVE);
    expect(asks(j)).toMatchObject({ message: 'resolution', covers: ['apology'] });
  });
});

describe('the apology clock', () => {
  it('warns at 2:00, 3:00 and 3:36, and breaches at 4:00, while the apology cannot go out', () => {
    const down = opened()
      .until(HOUR)
      .until(5 * HOUR, { send: () => 'open' });
    const ofApology = down.journal.filter((event) => 'clock' in event && event.clock === 'apology');
    expect(ofApology.map((event) => [event.type, event.at - T0])).toEqual([
      ['clock_warned', 2 * HOUR],
      ['clock_warned', 3 * HOUR],
      ['clock_warned', 3.6 * HOUR],
      ['clock_breached', 4 * HOUR],
    ]);
  });

  it('is met by an apology at two hours', () => {
    const j = opened().until(5 * HOUR);
    expect(j.facts('clock_breached')).toEqual([]);
  });

  it('does not run in a low severity, whose apology comes with the solution', () => {
    const j = opened({ incident: anIncident({ severity: 'low' }) }).until(5 * HOUR);
    expect(j.facts('clock_warned', 'clock_breached')).toEqual([]);
  });
});
