import { describe, expect, it } from 'vitest';
import { explain } from '../../domain/journey/explain/explain.js';
import { messageContext } from '../../domain/journey/message-context.js';
import { promisedAt } from '../../domain/journey/promise-terms.js';
import { anIncident, DAY, HOUR, MINUTE, T0 } from './support/builders.js';
import { anOffice, atNight, losAngeles } from './support/hours.js';
import { asks, opened, waits, type Journey } from './support/journey.js';
import { answers, RESOLVE } from './support/pasts.js';

/** Cases open at one in the morning; at eight the hours begin. */
const EIGHT = 7 * HOUR;
/** Eleven at night of that day. */
const NIGHT = 22 * HOUR;
const byMail = opened(atNight()).until(NIGHT);
const bySms = opened(atNight({}, { reachableBy: ['sms'] })).until(NIGHT);

const write = { type: 'message', text: 'txt-1', resume: true } as const;
const callMe = { type: 'call_me', input: 'in-1' } as const;
const stop = { type: 'channel_stopped', channel: 'sms', scope: 'all', confirm: true } as const;

function last(j: Journey): readonly [string, number] | undefined {
  const event = j.journal.findLast((one) => one.type === 'message_requested');
  return event?.type === 'message_requested' ? [event.slot, event.at - T0] : undefined;
}

describe('by night', () => {
  it('a text of a person waits for eight, and is explained', () => {
    const written = byMail.does(write);
    expect(asks(written)).toBeUndefined();
    expect(explain(written.state, written.now)).toContainEqual(
      expect.objectContaining({
        what: 'agent_message by email, put off to the hours of contact',
        dueAt: T0 + EIGHT + DAY,
      }),
    );
    expect(last(written.until(EIGHT + DAY))).toEqual(['1/agent_message/1/email', EIGHT + DAY]);
  });

  it('a text of a person answers by e-mail at once what the customer has just written, and by SMS at eight', () => {
    const replied = { type: 'customer_replied', input: 'in-1', reading: 'reply' } as const;
    const answer = { type: 'message', text: 'txt-1' } as const;
    expect(last(byMail.does(replied).does(answer).until(NIGHT))).toEqual(['1/agent_message/1/email', NIGHT]);
    const texted = bySms.does(replied).does(answer);
    expect(asks(texted)).toBeUndefined();
    expect(waits(texted)).toMatchObject({ waitingFor: 'agent' });
    expect(last(texted.until(EIGHT + DAY))).toEqual(['1/agent_message/1/sms', EIGHT + DAY]);
  });

  it('a call is confirmed by e-mail at once, and an hour later no more', () => {
    const called = byMail.does(callMe);
    expect(asks(called)).toMatchObject({ message: 'callback_confirmation', channel: 'email' });
    expect(asks(called.at(NIGHT + HOUR))).toBeUndefined();
  });

  it('a call is promised for an hour after the office opens', () => {
    const staffed = anOffice({ zone: losAngeles });
    const order = asks(opened(atNight({ staffed })).until(NIGHT).does(callMe));
    expect(order?.promise && promisedAt(order.promise, T0 + NIGHT)).toBe(T0 + EIGHT + 2 * HOUR + DAY);
  });

  it('the word that a channel has ended goes at once on that channel, whatever the hour', () => {
    const stopped = bySms.does(stop);
    const order = asks(stopped);
    expect(order).toMatchObject({ message: 'opt_out_confirmation', channel: 'sms' });
    expect(order && messageContext(stopped.state, order, stopped.now)).not.toHaveProperty('closesAt');
  });

  it('a case does not end over a text that waits', () => {
    const incident = anIncident({ severity: 'low' });
    const told = opened(atNight({}, { incident }))
      .until(8 * HOUR)
      .does(RESOLVE)
      .until(4 * DAY);
    const content = answers(told.at(4 * DAY).does(write), 5);
    expect(content.until(4 * DAY + EIGHT - 1).state.phase).toBe('open');
    const ended = content.until(4 * DAY + EIGHT);
    expect(ended.state.phase).toBe('closed');
    expect(last(ended)).toEqual(['1/agent_message/1/email', 4 * DAY + EIGHT]);
  });

  it('that word and a text that waits do not hold each other up', () => {
    const both = opened(atNight({}, { reachableBy: ['email', 'sms'] }))
      .until(NIGHT)
      .does(write)
      .at(NIGHT + MINUTE)
      .does(stop);
    expect(asks(both)).toMatchObject({ message: 'opt_out_confirmation', channel: 'sms' });
    expect(last(both.until(EIGHT + DAY))).toEqual(['1/agent_message/1/email', EIGHT + DAY]);
  });
});
