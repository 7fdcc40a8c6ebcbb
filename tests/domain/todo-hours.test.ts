import { describe, expect, it } from 'vitest';
import { todoOf } from '../../domain/journey/todo.js';
import { viewOf } from '../../domain/journey/view-of.js';
import { HOUR, MINUTE, T0 } from './support/builders.js';
import { atNight } from './support/hours.js';
import { opened, type Journey } from './support/journey.js';

const todo = (j: Journey) => todoOf(j.state, { waitingFor: 'agent' }, j.now);

describe('what a person has to do while a message waits for the hours of contact', () => {
  const asleep = opened(atNight({}, { reachableBy: ['sms'] })).until(MINUTE);

  it('is due by the clock that people can meet, and says until when the message waits', () => {
    expect(viewOf(asleep.state, asleep.next(), asleep.now)).toMatchObject({ stage: 'acknowledge' });
    expect(todo(asleep)).toEqual({
      act: 'take',
      dueAt: T0 + 4 * HOUR,
      why:
        'The apology of inc-1 is due at 2026-03-02 13:00 UTC, in 3 h 59 min. Nobody has taken it. ' +
        'The acknowledgement by sms waits for the hours of contact, until 2026-03-02 16:00 UTC.',
    });
  });

  it('names that clock, and no hours, where the message may leave', () => {
    const awake = opened({ reachableBy: ['sms'] });
    expect(todo(awake)?.why).toMatch(/^The acknowledgement of inc-1 is due at/);
    expect(todo(awake)?.why).not.toContain('hours of contact');
  });
});
