import { describe, expect, it } from 'vitest';
import { type ContactFacts, decideContact, type LeaseOn, purposes } from '../../domain/contact/decision.js';
import type { Lease } from '../../domain/contact/lease.js';
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
    expect(decideContact(facts(), purpose, T0)).toEqual({ kind: 'allow', reason: 'no_open_recovery' });
  });

  it('with an open recovery: no promotion, without an end in sight', () => {
    expect(decideContact(facts(on(held)), 'marketing', T0 + 365 * DAY)).toEqual({
      ...{ kind: 'suppress', reason: 'open_recovery', until: null, reference: 'AB12CD34', caseId: 'inc-1' },
    });
  });

  it('with a report that waits for its case: no promotion either', () => {
    const waiting = { lease: held, reference: 'EF56GH78', open: true };
    expect(decideContact(facts(waiting), 'marketing', T0)).toMatchObject({ kind: 'suppress', reference: 'EF56GH78' });
  });

  it.each(['recovery', 'survey'] as const)(
    'with an open recovery, for %s by somebody else: the recovery speaks instead',
    (purpose) => {
      const instead = { kind: 'replace', reason: 'open_recovery', until: null, reference: 'AB12CD34', caseId: 'inc-1' };
      expect(decideContact(facts(on(held)), purpose, T0)).toEqual(instead);
    },
  );

  it('for what they asked for themselves: yes, recovery or not', () => {
    expect(decideContact(facts(on(held)), 'service', T0)).toEqual({ kind: 'allow', reason: 'not_promotional' });
  });

  it('in the cool-off: no promotion until its last instant, and from then on yes', () => {
    const cooling = facts(on(ends(T0 + DAY), { open: false }));
    expect(decideContact(cooling, 'marketing', T0 + DAY - 1)).toMatchObject({
      ...{ kind: 'suppress', reason: 'cool_off', until: T0 + DAY },
    });
    expect(decideContact(cooling, 'marketing', T0 + DAY)).toEqual({ kind: 'allow', reason: 'released' });
    expect(decideContact(cooling, 'recovery', T0)).toMatchObject({ kind: 'allow' });
  });

  it('who was unhappy at the end: no promotion on day 60, nor ever by itself', () => {
    for (const day of [60, 3_650]) {
      expect(decideContact(facts(on(unhappy)), 'marketing', T0 + day * DAY)).toMatchObject({
        ...{ kind: 'suppress', reason: 'unhappy', until: null },
      });
    }
  });

  it('who is satisfied, while the last message is still to come: yes', () => {
    const content = facts(on(ends(T0, 'satisfied'), { open: true }));
    expect(decideContact(content, 'marketing', T0)).toEqual({ kind: 'allow', reason: 'released' });
    expect(decideContact(content, 'survey', T0)).toEqual({ kind: 'allow', reason: 'released' });
  });

  it('with several: what lasts longest counts', () => {
    const both = facts(on(ends(T0, 'satisfied'), { open: false }), {
      lease: ends(T0 + 9),
      reference: 'EF56GH78',
      open: false,
    });
    expect(decideContact(both, 'marketing', T0 + 1)).toMatchObject({
      kind: 'suppress',
      until: T0 + 9,
      reference: 'EF56GH78',
    });
  });
});
