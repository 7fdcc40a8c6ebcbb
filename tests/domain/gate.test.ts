import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, T0 } from './support/builders.js';
import { asks, given, opened, waits } from './support/journey.js';
import { RESOLVE, resolvedAfter } from './support/pasts.js';

const acknowledged = opened().until(MINUTE);
const hold = (until: number) => ({ type: 'hold', reason: 'customer_travels', until: T0 + until }) as const;
const held = acknowledged.does(hold(10 * HOUR));

describe('a hold', () => {
  it('is recorded with its reason and end', () => {
    given(acknowledged)
      .when(hold(HOUR))
      .then({ type: 'held', reason: 'customer_travels', until: T0 + HOUR });
  });

  it('keeps the stages silent until it ends', () => {
    const j = held.until(10 * HOUR - 1);
    expect(j.facts('message_requested')).toEqual(acknowledged.facts('message_requested'));
    expect(waits(held)).toMatchObject({ until: 2 * HOUR, waitingFor: 'hold' });
  });

  it('ends by itself, and what was due meanwhile goes out then', () => {
    const j = held.until(10 * HOUR);
    expect(j.times('resumed')).toEqual([10 * HOUR]);
    expect(j.told()).toEqual(['1/acknowledgement/1/email', '1/apology/1/email']);
  });

  it('ends when somebody resumes it', () => {
    given(held.at(HOUR)).when({ type: 'resume' }).then({ type: 'resumed' });
    const j = held.at(3 * HOUR).does({ type: 'resume' });
    expect(asks(j)).toMatchObject({ message: 'apology' });
  });

  it('does not stop the clocks: they warn, breach and escalate', () => {
    const j = acknowledged.does(hold(30 * HOUR)).until(29 * HOUR);
    expect(j.times('clock_breached')).toEqual([4 * HOUR, 24 * HOUR]);
    expect(j.facts('escalated').length).toBeGreaterThan(0);
  });

  it('does not stop promises: one that passes is missed, and owned up to after the hold', () => {
    const j = acknowledged.does(hold(30 * HOUR)).until(30 * HOUR);
    expect(j.times('promise_missed')).toEqual([24 * HOUR + 1]);
    expect(j.told()).toEqual(['1/acknowledgement/1/email', '1/progress_update/1/email', '1/apology/1/email']);
  });

  it('withdraws a message in flight, and asks for it again when it ends', () => {
    const j = opened().step().at(MINUTE).does(hold(HOUR)).upTo(HOUR);
    expect(j.facts('message_withdrawn')).toHaveLength(1);
    expect(asks(j.step())).toMatchObject({ slot: '1/acknowledgement/1/email', request: 2 });
  });

  it('lets a solution be recorded, and says it when the hold ends', () => {
    const j = held.at(HOUR).does(RESOLVE);
    expect(waits(j)).toMatchObject({ waitingFor: 'hold' });
    expect(asks(j.upTo(10 * HOUR).step())).toMatchObject({ message: 'resolution', covers: ['apology'] });
  });

  it('keeps the survey from expiring unseen: silence is looked for when the hold is over', () => {
    const invited = resolvedAfter(20 * HOUR).until(15 * DAY);
    const j = invited.does(hold(25 * DAY)).until(30 * DAY);
    expect(j.times('survey_expired')).toEqual([25 * DAY]);
  });

  it('leaves an open gate alone: without a hold nothing is resumed', () => {
    expect(
      resolvedAfter(20 * HOUR)
        .until(30 * DAY)
        .facts('resumed'),
    ).toEqual([]);
  });
});
