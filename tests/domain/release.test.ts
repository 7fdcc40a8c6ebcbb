import { describe, expect, it } from 'vitest';
import type { ContactFacts, LeaseOn } from '../../domain/contact/decision.js';
import { decideContact } from '../../domain/contact/decision.js';
import type { Lease } from '../../domain/contact/lease.js';
import { releaseOf } from '../../domain/contact/release.js';
import { DAY, T0 } from './support/builders.js';

const held: Lease = { kind: 'held', because: 'recovery' };
const unhappy: Lease = { kind: 'held', because: 'unhappy' };
const ends = (at: number, because: 'satisfied' | 'cool_off' = 'cool_off'): Lease => ({ kind: 'ends', at, because });
const ofCase = (lease: Lease, open = false): LeaseOn => ({ lease, reference: 'CASE0001', caseId: 'inc-1', open });
const ofReport = (lease: Lease): LeaseOn => ({ lease, reference: 'REPORT01', open: lease === held });
const facts = (...leases: readonly LeaseOn[]): ContactFacts => ({ leases });

describe('a customer of whom a lease has ended', () => {
  it('who is satisfied is free from that instant, also while the last message is still to come', () => {
    expect(releaseOf(facts(ofCase(ends(T0, 'satisfied'), true)), T0)).toEqual({
      ...{ kind: 'released', at: T0, because: 'satisfied', reference: 'CASE0001', caseId: 'inc-1' },
    });
  });

  it('is free in the instant in which the cool-off is over, and not one before', () => {
    const cooling = facts(ofReport(ends(T0 + DAY)));
    expect(releaseOf(cooling, T0 + DAY - 1)).toEqual({ kind: 'held' });
    expect(releaseOf(cooling, T0 + DAY)).toEqual({
      ...{ kind: 'released', at: T0 + DAY, because: 'cool_off', reference: 'REPORT01' },
    });
  });

  it('is free from the last end of several, for the reason of that one', () => {
    const both = facts(ofCase(ends(T0, 'satisfied')), ofReport(ends(T0 + DAY)));
    expect(releaseOf(both, T0)).toEqual({ kind: 'held' });
    expect(releaseOf(both, T0 + DAY)).toMatchObject({ kind: 'released', at: T0 + DAY, reference: 'REPORT01' });
  });

  it.each([held, unhappy])('is not free while a later case holds on to them ($because)', (lease) => {
    expect(releaseOf(facts(ofCase(lease, lease === held), ofReport(ends(T0))), T0 + 60 * DAY)).toEqual({
      kind: 'held',
    });
  });

  it('of whom another report waits may be either, so that nobody says anything yet', () => {
    expect(releaseOf(facts(ofCase(ends(T0, 'satisfied')), ofReport(held)), T0)).toEqual({ kind: 'unsettled' });
  });

  it('is never announced while promotion would be refused', () => {
    for (const lease of [held, unhappy, ends(T0), ends(T0 + DAY)]) {
      const one = facts(ofCase(lease, lease === held), ofReport(ends(T0)));
      const isReleased = releaseOf(one, T0).kind === 'released';
      expect(isReleased).toBe(decideContact(one, { purpose: 'marketing' }, T0).kind === 'allow');
    }
  });
});
