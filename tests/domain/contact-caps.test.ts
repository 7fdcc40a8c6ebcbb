import { describe, expect, it } from 'vitest';
import { type ContactCaps, longestSpan, type MadeContact } from '../../domain/contact/caps.js';
import { type ContactFacts, decideContact } from '../../domain/contact/decision.js';
import { nextMove } from '../../domain/journey/next-move.js';
import { viewOf } from '../../domain/journey/view-of.js';
import { DAY, HOUR, T0 } from './support/builders.js';
import { answeredWith, resolvedAfter } from './support/pasts.js';

const caps: ContactCaps = { survey: { most: 1, within: 30 * DAY }, marketing: { most: 2, within: 7 * DAY } };
const at = (purpose: MadeContact['purpose'], ...times: readonly number[]) => times.map((at) => ({ purpose, at }));
const facts = (made: readonly MadeContact[], more: Partial<ContactFacts> = {}): ContactFacts => {
  return { leases: [], caps, made, ...more };
};

describe('a customer who was asked lately', () => {
  it('is asked by nobody else for thirty days, to the instant', () => {
    const asked = facts(at('survey', T0));
    expect(decideContact(asked, { purpose: 'survey' }, T0 + 30 * DAY - 1)).toEqual({
      ...{ kind: 'suppress', reason: 'surveyed_lately', until: T0 + 30 * DAY },
    });
    expect(decideContact(asked, { purpose: 'survey' }, T0 + 30 * DAY)).toEqual({
      kind: 'allow',
      reason: 'no_open_recovery',
    });
  });

  it('may be sold to, written to and sent receipts', () => {
    const asked = facts(at('survey', T0, T0 + 1, T0 + 2));
    for (const purpose of ['marketing', 'recovery', 'service'] as const) {
      expect(decideContact(asked, { purpose }, T0 + DAY)).toMatchObject({ kind: 'allow' });
    }
  });

  it('may be asked where the programme sets no limit', () => {
    expect(decideContact({ leases: [], made: at('survey', T0) }, { purpose: 'survey' }, T0)).toMatchObject({
      kind: 'allow',
    });
    expect(decideContact(facts(at('survey', T0), { caps: {} }), { purpose: 'survey' }, T0)).toMatchObject({
      kind: 'allow',
    });
  });
});

describe('a customer who was sold to often', () => {
  it('is left alone until the first of the last two is a week old, whatever came before', () => {
    const often = facts(at('marketing', T0 - DAY, T0, T0 + 2 * DAY));
    expect(decideContact(often, { purpose: 'marketing' }, T0 + 3 * DAY)).toEqual({
      ...{ kind: 'suppress', reason: 'contacted_often', until: T0 + 7 * DAY },
    });
    expect(decideContact(often, { purpose: 'marketing' }, T0 + 7 * DAY)).toMatchObject({ kind: 'allow' });
  });

  it('may be sold to once more while there is room', () => {
    expect(decideContact(facts(at('marketing', T0)), { purpose: 'marketing' }, T0 + 1)).toMatchObject({
      kind: 'allow',
    });
  });

  it('hears of the recovery first, which has no end in sight, where there is one', () => {
    const lease = { lease: { kind: 'held', because: 'recovery' }, reference: 'AB12CD34', open: true } as const;
    const both = facts(at('marketing', T0, T0), { leases: [lease] });
    expect(decideContact(both, { purpose: 'marketing' }, T0)).toMatchObject({ reason: 'open_recovery', until: null });
  });
});

describe('what caps count', () => {
  it('goes back as far as the longest of them, and nowhere without any', () => {
    expect(longestSpan(caps)).toBe(30 * DAY);
    expect(longestSpan({})).toBe(0);
  });

  it('has our own survey, from the time when it went out, and none of a case that has not asked', () => {
    const surveyed = (j: ReturnType<typeof resolvedAfter>) =>
      viewOf(j.state, nextMove(j.state, j.now), j.now).surveyedAt;
    expect(surveyed(resolvedAfter(2 * HOUR))).toBeUndefined();
    const asked = answeredWith(5);
    const sent = asked.state.messages.find(({ message }) => message === 'survey');
    expect(surveyed(asked)).toBe(sent?.endedAt);
    expect(sent?.endedAt).toBeGreaterThan(T0);
  });
});
