import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Lease } from '../../domain/contact/lease.js';
import { coolingOff, following, isForgiven, isHeld, longest } from '../../domain/contact/lease.js';
import { leaseOf } from '../../domain/journey/lease-of.js';
import { DAY, HOUR, T0, aProtocol, anIncident } from './support/builders.js';
import { opened, type Journey } from './support/journey.js';
import { RESOLVE, answeredWith, answers, resolvedAfter } from './support/pasts.js';

const recovery: Lease = { kind: 'held', because: 'recovery' };
const unhappy: Lease = { kind: 'held', because: 'unhappy' };
const COOL_OFF = 14 * DAY;
const closedAs = (outcome: 'unconfirmed' | 'unreachable' | 'not_recovered' | 'withdrawn' | 'not_upheld') =>
  opened().at(HOUR).and({ type: 'case_closed', outcome, cause: 'x', lastMessage: 'none' });
const lease = (j: Journey): Lease => leaseOf(j.state);

describe('promotion stays away from a customer', () => {
  it('from the report on, and for as long as the case is open', () => {
    expect(lease(opened())).toEqual(recovery);
    expect(lease(resolvedAfter(2 * HOUR))).toEqual(recovery);
    expect(isHeld(recovery, T0 + 1_000 * DAY)).toBe(true);
  });

  it('until the customer says that all is well, while the closing message is still to come', () => {
    const j = answeredWith(5);
    expect(lease(j)).toEqual({ kind: 'ends', at: j.now, because: 'satisfied' });
    expect(isHeld(lease(j), j.now)).toBe(false);
    expect(isHeld(lease(j), j.now - 1)).toBe(true);
  });

  it('not on the strength of a low answer, nor of a good one that came before another incident', () => {
    expect(lease(answeredWith(2))).toEqual(recovery);
    const joined = answeredWith(5).joins(anIncident({ id: 'inc-2' }));
    expect(lease(joined)).toEqual(recovery);
  });

  it.each(['unconfirmed', 'withdrawn', 'not_upheld'] as const)(
    'for the cool-off after a case that ended as %s',
    (outcome) => {
      const j = closedAs(outcome);
      expect(lease(j)).toEqual({ kind: 'ends', at: j.now + COOL_OFF, because: 'cool_off' });
      expect(isHeld(lease(j), j.now + COOL_OFF - 1)).toBe(true);
      expect(isHeld(lease(j), j.now + COOL_OFF)).toBe(false);
    },
  );

  it.each(['not_recovered', 'unreachable'] as const)('without an end after a case that ended as %s', (outcome) => {
    expect(lease(closedAs(outcome))).toEqual(unhappy);
  });

  it('without an end where a case from before there was a cool-off ended without a word of the customer', () => {
    const { coolOff: _, ...before } = aProtocol();
    const j = opened({ protocol: before }).and({
      type: 'case_closed',
      outcome: 'unconfirmed',
      cause: 'x',
      lastMessage: 'n',
    });
    expect(lease(j)).toEqual(unhappy);
  });

  it('anew when a closed case is reopened', () => {
    const j = closedAs('unconfirmed').and({ type: 'case_reopened', because: 'incident' });
    expect(lease(j)).toEqual(recovery);
  });

  it('for what came before too: an unhappy customer stays so until a later case ends well', () => {
    const after = (j: Journey) => lease(j);
    const before = { earlierLease: unhappy };
    expect(
      after(opened(before).and({ type: 'case_closed', outcome: 'unconfirmed', cause: 'x', lastMessage: 'n' })),
    ).toEqual(unhappy);
    const good = answers(resolvedAfter(2 * HOUR, before).until(5 * DAY), 5);
    expect(after(good)).toMatchObject({ kind: 'ends', because: 'satisfied' });
  });

  it('for an earlier cool-off that lasts longer', () => {
    const late: Lease = { kind: 'ends', at: T0 + 90 * DAY, because: 'cool_off' };
    const j = opened({ earlierLease: late }).and({
      type: 'case_closed',
      outcome: 'unconfirmed',
      cause: 'x',
      lastMessage: 'n',
    });
    expect(lease(j)).toEqual(late);
  });
});

const anyLease: fc.Arbitrary<Lease> = fc.oneof(
  fc.constantFrom(recovery, unhappy),
  fc.record({
    kind: fc.constant('ends'),
    at: fc.integer({ min: 0, max: 100 }),
    because: fc.constantFrom('satisfied', 'cool_off'),
  }),
);

describe('a report that no case took up', () => {
  const satisfied: Lease = { kind: 'ends', at: T0 + DAY, because: 'satisfied' };
  const refused = (reportedAt: number) => ({ reportedAt, lease: coolingOff(reportedAt + HOUR, COOL_OFF) });

  it('is forgiven once its customer was content after it, and not by who was so before', () => {
    expect(isForgiven(refused(T0 + DAY - 1), [satisfied])).toBe(true);
    for (const after of [DAY, DAY + 1]) expect(isForgiven(refused(T0 + after), [satisfied])).toBe(false);
    expect(isForgiven(refused(T0), [recovery, satisfied, unhappy])).toBe(true);
  });

  it('is forgiven by nothing but the customer’s own good word', () => {
    const over: Lease = { kind: 'ends', at: T0 + DAY, because: 'cool_off' };
    for (const leases of [[], [over], [recovery, unhappy]]) expect(isForgiven(refused(T0), leases)).toBe(false);
  });

  it('is forgiven also where its protocol knows no cool-off, and never while it waits for a case of its own', () => {
    expect(isForgiven({ reportedAt: T0, lease: coolingOff(T0, undefined) }, [satisfied])).toBe(true);
    expect(isForgiven({ reportedAt: T0, lease: recovery }, [satisfied])).toBe(false);
  });
});

describe('of several leases', () => {
  it('the longest is held whenever one of them is, and only then', () => {
    fc.assert(
      fc.property(fc.array(anyLease), fc.integer({ min: -1, max: 101 }), (leases, now) => {
        const found = longest(leases);
        expect(found !== undefined && isHeld(found, now)).toBe(leases.some((one) => isHeld(one, now)));
      }),
    );
  });

  it('a later one is never shortened by an earlier one, and only satisfaction shortens the earlier', () => {
    fc.assert(
      fc.property(anyLease, anyLease, fc.integer({ min: -1, max: 101 }), (earlier, own, now) => {
        const both = following(earlier, own);
        if (isHeld(own, now)) expect(isHeld(both, now)).toBe(true);
        if (isHeld(earlier, now) && !isHeld(both, now)) expect(own).toMatchObject({ because: 'satisfied' });
        expect(following(undefined, own)).toBe(own);
      }),
    );
  });
});

describe('a case that was resolved', () => {
  it('keeps its lease while somebody only says that it is', () => {
    expect(lease(opened().at(HOUR).does(RESOLVE))).toEqual(recovery);
  });
});
