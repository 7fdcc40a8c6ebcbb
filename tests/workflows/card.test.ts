import { describe, expect, it } from 'vitest';
import { viewOf } from '../../domain/journey/view-of.js';
import { cardOf } from '../../workflows/card.js';
import { DAY, HOUR } from '../domain/support/builders.js';
import type { Journey } from '../domain/support/journey.js';
import { opened } from '../domain/support/journey.js';
import { answeredWith } from '../domain/support/pasts.js';

const card = (j: Journey): string => cardOf(j.state, viewOf(j.state, j.next(), j.now));
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

  it('says that the last word may not have arrived, until a later one was accepted', () => {
    const doubted = opened().step().hears({ kind: 'in_doubt' });
    expect(card(doubted)).toContain('The acknowledgement of 2026-03-02 09:00 UTC may not have arrived.');
    const later = doubted.does({ type: 'take' }).until(3 * HOUR);
    expect(card(later)).not.toContain('may not have arrived');
    expect(card(later)).toContain('- acknowledgement by email: in_doubt');
  });

  it('of a closed case ends with its messages: nothing can be done any more', () => {
    const text = card(answeredWith(5).until(30 * DAY));
    expect(text).toMatch(/^Closed\./);
    expect(text).not.toContain('To act');
  });
});
