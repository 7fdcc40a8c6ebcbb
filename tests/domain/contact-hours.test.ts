import { describe, expect, it } from 'vitest';
import type { Opening } from '../../domain/case/case-events.js';
import { messageContext } from '../../domain/journey/message-context.js';
import { askNext } from '../../domain/journey/steps.js';
import { DAY, HOUR, MINUTE, T0, anIncident } from './support/builders.js';
import { aZone, atNight, losAngeles, someHours } from './support/hours.js';
import { asks, opened, waits, type Journey } from './support/journey.js';
import { RESOLVE, answers } from './support/pasts.js';

/** One in the morning is when these cases open; at eight the hours begin. */
const EIGHT = 7 * HOUR;
const sms: Partial<Opening> = { reachableBy: ['sms'] };
const refusedByNight = { kind: 'skipped', reason: 'outside_hours' } as const;

/** When messages were asked for, as distances from the start, with their slots. */
function log(j: Journey): readonly (readonly [string, number])[] {
  return j.journal.flatMap((event) =>
    event.type === 'message_requested' ? [[event.slot, event.at - T0] as const] : [],
  );
}

describe('a report at night', () => {
  it('is acknowledged by e-mail at once, since the customer has just written; the apology comes at eight', () => {
    expect(log(opened(atNight()).until(EIGHT))).toEqual([
      ['1/acknowledgement/1/email', 0],
      ['1/apology/1/email', EIGHT],
    ]);
  });

  it('is acknowledged by SMS at eight and not a moment before, while its clock is breached after five minutes', () => {
    const j = opened(atNight({}, sms));
    expect(log(j.until(EIGHT - 1))).toEqual([]);
    expect(log(j.until(EIGHT))[0]).toEqual(['1/acknowledgement/1/sms', EIGHT]);
    expect(j.until(EIGHT - 1).times('clock_breached')[0]).toBe(5 * MINUTE);
  });

  it.each([
    ['that we found out ourselves', anIncident({ operational: true })],
    ['that is more than an hour old', anIncident({ reportedAt: T0 - HOUR })],
  ])('%s is acknowledged at eight by e-mail too', (_, incident) => {
    expect(log(opened(atNight({}, { incident })).until(EIGHT))[0]).toEqual(['1/acknowledgement/1/email', EIGHT]);
  });

  it('is acknowledged by e-mail where SMS comes first and sleeps, and by SMS on the day', () => {
    const byPhone = atNight({}, { reachableBy: ['sms', 'email'] });
    expect(log(opened(byPhone).until(0))).toEqual([['1/acknowledgement/1/email', 0]]);
    const byDay = { ...byPhone, hours: someHours({ zones: [aZone('Europe/Berlin', 1)] }) };
    expect(log(opened(byDay).until(0))).toEqual([['1/acknowledgement/1/sms', 0]]);
  });

  it('waits for SMS at eight where the mail address turns out to be bad', () => {
    const j = opened(atNight()).step().hears({ kind: 'rejected', code: 'bad_address' });
    expect(log(j.until(EIGHT))[1]).toEqual(['1/acknowledgement/1/sms', EIGHT]);
  });

  it.each([
    ['about the safety of customers', atNight({ safety: true }, sms)],
    ['of a case from before there were hours', { ...atNight({}, sms), hours: undefined }],
  ])('%s is acknowledged by SMS at once', (_, { hours, ...opening }) => {
    const j = opened({ ...opening, ...(hours !== undefined && { hours }) });
    expect(log(j.until(0))).toEqual([['1/acknowledgement/1/sms', 0]]);
  });

  it('lies with a person all the same, who can take and resolve it; both are told at eight in one message', () => {
    const j = opened(atNight({}, sms)).until(HOUR);
    expect(waits(j)).toMatchObject({ waitingFor: 'agent' });
    const resolved = j.does(RESOLVE).until(EIGHT - 1);
    expect(log(resolved)).toEqual([]);
    expect(waits(resolved.at(2 * HOUR))).toMatchObject({ waitingFor: 'time' });
    expect(asks(resolved.at(EIGHT))).toMatchObject({ message: 'resolved_at_once', incidents: ['inc-1'] });
  });

  it.each([
    ['within the hour is answered by e-mail at once in one message', 59 * MINUTE, 59 * MINUTE],
    ['after more than an hour is answered at eight', HOUR, EIGHT],
  ])('that is told as resolved %s', (_, until, expected) => {
    const held = opened(atNight()).does({ type: 'hold', reason: 'looking_into_it', until: T0 + until });
    expect(log(held.does(RESOLVE).until(EIGHT))).toEqual([['1/resolved_at_once/1/email', expected]]);
  });
});

