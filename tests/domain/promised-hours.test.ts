import { describe, expect, it } from 'vitest';
import { explain } from '../../domain/journey/explain/explain.js';
import { promisedAt } from '../../domain/journey/promise-terms.js';
import type { FrozenProtocol } from '../../domain/protocol/protocol.js';
import { DAY, HOUR, MINUTE, T0 } from './support/builders.js';
import { aZone, anOffice, atNight, someHours } from './support/hours.js';
import { asks, opened, type Journey } from './support/journey.js';

const berlin = { hours: someHours({ zones: [aZone('Europe/Berlin', 1)] }) };

/** A report on Monday at ten in Berlin, where the team is; the customer lives there too. */
function reported(resolution: number, protocol: Partial<FrozenProtocol> = { staffed: anOffice() }): Journey {
  const clocks = { acknowledgement: 5 * MINUTE, apology: 4 * HOUR, resolution };
  return opened(atNight({ clocks, ...protocol }, berlin));
}

/** The time that the acknowledgement promises when it is written after so long, as a distance from the start. */
function promised(j: Journey, after = 0): number {
  const terms = asks(j)?.promise;
  return terms === undefined ? NaN : promisedAt(terms, j.now + after) - T0;
}

describe('a check is promised', () => {
  const checked = (at: number, protocol?: Partial<FrozenProtocol>) => {
    const told = reported(DAY, protocol).until(MINUTE).at(at).does({ type: 'resolve', cause: 'x' });
    const terms = asks(told)?.promise;
    expect(terms?.about).toBe('check');
    return terms === undefined ? NaN : promisedAt(terms, told.now) - told.now;
  };
  const planned = 2 * DAY + 4 * HOUR;

  it('for the time that follows from its plan, where that is by day', () => {
    expect(checked(2 * HOUR)).toBe(planned);
  });

  it('for a time by day and at work, where it would fall into the night', () => {
    // Told on Monday at six in the evening: Wednesday at ten at night would follow; on Thursday the office closes at five.
    expect(checked(8 * HOUR)).toBe(71 * HOUR);
  });
});

describe('news is promised', () => {
  it.each([
    ['for the target itself where the team is at work then', DAY, DAY],
    ['for an hour after the office opens, where the target is in the evening', 8 * HOUR, 24 * HOUR],
    ['for Monday, where it is on a Saturday', 5 * DAY, 7 * DAY],
    ['for the end of the working day, where it is a minute before', 7 * HOUR - MINUTE, 7 * HOUR - MINUTE],
  ])('%s', (_, resolution, expected) => {
    expect(promised(reported(resolution))).toBe(expected);
  });

  it('for the day after a closed date', () => {
    const staffed = anOffice({ closed: ['2026-03-03'] });
    expect(promised(reported(DAY, { staffed }))).toBe(2 * DAY);
  });

  it('for a later staffed time where the text was delayed, however little it promises then', () => {
    expect(promised(reported(7 * HOUR - 30 * MINUTE), 6.5 * HOUR)).toBe(DAY);
  });

  it('for when the customer may be written to, where the team is always at work', () => {
    expect(promised(reported(12 * HOUR, {}))).toBe(23 * HOUR);
  });

  it('for the target, where neither of the two is known', () => {
    const { hours: _, ...always } = atNight();
    expect(promised(opened(always))).toBe(DAY);
    expect(asks(opened(always))?.promise).not.toHaveProperty('within');
  });

  it('for the target, where team and customer have no hour in common', () => {
    const staffed = anOffice({ week: [{ days: [1], from: 60, until: 120 }] });
    expect(promised(reported(8 * HOUR, { staffed }))).toBe(8 * HOUR);
  });

  it('and explained by the hours that moved it', () => {
    const [promise] = explain(reported(8 * HOUR).until(MINUTE).state, T0 + MINUTE).filter(({ what }) =>
      what.startsWith('promise'),
    );
    expect(promise?.steps.at(-1)).toEqual({
      at: T0 + DAY,
      why: 'the time meant, 2026-03-02 17:00 UTC, is one at which the team is not at work or may not write: the next one that is',
    });
  });
});
