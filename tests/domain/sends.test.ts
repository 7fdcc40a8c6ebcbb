import { describe, expect, it } from 'vitest';
import { inFlight } from '../../domain/journey/in-flight.js';
import { MAX_REQUESTS } from '../../domain/contact/outside-hours.js';
import { actKey, sendKey, slotOf } from '../../domain/sends/send-key.js';
import { DAY, HOUR, MINUTE, T0, anIncident } from './support/builders.js';
import type { Journey } from './support/journey.js';
import { asks, opened, waits } from './support/journey.js';
import { RESOLVE } from './support/pasts.js';

const asked = opened().step();
const hold = { type: 'hold', reason: 'audit', until: T0 + DAY } as const;

/** The same message is asked for and ends like this, time after time. */
function askedAgain(result: 'unsettled' | 'withdrawn'): Journey {
  return opened().until(0, { send: (order) => (order.message === 'acknowledgement' ? { kind: result } : 'open') });
}

describe('a message that may be on its way', () => {
  it('is asked for again under its own slot when the attempt timed out', () => {
    expect(asks(asked.hears({ kind: 'unsettled' }))).toMatchObject({ slot: '1/acknowledgement/1/email', request: 2 });
  });

  it('is asked for again in its own words: what has come up since waits for a message of its own', () => {
    const unsettled = asked.hears({ kind: 'unsettled' }).joins(anIncident({ id: 'inc-2' }));
    expect(asks(unsettled)).toMatchObject({ slot: '1/acknowledgement/1/email', incidents: ['inc-1'] });
    expect(asks(unsettled.step().hears({ kind: 'accepted' }))).toMatchObject({
      slot: '1/acknowledgement/2/email',
      incidents: ['inc-2'],
    });
  });

  it('is asked for before anything else is said, even where it no longer makes sense', () => {
    const resolved = asked.hears({ kind: 'unsettled' }).does(RESOLVE);
    expect(asks(resolved)).toMatchObject({ slot: '1/acknowledgement/1/email', request: 2 });
    expect(inFlight(resolved.step().state)).toMatchObject([{ kind: 'send', wanted: false }]);
    expect(asks(resolved.step().hears({ kind: 'withdrawn' }))).toMatchObject({ message: 'resolved_at_once' });
  });

  it('is asked for under its own slot also when a later incident has started a round', () => {
    const told = opened().until(HOUR).does(RESOLVE).step().hears({ kind: 'unsettled' });
    const later = told.joins(anIncident({ id: 'inc-2', reportedAt: T0 + HOUR }));
    expect(later.state.round.number).toBe(2);
    expect(asks(later)).toMatchObject({ slot: '1/resolution/1/email', round: 1, request: 2, incidents: ['inc-1'] });
  });

  it('counts its promise from the new request, for a text that goes out only now', () => {
    const late = opened()
      .until(HOUR)
      .does(RESOLVE)
      .step()
      .at(5 * HOUR)
      .hears({ kind: 'unsettled' });
    expect(asks(late)?.promise).toMatchObject({ about: 'check', dueAt: T0 + 57 * HOUR });
  });

  it('is never tried on another channel', () => {
    expect(
      askedAgain('unsettled')
        .asked('acknowledgement')
        .map((order) => order.channel),
    ).not.toContain('sms');
  });

  it('is given up after five requests, and the journey goes on', () => {
    const j = askedAgain('unsettled');
    expect(j.asked('acknowledgement').map((order) => order.request)).toEqual([1, 2, 3, 4, 5]);
    expect(MAX_REQUESTS).toBe(5);
    expect(waits(j).reason).toBe('somebody to take the case and sign the apology');
  });

  it('is in doubt, and then neither asked for again nor tried elsewhere: the journey goes on', () => {
    const j = asked.hears({ kind: 'in_doubt' });
    expect(asks(j)).toBeUndefined();
    expect(waits(j).reason).toBe('somebody to take the case and sign the apology');
  });
});