describe('what the process wants to say', () => {
  it('by night about the end waits for eight, and so does the end', () => {
    const j = opened(atNight())
      .until(9 * HOUR)
      .does(RESOLVE)
      .until(22 * HOUR);
    const ended = j.does({ type: 'close', outcome: 'declined', cause: 'no_reply' }).until(EIGHT + DAY - 1);
    expect(ended.state.phase).toBe('open');
    expect(ended.until(EIGHT + DAY).state.phase).toBe('closed');
    expect(log(ended.until(EIGHT + DAY)).at(-1)).toEqual(['1/closing/1/email', EIGHT + DAY]);
  });

  describe('after a promise was missed on hold, which ends at eleven at night', () => {
    const heldUntil = 46 * HOUR;
    const j = opened(atNight())
      .until(30 * HOUR)
      .does({ type: 'hold', reason: 'looking_into_it', until: T0 + heldUntil })
      .until(heldUntil);

    it('comes at eight, and owns up to it', () => {
      expect(j.facts('promise_missed')).toHaveLength(1);
      expect(j.asked('progress_update')).toEqual([]);
      expect(log(j.until(EIGHT + 2 * DAY)).at(-1)).toEqual(['1/progress_update/1/email', EIGHT + 2 * DAY]);
    });

    it('holds back nothing else: another report is answered at once, and that answer owns up', () => {
      const joined = j.joins(anIncident({ id: 'inc-2', reportedAt: j.now })).until(EIGHT + 2 * DAY);
      expect(log(joined).at(-1)).toEqual(['1/acknowledgement/2/email', heldUntil]);
      expect(joined.asked('acknowledgement')[1]).toHaveProperty('missedDueAt');
    });
  });

  it.each([
    ['is asked at its time where that is open', 48 * HOUR, 66 * HOUR],
    ['is asked a quarter of an hour before the hours end where its time is in the night', 51 * HOUR, 66.75 * HOUR],
    ['is asked at eight where the evening before would be before the solution', 90 * MINUTE, EIGHT + DAY],
  ])('in the follow-up %s', (_, followUpAfter, expected) => {
    const evening = followUpAfter < HOUR * 2 ? 18 * HOUR + 50 * MINUTE : 18 * HOUR;
    const told = opened(atNight({ followUpAfter }))
      .until(evening)
      .does(RESOLVE)
      .until(4 * DAY);
    expect(log(told).find(([slot]) => slot.includes('follow_up'))?.[1]).toBe(expected);
  });

  it('keeps what it promised: survey and reminder of the night go out in the evening before', () => {
    const survey = { after: 76 * HOUR, reminderAfter: 3 * DAY + 4 * HOUR, expiresAfter: 14 * DAY, target: 4 };
    const j = opened(atNight({ survey }))
      .until(18 * HOUR)
      .does(RESOLVE)
      .until(12 * DAY);
    const at = (message: string): number => log(j).find(([slot]) => slot.includes(`/${message}/`))?.[1] ?? NaN;
    // 19:45; the reminder by the clocks of summer, an hour earlier.
    expect(at('survey')).toBe(18 * HOUR + 72 * HOUR + 45 * MINUTE);
    expect(at('survey_reminder')).toBe(18 * HOUR + 6 * DAY - 15 * MINUTE);
    expect(j.facts('promise_missed')).toEqual([]);
  });

  it('does not remind by night of a survey that ends before the morning', () => {
    const survey = { after: 72 * HOUR, reminderAfter: 3 * HOUR, expiresAfter: 4 * HOUR, target: 4 };
    const j = opened(atNight({ survey }))
      .until(18 * HOUR + 50 * MINUTE)
      .does(RESOLVE)
      .until(6 * DAY);
    expect(j.asked('survey_reminder')).toEqual([]);
    expect(j.times('survey_expired')[0]).toBe((j.times('message_accepted')[4] ?? NaN) + 4 * HOUR);
  });

  it('in a second chance waits for eight, though the customer has just answered', () => {
    const asked = opened(atNight())
      .until(10 * HOUR)
      .does(RESOLVE)
      .until(4 * DAY);
    const low = answers(asked.at(4 * DAY), 1).until(4 * DAY + EIGHT);
    expect(log(low).at(-1)).toEqual(['2/second_chance/1/email', 4 * DAY + EIGHT]);
  });
});

