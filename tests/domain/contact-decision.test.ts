import { describe, expect, it } from 'vitest';
import {
  type ContactFacts,
  decideContact,
  type LeaseOn,
  purposes,
  type Wanted,
} from '../../domain/contact/decision.js';
import type { Lease } from '../../domain/contact/lease.js';
import type { OptedOut } from '../../domain/contact/opt-outs.js';
import { DAY, T0 } from './support/builders.js';

const held: Lease = { kind: 'held', because: 'recovery' };
const unhappy: Lease = { kind: 'held', because: 'unhappy' };
const ends = (at: number, because: 'satisfied' | 'cool_off' = 'cool_off'): Lease => ({ kind: 'ends', at, because });
const on = (lease: Lease, more: Partial<LeaseOn> = {}): LeaseOn => ({
  ...{ lease, reference: 'AB12CD34', caseId: 'inc-1', open: lease.kind === 'held' && lease.because === 'recovery' },
  ...more,
});
const facts = (...leases: readonly LeaseOn[]): ContactFacts => ({ leases });

describe('whether a customer may be contacted', () => {
  it.each(purposes)('whom nobody has ever reported, for %s: yes, which is no consent', (purpose) => {
    expect(decideContact(facts(), { purpose }, T0)).toEqual({ kind: 'allow', reason: 'no_open_recovery' });
  });

  it('with an open recovery: no promotion, without an end in sight', () => {
    expect(decideContact(facts(on(held)), { purpose: 'marketing' }, T0 + 365 * DAY)).toEqual({
      ...{ kind: 'suppress', reason: 'open_recovery', until: null, reference: 'AB12CD34', caseId: 'inc-1' },
    });
  });

  it('with a report that waits for its case: no promotion either', () => {
    const waiting = { lease: held, reference: 'EF56GH78', open: true };
    expect(decideContact(facts(waiting), { purpose: 'marketing' }, T0)).toMatchObject({
      kind: 'suppress',
      reference: 'EF56GH78',
    });
  });

  it.each(['recovery', 'survey'] as const)(
    'with an open recovery, for %s by somebody else: the recovery speaks instead',
    (purpose) => {
      const instead = { kind: 'replace', reason: 'open_recovery', until: null, reference: 'AB12CD34', caseId: 'inc-1' };
      expect(decideContact(facts(on(held)), { purpose }, T0)).toEqual(instead);
    },
  );

  it('for what they asked for themselves: yes, recovery or not', () => {
    expect(decideContact(facts(on(held)), { purpose: 'service' }, T0)).toEqual({
      kind: 'allow',
      reason: 'not_promotional',
    });
  });

  it('in the cool-off: no promotion until its last instant, and from then on yes', () => {
    const cooling = facts(on(ends(T0 + DAY), { open: false }));
    expect(decideContact(cooling, { purpose: 'marketing' }, T0 + DAY - 1)).toMatchObject({
      ...{ kind: 'suppress', reason: 'cool_off', until: T0 + DAY },
    });
    expect(decideContact(cooling, { purpose: 'marketing' }, T0 + DAY)).toEqual({ kind: 'allow', reason: 'released' });
    expect(decideContact(cooling, { purpose: 'recovery' }, T0)).toMatchObject({ kind: 'allow' });
  });

  it('who was unhappy at the end: no promotion on day 60, nor ever by itself', () => {
    for (const day of [60, 3_650]) {
      expect(decideContact(facts(on(unhappy)), { purpose: 'marketing' }, T0 + day * DAY)).toMatchObject({
        ...{ kind: 'suppress', reason: 'unhappy', until: null },
      });
    }
  });

  it('who is satisfied, while the last message is still to come: yes, but the recovery itself asks how it went', () => {
    const content = facts(on(ends(T0, 'satisfied'), { open: true }));
    expect(decideContact(content, { purpose: 'marketing' }, T0)).toEqual({ kind: 'allow', reason: 'released' });
    const instead = { kind: 'replace', reason: 'open_recovery', until: null };
    expect(decideContact(content, { purpose: 'survey' }, T0)).toMatchObject(instead);
    expect(decideContact(content, { purpose: 'recovery' }, T0)).toMatchObject(instead);
    const closed = facts(on(ends(T0, 'satisfied'), { open: false }));
    expect(decideContact(closed, { purpose: 'survey' }, T0)).toEqual({ kind: 'allow', reason: 'released' });
  });

  it('with several: what lasts longest counts', () => {
    const both = facts(on(ends(T0, 'satisfied'), { open: false }), {
      lease: ends(T0 + 9),
      reference: 'EF56GH78',
      open: false,
    });
    expect(decideContact(both, { purpose: 'marketing' }, T0 + 1)).toMatchObject({
      kind: 'suppress',
      until: T0 + 9,
      reference: 'EF56GH78',
    });
  });
});