describe('a message that was withdrawn', () => {
  const withdrawn = asked.does(hold).hears({ kind: 'withdrawn' }).does({ type: 'resume' });

  it('is asked for again under its own slot, with a higher request', () => {
    expect(asks(withdrawn)).toMatchObject({ slot: '1/acknowledgement/1/email', request: 2 });
  });

  it('is rendered anew: it speaks of an incident that has joined since', () => {
    expect(asks(withdrawn.joins(anIncident({ id: 'inc-2' })))).toMatchObject({ incidents: ['inc-1', 'inc-2'] });
  });

  it('is asked for on a channel that is alive, when its own has died meanwhile', () => {
    const apology = opened().until(HOUR).does({ type: 'take' }).step();
    const dropped = apology
      .does(hold)
      .hears({ kind: 'withdrawn' })
      .joins(anIncident({ id: 'inc-2' }));
    const dead = dropped.does({ type: 'resume' }).step().hears({ kind: 'rejected', code: 'bad_address' });
    const j = dead.until(2 * HOUR);
    expect(j.asked('apology').map((order) => order.channel)).toEqual(['email', 'sms']);
  });

  it('is given up after five requests', () => {
    expect(askedAgain('withdrawn').asked('acknowledgement')).toHaveLength(5);
  });
});

describe('a message that was certainly refused', () => {
  const rejected = asked.hears({ kind: 'rejected', code: 'bad_address' });

  it('is asked for on the next channel, as that channel’s first request', () => {
    expect(asks(rejected)).toMatchObject({ slot: '1/acknowledgement/1/sms', channel: 'sms', request: 1 });
  });

  it('leaves its channel out for the whole case', () => {
    const j = rejected.until(3 * HOUR);
    expect(j.told()).toEqual(['1/acknowledgement/1/sms', '1/apology/1/sms']);
  });

  it('is over when every channel has refused it, and a person has to reach the customer', () => {
    const unreachable = rejected.step().hears({ kind: 'rejected', code: 'unreachable_number' });
    expect(asks(unreachable)).toBeUndefined();
    expect(waits(unreachable)).toMatchObject({ waitingFor: 'agent' });
    const ended = unreachable
      .until(HOUR)
      .does(RESOLVE)
      .until(30 * DAY);
    expect(ended.asked('resolution')).toEqual([]);
    expect(ended.state.closed).toMatchObject({ outcome: 'unreachable' });
  });

  it('starts with the channel that the customer is reached by best', () => {
    expect(asks(opened({ reachableBy: ['sms'] }))).toMatchObject({ channel: 'sms' });
    expect(asks(opened({ reachableBy: ['sms', 'email'] }))).toMatchObject({ channel: 'sms' });
  });
});

describe('a message that the sender skipped', () => {
  it('is over: not asked for again, on this channel or another', () => {
    const j = asked.hears({ kind: 'skipped', reason: 'not_needed' }).until(HOUR);
    expect(j.asked('acknowledgement')).toHaveLength(1);
  });
});

describe('a customer without any channel', () => {
  it('is sent nothing: the case goes to a person, whose 24 hours run', () => {
    const j = opened({ reachableBy: [] }).until(25 * HOUR);
    expect(j.facts('message_requested')).toEqual([]);
    expect(j.facts('clock_breached')).toMatchObject([{ clock: 'resolution' }]);
    expect(j.facts('escalated')).toHaveLength(1);
  });
});

describe('one message at a time', () => {
  it('waits with the apology until the acknowledgement is over', () => {
    const taken = asked.at(MINUTE).does({ type: 'take' });
    expect(asks(taken)).toBeUndefined();
    expect(asks(taken.hears({ kind: 'accepted' }))).toMatchObject({ message: 'apology' });
  });
});

describe('the keys of what is done once', () => {
  it('name tenant, case, round, message, ordinal and channel, and nobody', () => {
    const slot = slotOf({ round: 2, message: 'resolution', ordinal: 3, channel: 'sms' });
    expect(sendKey('acme', 'inc-1', slot)).toBe('acme/inc-1/2/resolution/3/sms');
    expect(actKey('acme', 'inc-1', 'voucher')).toBe('acme/inc-1/act/voucher');
  });
});
