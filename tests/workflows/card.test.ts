import { describe, expect, it } from 'vitest';
import { viewOf } from '../../domain/journey/view-of.js';
import { cardOf } from '../../workflows/card.js';
import { DAY, HOUR } from '../domain/support/builders.js';
import type { Journey } from '../domain/support/journey.js';
import { opened } from '../domain/support/journey.js';
import { answeredWith } from '../domain/support/pasts.js';

const card = (j: Journey): string => cardOf('acme', j.state, viewOf(j.state, j.next(), j.now));
const refused = { kind: 'rejected', code: 'mailbox_refused' } as const;

describe('the card of a case', () => {
  it('says of a case that goes well nothing under Trouble, and how to act', () => {
    const text = card(opened().until(HOUR));
    expect(text).toMatch(/^Waiting for a person to act\. Nobody has taken it\./);
    expect(text).not.toContain('Trouble');
    expect(text).toMatch(/"caseId":"inc-1","round":1}`$/);
  });

  it('says first of all troubles that there is no contact point', () => {
    const text = card(opened({ reachableBy: [] }).until(HOUR));
    expect(text).toContain('**Trouble**\n- no contact point for email or sms: the customer hears nothing from us');
    expect(text).toContain('The customer has heard nothing yet.');
  });

  it('says that each contact point has refused, once the last one has', () => {
    const first = opened().step().hears(refused);
    expect(card(first)).toContain('- acknowledgement by email: rejected');
    expect(card(first)).not.toContain('every contact point has refused');
    expect(card(first.step().hears(refused))).toContain('- every contact point has refused');
  });

  it('says that no contact point is left where the customer has stopped the only one', () => {
    const stop = { type: 'channel_stopped', channel: 'sms', scope: 'all', confirm: true } as const;
    const only = opened({ reachableBy: ['sms'] }).until(HOUR);
    expect(card(only)).not.toContain('every contact point');
    expect(card(only.does(stop))).toContain('- every contact point has refused, or was stopped by the customer');
  });

  it('says that the last word may not have arrived, until a later one was accepted', () => {
    const doubted = opened().step().hears({ kind: 'in_doubt' });
    expect(card(doubted)).toContain('The acknowledgement of 2026-03-02 09:00 UTC may not have arrived.');
    const later = doubted.does({ type: 'take' }).until(3 * HOUR);
    expect(card(later)).not.toContain('may not have arrived');
    expect(card(later)).toContain('- acknowledgement by email: in_doubt');
  });

  it('names under Trouble each message in doubt with the whole command that settles it, until it is settled', () => {
    const doubted = opened().step().hears({ kind: 'in_doubt' });
    const command = 'amends send settle acme/inc-1/1/acknowledgement/1/email --arrived|--resend --reason …';
    expect(card(doubted)).toContain(`- acknowledgement by email: in_doubt: \`${command}\``);
    const settled = doubted.does({ type: 'send_settled', slot: '1/acknowledgement/1/email', verdict: 'arrived' });
    expect(card(settled)).not.toContain('amends send settle');
  });

  it('names under Trouble what did not arrive', () => {
    const told = opened().until(HOUR);
    const slot = '1/acknowledgement/1/email';
    expect(card(told)).not.toContain('undelivered');
    expect(card(told.does({ type: 'delivery_failed', slot, code: 'mailbox_full' }))).toContain(
      '**Trouble**\n- acknowledgement by email: undelivered',
    );
  });

  it('names under Trouble the task to reach the customer with its due time, until it is done', () => {
    const asked = opened({ reachableBy: [] }).and({ type: 'rules_adopted', version: 3 }).step();
    const line = '- task `reach-inc-1-1`: tell the customer by other means by 2026-03-03 09:00 UTC';
    expect(card(asked)).toContain(line);
    const done = asked.does({ type: 'task_done', task: 'reach-inc-1-1', outcome: 'reached' });
    expect(card(done)).not.toContain('by other means');
  });

  it('of a closed case ends with its messages: nothing can be done any more', () => {
    const text = card(answeredWith(5).until(30 * DAY));
    expect(text).toMatch(/^Closed\./);
    expect(text).not.toContain('To act');
  });
});
