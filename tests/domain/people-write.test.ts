import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE } from './support/builders.js';
import { atNight } from './support/hours.js';
import { asks, given, opened, type Journey } from './support/journey.js';
import { resolvedAfter } from './support/pasts.js';

const write = { type: 'message', text: 'r-1' } as const;
const call = (spokeTo: boolean) => ({ type: 'log_contact', kind: 'phone', spokeTo }) as const;
const reply = { type: 'customer_replied', input: 'mail-1', reading: 'reply' } as const;
const written = { type: 'text_written', text: 'r-1', ordinal: 1, round: 1 } as const;

const acknowledged = opened().until(MINUTE);
const taken = acknowledged.does({ type: 'take' }, { actor: 's-104' }).until(MINUTE);
/** The customer wrote before the apology; nothing goes out by itself from then on. */
const replied = acknowledged.does(reply, { actor: 'customer' }).until(2 * MINUTE);
const told = (j: Journey) => j.told().map((slot) => slot.split('/')[1]);

describe('a person who writes to a customer', () => {
  it('becomes the owner of a case that nobody had', () => {
    given(acknowledged).when(write, { actor: 's-105' }).then({ type: 'owner_changed', owner: 's-105' }, written);
  });

  it('leaves the case to its owner, who signs the text', () => {
    given(taken).when(write, { actor: 's-105' }).then(written);
    expect(taken.does(write, { actor: 's-105' }).state.owner).toBe('s-104');
  });

  it('is refused where no channel reaches the customer, or not the one that is named', () => {
    given(opened({ reachableBy: [] }))
      .when(write)
      .refused('no_channel');
    given(opened({ reachableBy: ['email'] }))
      .when({ ...write, channel: 'sms' })
      .refused('no_channel');
    const stop = { type: 'channel_stopped', channel: 'sms', scope: 'all', confirm: false } as const;
    given(acknowledged.does(stop))
      .when({ ...write, channel: 'sms' })
      .refused('no_channel');
  });

  it('is heard at once though a reply has shut the gate, exactly once, and nothing else goes out', () => {
    const j = replied.does(write);
    expect(asks(j)).toMatchObject({ message: 'agent_message', text: 'r-1', channel: 'email' });
    expect(told(j.until(20 * HOUR))).toEqual(['acknowledgement', 'agent_message']);
  });

  it('is heard at once though the case is on hold, which lasts', () => {
    const held = taken.does({ type: 'hold', reason: 'courier', until: taken.now + 10 * HOUR });
    expect(asks(held.does(write))).toMatchObject({ message: 'agent_message' });
    expect(held.does(write).until(HOUR).facts('resumed')).toEqual([]);
  });

  it('lets the case go on where they say so, whatever had shut the gate', () => {
    const going = { ...write, resume: true } as const;
    const owner = { type: 'owner_changed', owner: 's-101' } as const;
    given(replied).when(going).then(owner, written, { type: 'resumed', replies: true });
    const held = taken.does({ type: 'hold', reason: 'courier', until: taken.now + HOUR });
    given(held).when(going).then(written, { type: 'resumed' });
    given(taken).when(going).then(written);
    expect(told(replied.does(going).until(4 * HOUR))).toEqual(['acknowledgement', 'agent_message', 'apology']);
  });

  it('is heard in the order of writing, each text once', () => {
    const j = replied.does(write).does({ ...write, text: 'r-2' });
    expect(j.until(HOUR).asked('agent_message')).toMatchObject([
      { text: 'r-1', ordinal: 1 },
      { text: 'r-2', ordinal: 2 },
    ]);
  });

  it('is heard by another channel where the one that they named refuses', () => {
    const refusing = { send: (order: { channel: string }) => refusedBy(order.channel, 'sms') };
    const j = replied.does({ ...write, channel: 'sms' }).until(HOUR, refusing);
    expect(j.asked('agent_message').map(({ channel }) => channel)).toEqual(['sms', 'email']);
    expect(told(j)).toEqual(['acknowledgement', 'agent_message']);
  });

  it('waits for the morning by the channel that they named, and takes an open one where there is one', () => {
    const night = opened(atNight())
      .at(90 * MINUTE)
      .does({ ...write, channel: 'sms' });
    expect(night.until(6 * HOUR).asked('agent_message')).toEqual([]);
    expect(night.until(8 * HOUR).asked('agent_message')).toMatchObject([{ channel: 'sms' }]);
    const awake = opened(atNight())
      .at(90 * MINUTE)
      .does(reply)
      .does({ ...write, channel: 'sms' });
    expect(asks(awake)).toMatchObject({ message: 'agent_message', channel: 'email' });
  });

  it('may still answer a reply while the case is about to end, and otherwise not', () => {
    const ending = { type: 'abort', cause: 'by_mistake' } as const;
    given(taken.does(ending)).when(write).refused('ending_already');
    given(taken.does(ending).does(reply, { actor: 'customer' }))
      .when(write)
      .then(written);
  });
});

describe('the news that was promised', () => {
  const kept = (j: Journey) => j.facts('promise_kept');
  const soon = 20 * HOUR;

  it('is given by a text that a person wrote in time, and not by one that came late', () => {
    const [promise] = replied.facts('promise_made');
    expect(promise).toMatchObject({ about: 'news' });
    const inTime = replied
      .at(soon)
      .does(write)
      .until(soon + MINUTE);
    expect(kept(inTime)).toMatchObject([{ slot: '1/agent_message/1/email' }]);
    const late = replied
      .until(2 * DAY)
      .does(write)
      .until(2 * DAY + MINUTE);
    expect(kept(late)).toEqual([]);
    expect(late.facts('promise_missed').length).toBeGreaterThan(0);
    expect(late.asked('agent_message')).toMatchObject([{ missedDueAt: expect.any(Number) as number }]);
  });

  it('is given by a call in which the customer was spoken to, and not by one in vain', () => {
    expect(kept(replied.at(soon).does(call(true)))).toMatchObject([{ slot: 'contact/1/phone' }]);
    expect(kept(replied.at(soon).does(call(false)))).toEqual([]);
  });

  it('is still owed where the text did not arrive', () => {
    const lost = replied
      .at(soon)
      .does(write)
      .until(soon + MINUTE, { send: ({ message }) => refusedBy(message, 'agent_message') });
    expect(lost.asked('agent_message').length).toBeGreaterThan(0);
    expect(kept(lost)).toEqual([]);
  });
});

describe('the check that was promised', () => {
  it('is owed whatever a person writes or says meanwhile', () => {
    const resolved = resolvedAfter(20 * HOUR).until(24 * HOUR);
    const checks = (j: Journey) => j.state.promises.filter(({ about }) => about === 'check').map(({ state }) => state);
    expect(checks(resolved)).toEqual(['open']);
    expect(checks(resolved.does(write).until(25 * HOUR))).toEqual(['open']);
    expect(checks(resolved.does(call(true)))).toEqual(['open']);
  });
});

function refusedBy(what: string, refused: string) {
  return what === refused
    ? ({ kind: 'rejected', code: 'refused_by_provider' } as const)
    : ({ kind: 'accepted' } as const);
}
