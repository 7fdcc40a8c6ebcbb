import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, T0, aProtocol, anIncident } from './support/builders.js';
import type { Journey } from './support/journey.js';
import { opened, waits } from './support/journey.js';
import { RESOLVE, resolvedAfter } from './support/pasts.js';

/** What one clock did, each with its distance from the start. */
function life(j: Journey, clock: string): readonly (readonly [string, number])[] {
  return j.journal
    .filter((event) => 'clock' in event && event.clock === clock)
    .map((event) => [event.type === 'clock_warned' ? `warned ${event.percent}` : event.type, event.at - T0]);
}

/** A protocol whose resolution clock runs this long. */
const within = (resolution: number) => {
  const protocol = aProtocol();
  return { protocol: { ...protocol, clocks: { ...protocol.clocks, resolution } } };
};

describe('the 24 hours of the customer', () => {
  it('warn at 50, 75 and 90 percent and are breached on the minute', () => {
    expect(life(opened().until(2 * DAY), 'resolution')).toEqual([
      ['warned 50', 12 * HOUR],
      ['warned 75', 18 * HOUR],
      ['warned 90', 21.6 * HOUR],
      ['clock_breached', 24 * HOUR],
    ]);
  });

  it('count from the report, however late the case opened', () => {
    const late = opened({ incident: anIncident({ reportedAt: T0 - 20 * HOUR }) });
    expect(life(late.until(2 * DAY), 'resolution').at(-1)).toEqual(['clock_breached', 4 * HOUR]);
  });

  it('stop at the message that tells of the solution: nothing warns or breaches after it', () => {
    expect(life(resolvedAfter(13 * HOUR).until(10 * DAY), 'resolution')).toEqual([['warned 50', 12 * HOUR]]);
  });

  it('warn once with the last percentage passed when several passed while nobody looked', () => {
    const j = opened()
      .at(22 * HOUR)
      .caughtUp();
    expect(life(j, 'resolution')).toEqual([['warned 90', 22 * HOUR]]);
  });

  it('are breached without a warning when all of it passed while nobody looked', () => {
    const j = opened()
      .at(25 * HOUR)
      .caughtUp();
    expect(life(j, 'resolution')).toEqual([['clock_breached', 25 * HOUR]]);
  });

  it('run on Saturday and Sunday as on any day', () => {
    const friday = T0 + 4 * DAY;
    const j = opened({ incident: anIncident({ reportedAt: friday }) })
      .at(4 * DAY)
      .until(6 * DAY);
    expect(life(j, 'resolution').at(-1)).toEqual(['clock_breached', 5 * DAY]);
  });

  it('are each breached once, however long they are overdue', () => {
    expect(
      opened()
        .until(5 * DAY)
        .facts('clock_breached'),
    ).toHaveLength(1);
  });
});

describe('a short clock', () => {
  it('warns only at 75 percent when it is shorter than four hours', () => {
    const j = opened(within(4 * HOUR - MINUTE)).until(HOUR);
    expect(waits(j)).toMatchObject({ until: 2 * HOUR });
    expect(life(j.until(5 * HOUR), 'resolution')).toEqual([
      ['warned 75', 2.9875 * HOUR],
      ['clock_breached', 4 * HOUR - MINUTE],
    ]);
  });

  it('is none at four hours: it warns three times', () => {
    expect(life(opened(within(4 * HOUR)).until(5 * HOUR), 'resolution')).toEqual([
      ['warned 50', 2 * HOUR],
      ['warned 75', 3 * HOUR],
      ['warned 90', 3.6 * HOUR],
      ['clock_breached', 4 * HOUR],
    ]);
  });
});

describe('what is due', () => {
  it('is recorded oldest first, whatever it belongs to', () => {
    const j = opened()
      .at(25 * HOUR)
      .caughtUp();
    const due = j.journal.filter((event) => 'clock' in event).map((event) => event.clock);
    expect(due).toEqual(['acknowledgement', 'apology', 'resolution']);
  });

  it('goes before a message that could go out at the same moment', () => {
    expect(
      opened()
        .at(5 * MINUTE)
        .next(),
    ).toMatchObject({ fact: { type: 'clock_breached' } });
    expect(opened().at(MINUTE).next()).toMatchObject({ fact: { type: 'message_requested' } });
  });

  it('ends a wait for anything later', () => {
    const taken = opened()
      .until(HOUR)
      .does({ type: 'take' })
      .until(3 * HOUR);
    expect(waits(taken)).toMatchObject({ until: 12 * HOUR, waitingFor: 'agent' });
    expect(waits(taken.does(RESOLVE).until(4 * HOUR))).toMatchObject({ until: 51 * HOUR, waitingFor: 'time' });
  });

  it('ends the wait for a message in flight too, with an alarm', () => {
    expect(waits(opened().step())).toMatchObject({ until: 3.75 * MINUTE, effect: true, alarm: true });
  });

  it('wakes a case whose effect outlives its time-out, as one that was started again by a later run does', () => {
    const flying = opened().until(11 * HOUR, { send: () => 'open' });
    expect(waits(flying)).toMatchObject({ until: 12 * HOUR, alarm: false });
    expect(waits(flying.at(12 * HOUR + MINUTE).caughtUp())).toMatchObject({ until: 16 * HOUR + MINUTE, alarm: true });
  });
});