describe('a sender who comes after the hours', () => {
  const asked = opened(atNight({}, sms))
    .until(EIGHT - 1)
    .at(EIGHT)
    .caughtUp()
    .step();

  it('is told when they end', () => {
    const [order] = asked.asked('acknowledgement');
    expect(order && messageContext(asked.state, order, asked.now).closesAt).toBe(T0 + 19 * HOUR);
  });

  it('is told of an answer to what was just written that it may go for an hour', () => {
    const j = opened(atNight()).step();
    const [order] = j.asked('acknowledgement');
    expect(order && messageContext(j.state, order, j.now).closesAt).toBe(T0 + HOUR);
  });

  it('is told nothing where any hour will do', () => {
    const j = opened(atNight({ safety: true })).step();
    const [order] = j.asked('acknowledgement');
    expect(order && messageContext(j.state, order, j.now)).not.toHaveProperty('closesAt');
  });

  it('leaves the message out, and the case asks again at eight and not before', () => {
    const left = asked.at(19 * HOUR).hears(refusedByNight);
    expect(asks(left.at(EIGHT + DAY - 1).caughtUp())).toBeUndefined();
    expect(asks(left.at(EIGHT + DAY).caughtUp())).toMatchObject({ slot: '1/acknowledgement/1/sms', request: 2 });
  });

  it('by another clock than ours is not asked again in the same hours', () => {
    const early = asked.at(19 * HOUR - MINUTE).hears(refusedByNight);
    expect(asks(early.at(19 * HOUR - MINUTE + 1).caughtUp())).toBeUndefined();
    expect(asks(early.at(EIGHT + DAY).caughtUp())).toMatchObject({ request: 2 });
  });

  it('may do so for a week: the step is not given up before, as it would be after five requests of a day', () => {
    let j = asked.at(19 * HOUR).hears(refusedByNight);
    for (let night = 1; night <= 6; night++) {
      j = j
        .at(EIGHT + night * DAY)
        .caughtUp()
        .step()
        .at(19 * HOUR + night * DAY)
        .hears(refusedByNight);
    }
    expect(j.state.messages[0]).toMatchObject({ request: 7, nights: 6 });
    expect(j.until(EIGHT + 9 * DAY).asked('acknowledgement')).toHaveLength(7);
  });

  it('ends the step where the message was left out for another reason', () => {
    const left = asked.at(19 * HOUR).hears({ kind: 'skipped', reason: 'not_needed' });
    expect(left.until(3 * DAY).asked('acknowledgement')).toHaveLength(1);
  });

  it('does not find a message that was asked for in the last minute of the hours', () => {
    const late = opened(atNight({}, { hours: someHours({ zones: [aZone('Somewhere', 10.995)] }), ...sms }));
    expect(asks(late)).toBeUndefined();
    const early = opened(atNight({}, { hours: someHours({ zones: [aZone('Somewhere', 10.9)] }), ...sms }));
    expect(asks(early)).toMatchObject({ slot: '1/acknowledgement/1/sms' });
  });
});

describe('a customer whose zone is not known', () => {
  const several = (...hours: readonly number[]): Partial<Opening> => {
    const zones = hours.map((offset) => aZone(`UTC${offset}`, offset));
    return atNight({}, { ...sms, hours: someHours({ found: 'phone', among: 9, zones, own: losAngeles }) });
  };

  it('is written to when it is day in every plausible one', () => {
    // Eight in the morning in the west is ten hours later than in the east.
    expect(log(opened(several(-10, -1)).until(DAY))[0]).toEqual(['1/acknowledgement/1/sms', 9 * HOUR]);
  });

  it('is written to by the clocks of the programme where these have no hour in common', () => {
    expect(log(opened(several(-11, 1, 13)).until(DAY))[0]).toEqual(['1/acknowledgement/1/sms', EIGHT]);
  });

  it('is written to by other clocks once a later report tells where they are', () => {
    const j = opened(several(-10, -1)).until(HOUR);
    const hours = someHours({ zones: [aZone('Europe/Berlin', 1)] });
    const joined = j.and({ type: 'incident_joined', incident: anIncident({ id: 'inc-2', reportedAt: j.now }), hours });
    expect(asks(joined)).toMatchObject({ slot: '1/acknowledgement/1/sms', incidents: ['inc-1', 'inc-2'] });
  });
});

describe('a solution that met the end of the hours', () => {
  const two = ['inc-1', 'inc-2'] as const;
  const order = (ordinal: number, incident: string) => {
    const slot = `1/resolution/${ordinal}/email`;
    const step = { message: 'resolution', round: 1, ordinal, channel: 'email', request: 1 } as const;
    return { type: 'message_requested', slot, ...step, incidents: [incident], covers: [] } as const;
  };
  const both = opened(atNight()).and(
    { type: 'incident_joined', incident: anIncident({ id: 'inc-2' }) },
    { type: 'resolved', incidents: two, cause: 'x' },
    order(1, 'inc-1'),
    { type: 'message_skipped', slot: '1/resolution/1/email', reason: 'outside_hours' },
    order(2, 'inc-2'),
    { type: 'message_accepted', slot: '1/resolution/2/email' },
  );
  const wish = (incident: string) =>
    askNext(both.state, { message: 'resolution', incidents: [incident] }, T0 + EIGHT + DAY);

  it('is asked for again under its own slot, though another has gone out since: so it is not tried for ever', () => {
    expect(wish('inc-1')).toMatchObject({ fact: { slot: '1/resolution/1/email', request: 2 } });
  });

  it('keeps no other from a slot of its own', () => {
    expect(wish('inc-2')).toMatchObject({ fact: { slot: '1/resolution/3/email', request: 1 } });
  });
});
