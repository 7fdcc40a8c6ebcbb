import { describe, expect, it } from 'vitest';
import { DAY, HOUR, T0, anIncident } from './support/builders.js';
import type { World } from './support/journey.js';
import { asks, opened, waits } from './support/journey.js';
import { RESOLVE, answeredWith, answers, resolvedAfter } from './support/pasts.js';

const low = { incident: anIncident({ severity: 'low' }) };

describe('close loop', () => {
  it('closes with outcome, cause and the closing message as the last one', () => {
    const j = answeredWith(5).until(30 * DAY);
    expect(j.facts('case_closed')).toEqual([
      { type: 'case_closed', outcome: 'recovered', cause: 'lost_by_courier', lastMessage: '1/closing/1/email' },
    ]);
  });

  it('does not close before the closing message is over', () => {
    const flying = answeredWith(5).step();
    expect(waits(flying)).toMatchObject({ reason: 'the closing to go out', effect: true });
    expect(flying.hears({ kind: 'accepted' }).next()).toMatchObject({ kind: 'close' });
  });

  it('writes no closing note without news in a low severity, and says why', () => {
    const j = answeredWith(5, low).until(30 * DAY);
    expect(j.facts('case_closed')).toEqual([
      {
        type: 'case_closed',
        outcome: 'recovered',
        cause: 'lost_by_courier',
        lastMessage: 'none: no room in the message budget, and no news',
      },
    ]);
  });

  it('writes a closing note in a low severity after a second round, since that is news', () => {
    const second = answeredWith(1, low)
      .until(5 * DAY)
      .does(RESOLVE)
      .until(9 * DAY);
    expect(
      answers(second, 5)
        .until(30 * DAY)
        .told(),
    ).toContain('2/closing/1/email');
  });

  it('says that no channel reached the customer when the closing message was refused everywhere', () => {
    const refuses: World = {
      send: (order) => (order.message === 'closing' ? { kind: 'rejected', code: 'blocked' } : { kind: 'accepted' }),
    };
    const j = answeredWith(5).until(30 * DAY, refuses);
    expect(j.facts('case_closed')).toMatchObject([{ lastMessage: 'none: no channel reached the customer' }]);
    expect(j.facts('message_rejected')).toHaveLength(2);
  });

  it('names a closing message in doubt as the last one', () => {
    const j = answeredWith(5).step().hears({ kind: 'in_doubt' });
    expect(j.next()).toMatchObject({ kind: 'close', lastMessage: '1/closing/1/email' });
  });

  it('ends a customer whom no channel reaches as unreachable, once somebody has resolved it', () => {
    const j = opened({ reachableBy: [] })
      .until(3 * HOUR)
      .does(RESOLVE)
      .until(30 * DAY);
    expect(j.state.closed).toMatchObject({ outcome: 'unreachable', cause: 'lost_by_courier' });
    expect(j.told()).toEqual([]);
  });

  it('never ends a customer as unreachable who was invited to answer', () => {
    expect(resolvedAfter(20 * HOUR).until(30 * DAY).state.closed?.outcome).toBe('unconfirmed');
  });

  it('does not close while an incident is joining', () => {
    const j = answeredWith(5)
      .does({ type: 'incident', incidentId: 'inc-2' })
      .until(5 * DAY);
    expect(j.state.phase).toBe('open');
    expect(waits(j)).toMatchObject({ reason: 'an incident that is joining', effect: true });
  });

  it('closes after the incident that was joining was refused', () => {
    const j = answeredWith(5).does({ type: 'incident', incidentId: 'inc-2' });
    const refused = j.and({ type: 'incident_refused', incidentId: 'inc-2', reason: 'too_old' });
    expect(refused.until(5 * DAY).state.closed).toMatchObject({ outcome: 'recovered' });
  });

  it('says that it waits for nothing more once it is closed', () => {
    expect(
      answeredWith(5)
        .until(30 * DAY)
        .next(),
    ).toMatchObject({ kind: 'close' });
  });
});

describe('a decision about the end', () => {
  const taken = opened()
    .until(HOUR)
    .does({ type: 'take' })
    .until(3 * HOUR);

  it.each([
    { command: { type: 'withdraw', cause: 'customer_asked' }, outcome: 'withdrawn' },
    { command: { type: 'abort', cause: 'duplicate_case' }, outcome: 'not_recovered' },
    { command: { type: 'close', outcome: 'not_upheld', cause: 'no_failure' }, outcome: 'not_upheld' },
    { command: { type: 'close', outcome: 'declined', cause: 'no_wish' }, outcome: 'declined' },
    { command: { type: 'close', outcome: 'unreachable', cause: 'moved' }, outcome: 'unreachable' },
    { command: { type: 'close', outcome: 'not_recovered', cause: 'left' }, outcome: 'not_recovered' },
  ] as const)('$command.type ends the case with a closing message as $outcome', ({ command, outcome }) => {
    const j = taken.does(command).until(4 * HOUR);
    expect(j.facts('case_closed')).toEqual([
      { type: 'case_closed', outcome, cause: command.cause, lastMessage: '1/closing/1/email' },
    ]);
  });

  it('stops the clocks: nothing warns or breaches while the closing message hangs', () => {
    const j = taken.does({ type: 'abort', cause: 'duplicate_case' }).until(11 * HOUR, { send: () => 'open' });
    expect(j.facts('clock_warned', 'clock_breached')).toEqual(taken.facts('clock_warned', 'clock_breached'));
  });

  it('writes a closing note even in a low severity', () => {
    const j = opened(low)
      .until(HOUR)
      .does({ type: 'withdraw', cause: 'customer_asked' })
      .until(2 * HOUR);
    expect(j.told()).toContain('1/closing/1/email');
  });

  it('withdraws a message in flight before the closing note goes out', () => {
    const j = opened().step().does({ type: 'withdraw', cause: 'customer_asked' }).until(HOUR);
    expect(j.facts('message_withdrawn')).toEqual([{ type: 'message_withdrawn', slot: '1/acknowledgement/1/email' }]);
    expect(j.told()).toEqual(['1/closing/1/email']);
  });

  it('ends a case on hold at once', () => {
    const held = taken.does({ type: 'hold', reason: 'customer_travels', until: T0 + 5 * DAY });
    const j = held.does({ type: 'withdraw', cause: 'customer_asked' }).until(4 * HOUR);
    expect(j.facts('resumed', 'customer_withdrew')).toEqual([
      { type: 'resumed' },
      { type: 'customer_withdrew', cause: 'customer_asked' },
    ]);
    expect(j.state.closed).toMatchObject({ outcome: 'withdrawn' });
  });

  it('waits for a remedy under way before it closes, since the customer may still be given it', () => {
    const small = opened({ incident: anIncident({ severity: 'low', loss: { kind: 'trust' } }) }).step();
    const j = small.does({ type: 'withdraw', cause: 'customer_asked' });
    expect(waits(j)).toMatchObject({ reason: 'the automatic remedy', effect: true });
    expect(asks(j.and({ type: 'act_done', act: 'voucher' }))).toMatchObject({ message: 'closing' });
  });
});