describe('what a customer does not want', () => {
  const open = on(held);
  const decide = (optOuts: readonly OptedOut[], wanted: Wanted) => {
    const { kind, reason } = decideContact({ leases: [open], optOuts }, wanted, T0);
    return `${kind} ${reason}`;
  };
  const no = 'suppress opted_out';
  const noSurveys = 'suppress unsubscribed';
  const noPromotion = 'suppress no_marketing';

  it.each([
    ['all', 'marketing', no],
    ['all', 'survey', no],
    ['all', 'recovery', no],
    ['all', 'service', no],
    ['survey', 'survey', noSurveys],
    ['survey', 'marketing', 'suppress open_recovery'],
    ['survey', 'service', 'allow not_promotional'],
    ['marketing', 'marketing', noPromotion],
    ['marketing', 'survey', 'replace open_recovery'],
    ['marketing', 'service', 'allow not_promotional'],
  ] as const)('of class %s on a channel, asked about %s there: %s', (of, purpose, decision) => {
    expect(decide([{ channel: 'sms', of }], { purpose, channel: 'sms' })).toBe(decision);
  });

  it.each([
    ['all', 'service', 'allow not_promotional'],
    ['marketing', 'marketing', 'suppress open_recovery'],
    ['survey', 'survey', noSurveys],
  ] as const)('of class %s on another channel, asked about %s: %s, since one word holds for all surveys', (...row) => {
    const [of, purpose, decision] = row;
    expect(decide([{ channel: 'sms', of }], { purpose, channel: 'email' })).toBe(decision);
  });

  it.each([
    ['all', 'marketing', no],
    ['all', 'survey', no],
    ['marketing', 'marketing', noPromotion],
    ['all', 'recovery', 'replace open_recovery'],
    ['all', 'service', 'allow not_promotional'],
  ] as const)('of class %s on some channel, asked about %s on any: %s', (of, purpose, decision) => {
    expect(decide([{ channel: 'sms', of }], { purpose })).toBe(decision);
  });

  it('is told by what ends the channel where several things stand against it', () => {
    const several = [
      { channel: 'sms', of: 'survey' },
      { channel: 'sms', of: 'all' },
    ] as const;
    expect(decide(several, { purpose: 'survey', channel: 'sms' })).toBe(no);
    expect(decide(several, { purpose: 'survey', channel: 'email' })).toBe(noSurveys);
  });

  it('stands against a contact for ever, also where nobody has reported anything', () => {
    const optOuts = [{ channel: 'email', of: 'marketing' }] as const;
    expect(decideContact({ leases: [], optOuts }, { purpose: 'marketing' }, T0 + 10_000 * DAY)).toEqual({
      ...{ kind: 'suppress', reason: 'no_marketing', until: null },
    });
  });
});

describe('the recovery of a customer', () => {
  const own = { channel: 'sms', by: 'recovery' } as const;
  const survey = { purpose: 'survey', ...own } as const;
  const words = { purpose: 'recovery', ...own } as const;
  const lately = { caps: { survey: { most: 1, within: 30 * DAY } }, made: [{ purpose: 'survey', at: T0 }] } as const;

  it.each([words, survey])('speaks itself while it is open, and asks: the caps are for others', (wanted) => {
    const answer = { kind: 'allow', reason: 'own_voice' };
    expect(decideContact({ leases: [on(held)], ...lately }, wanted, T0)).toEqual(answer);
  });

  it.each([
    [words, 'all', 'opted_out'],
    [survey, 'all', 'opted_out'],
    [survey, 'survey', 'unsubscribed'],
  ] as const)('does not say what the customer does not want: %o after an opt-out of class %s', (wanted, of, reason) => {
    const facts = { leases: [on(held)], optOuts: [{ channel: 'sms', of }] } as const;
    expect(decideContact(facts, wanted, T0)).toEqual({ kind: 'suppress', reason, until: null });
  });

  it('is the only one: another sender who asks the same is told that it speaks instead', () => {
    const { by: _, ...other } = survey;
    expect(decideContact({ leases: [on(held)] }, other, T0)).toMatchObject({ kind: 'replace' });
  });
});
