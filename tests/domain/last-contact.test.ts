import { describe, expect, it } from 'vitest';
import { detailsOf } from '../../domain/journey/details-of.js';
import { summaryOf } from '../../domain/case/summary.js';
import { viewOf } from '../../domain/journey/view-of.js';
import { HOUR, MINUTE, T0 } from './support/builders.js';
import { opened, type Journey } from './support/journey.js';

const viewed = (j: Journey) => viewOf(j.state, j.next(), j.now);
const heard = (j: Journey) => {
  const { lastContactAt } = viewed(j);
  return lastContactAt === undefined ? undefined : lastContactAt - T0;
};
const summary = (j: Journey) => summaryOf(viewed(j), detailsOf(j.state));

const acknowledged = opened().until(MINUTE);
const call = (spokeTo: boolean) => ({ type: 'log_contact', kind: 'phone', spokeTo }) as const;

describe('when a customer last heard of the case', () => {
  it('is unknown before the first message', () => {
    expect(heard(opened())).toBeUndefined();
    expect(summary(opened())).toContain('The customer has heard nothing yet.');
  });

  it('is the time of the last message, also of one that may have arrived, and not of one that did not', () => {
    expect(heard(acknowledged)).toBe(0);
    const asked = acknowledged.at(HOUR).does({ type: 'message', text: 'r-1' }).step();
    expect(heard(asked)).toBe(0);
    expect(heard(asked.at(3 * HOUR).hears({ kind: 'in_doubt' }))).toBe(3 * HOUR);
    expect(heard(asked.at(3 * HOUR).hears({ kind: 'rejected', code: 'mailbox_refused' }))).toBe(0);
  });

  it('is the time of a text that a person wrote', () => {
    const j = acknowledged
      .at(HOUR)
      .does({ type: 'message', text: 'r-1' })
      .step()
      .at(HOUR + MINUTE)
      .hears({ kind: 'accepted' });
    expect(heard(j)).toBe(HOUR + MINUTE);
  });

  it('is the time of a call in which they were spoken to, and not of one in vain', () => {
    expect(heard(acknowledged.at(HOUR).does(call(false)))).toBe(0);
    const spoken = acknowledged.at(HOUR).does(call(true));
    expect(heard(spoken)).toBe(HOUR);
    expect(summary(spoken)).toContain('Customer last heard 2026-03-02 10:00 UTC.');
  });

  it('is left as it was by a confirmation, which says nothing of the case', () => {
    const stop = { type: 'channel_stopped', channel: 'sms', scope: 'all', confirm: true } as const;
    const j = acknowledged
      .at(HOUR)
      .does(stop, { actor: 'customer' })
      .until(HOUR + MINUTE);
    expect(j.told()).toContain('1/opt_out_confirmation/1/sms');
    expect(heard(j)).toBe(0);
    expect(summary(j)).toContain('Customer last heard 2026-03-02 09:00 UTC.');
  });
});
