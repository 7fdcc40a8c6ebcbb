import { describe, expect, it } from 'vitest';
import { promisedAt } from '../../domain/journey/promise-terms.js';
import { DAY, HOUR, MINUTE, T0, anIncident } from './support/builders.js';
import { asks, opened, waits } from './support/journey.js';
import { RESOLVE, resolvedAfter } from './support/pasts.js';

const apologized = opened().until(3 * HOUR);
const taken = apologized.does({ type: 'take' });

describe('resolve', () => {
  it('waits for somebody to take and resolve it, until the resolution clock warns at twelve hours', () => {
    expect(waits(apologized)).toMatchObject({
      until: 12 * HOUR,
      reason: 'somebody to take and resolve it',
      waitingFor: 'agent',
    });
  });

  it('tells the customer at once, and promises to check within 48 hours and four of slack', () => {
    expect(asks(taken.at(20 * HOUR).does(RESOLVE))).toEqual({
      type: 'message_requested',
      slot: '1/resolution/1/email',
      message: 'resolution',
      round: 1,
      ordinal: 1,
      channel: 'email',
      request: 1,
      incidents: ['inc-1'],
      covers: [],
      promise: { about: 'check', dueAt: T0 + 72 * HOUR, atLeast: 52 * HOUR },
    });
  });

  it('counts the check from the telling: a solution that leaves six hours late promises it six hours later', () => {
    const promise = asks(taken.at(20 * HOUR).does(RESOLVE))?.promise;
    expect(promise && promisedAt(promise, T0 + 26 * HOUR)).toBe(T0 + 78 * HOUR);
  });

  it('is met only when the customer was told: a solution whose message hangs breaches at 24 hours', () => {
    const hanging = taken
      .until(20 * HOUR)
      .does(RESOLVE)
      .until(25 * HOUR, { send: () => 'open' });
    expect(hanging.times('clock_breached')).toEqual([24 * HOUR]);
  });

  it('is met by a message a minute before the 24 hours, and nothing is escalated', () => {
    const j = resolvedAfter(24 * HOUR - MINUTE).until(2 * DAY);
    expect(j.facts('clock_breached', 'escalated')).toEqual([]);
  });

  it('is met when the message is in doubt: it may have arrived, and the journey goes on to the check', () => {
    const j = taken
      .at(20 * HOUR)
      .does(RESOLVE)
      .step()
      .hears({ kind: 'in_doubt' });
    expect(j.until(25 * HOUR).facts('clock_breached')).toEqual([]);
    expect(j.until(68 * HOUR).told()).toContain('1/follow_up/1/email');
  });

  it('keeps the cause that the person named', () => {
    expect(taken.does(RESOLVE).state.cause).toBe('lost_by_courier');
  });

  it('makes the person who resolves an unowned case its owner', () => {
    expect(apologized.does(RESOLVE, { actor: 's-104' }).state.owner).toBe('s-104');
  });

  it('leaves the owner of a case in place when somebody else resolves it', () => {
    expect(taken.does(RESOLVE, { actor: 's-104' }).state.owner).toBe('s-101');
  });

  it('is over without a message when no channel reaches the customer', () => {
    const j = opened({ reachableBy: [] })
      .until(3 * HOUR)
      .does(RESOLVE);
    expect(asks(j)).toBeUndefined();
    expect(j.until(25 * HOUR).facts('clock_breached')).toEqual([]);
  });
});

describe('resolved before the acknowledgement went out', () => {
  const asked = opened().step();

  it('withdraws the acknowledgement and says everything in one combined message', () => {
    const j = asked.at(MINUTE).does(RESOLVE).until(HOUR);
    expect(j.facts('message_withdrawn')).toEqual([{ type: 'message_withdrawn', slot: '1/acknowledgement/1/email' }]);
    expect(j.told()).toEqual(['1/resolved_at_once/1/email']);
    expect(j.facts('message_requested').at(-1)).toMatchObject({
      message: 'resolved_at_once',
      covers: ['acknowledgement', 'apology', 'resolution'],
      promise: { about: 'check' },
    });
  });

  it('meets all three clocks with the combined message', () => {
    const j = asked
      .at(MINUTE)
      .does(RESOLVE)
      .until(25 * HOUR);
    expect(j.facts('clock_warned', 'clock_breached')).toEqual([]);
  });

  it('says a resolution of its own when the acknowledgement had gone out after all', () => {
    const j = asked.at(MINUTE).does(RESOLVE).hears({ kind: 'accepted' });
    expect(asks(j)).toMatchObject({ message: 'resolution', covers: ['apology'] });
  });

  it('says it in one message while a doubtful acknowledgement counts as said', () => {
    const j = asked.hears({ kind: 'in_doubt' }).does(RESOLVE);
    expect(asks(j)).toMatchObject({ message: 'resolution', covers: ['apology'] });
  });
});

describe('some of two incidents resolved', () => {
  const both = taken.joins(anIncident({ id: 'inc-2', reportedAt: T0 + 3 * HOUR })).until(4 * HOUR);

  it('tells of the one that is resolved, and waits for the other', () => {
    const j = both.does({ ...RESOLVE, incidents: ['inc-1'] });
    expect(asks(j)).toMatchObject({ message: 'resolution', incidents: ['inc-1'] });
    expect(waits(j.until(5 * HOUR))).toMatchObject({ waitingFor: 'agent' });
  });

  it('tells of the other in a second resolution', () => {
    const j = both
      .does({ ...RESOLVE, incidents: ['inc-1'] })
      .until(5 * HOUR)
      .does(RESOLVE);
    expect(asks(j)).toMatchObject({ slot: '1/resolution/2/email', incidents: ['inc-2'] });
  });

  it('acknowledges with the solution the one that was not acknowledged yet', () => {
    const late = taken.joins(anIncident({ id: 'inc-2', reportedAt: T0 + 3 * HOUR }));
    expect(asks(late.does(RESOLVE))).toMatchObject({ message: 'resolution', covers: ['acknowledgement'] });
    expect(asks(both.does(RESOLVE))).toMatchObject({ message: 'resolution', covers: [] });
  });

  it('tells of both in one message when both are resolved', () => {
    const j = both.does(RESOLVE).until(2 * DAY);
    expect(j.asked('resolution')).toMatchObject([{ incidents: ['inc-1', 'inc-2'] }]);
  });
});

describe('a solution that every channel refuses', () => {
  it('is given up for an incident only where each has refused a text that names it', () => {
    const both = opened()
      .until(HOUR)
      .does({ type: 'take' })
      .until(3 * HOUR)
      .joins(anIncident({ id: 'inc-2', reportedAt: T0 + 3 * HOUR }))
      .until(3 * HOUR);
    const refused = { kind: 'rejected', code: 'refused_by_provider' } as const;
    const byMail = both
      .does({ ...RESOLVE, incidents: ['inc-1'] })
      .step()
      .hears(refused);
    const bySms = byMail
      .does({ ...RESOLVE, incidents: ['inc-2'] })
      .step()
      .hears(refused);
    const again = bySms.step();
    expect(again.asked('resolution').map(({ channel, incidents }) => [channel, incidents])).toEqual([
      ['email', ['inc-1']],
      ['sms', ['inc-1', 'inc-2']],
      ['email', ['inc-2']],
    ]);
  });
});
