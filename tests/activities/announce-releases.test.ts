import { beforeEach, describe, expect, it } from 'vitest';
import { announceReleases } from '../../activities/announce-releases.js';
import { openMemoryStores } from '../../adapters/store/memory/open.js';
import type { Stores } from '../../adapters/store/stores.js';
import type { CaseView } from '../../domain/case/case-view.js';
import type { Lease } from '../../domain/contact/lease.js';
import { claimOf, factsOf, projectionOf } from '../adapters/store/builders.js';
import { aRefusal, aReport, DAY, MINUTE, T0 } from '../domain/support/builders.js';

const held: Lease = { kind: 'held', because: 'recovery' };
const unhappy: Lease = { kind: 'held', because: 'unhappy' };
const content = (at: number): Lease => ({ kind: 'ends', at, because: 'satisfied' });
const cooling = (at: number): Lease => ({ kind: 'ends', at, because: 'cool_off' });

let stores: Stores;
let now: number;
let counted: number;
beforeEach(() => {
  [stores, now, counted] = [openMemoryStores(), T0, 0];
});

const sources = () => {
  return { ...stores, clock: { now: () => now }, metrics: { released: () => void (counted += 1) } };
};
const announce = (at = now) => {
  now = at;
  return announceReleases(sources());
};
const events = async () => (await stores.events.after('acme', { place: 0, limit: 200 })).map(({ id }) => id);

const reported = (id: string) => stores.incidents.put(aReport({ id }));
const refused = (id: string, lease: Lease) =>
  stores.incidents.refuse({ tenant: 'acme', incidentId: id }, aRefusal('too_old', lease));

/** The case of the report of this id shows so many facts and this lease. */
async function shows(caseId: string, facts: number, view: Partial<CaseView>): Promise<void> {
  const claim = claimOf({ tenant: 'acme', caseId, customerId: 'cust-1' });
  await stores.cases.open(claim);
  await stores.incidents.takeUp({ tenant: 'acme', incidentId: caseId }, caseId);
  const journal = factsOf(caseId, facts);
  await stores.cases.apply(projectionOf(claim, { before: journal.slice(0, -1), events: journal.slice(-1) }, view));
  await stores.incidents.shown('acme', [caseId]);
}

describe('a customer who is free for promotion again', () => {
  it('is announced once, with when and why, however often anybody looks', async () => {
    await reported('inc-1');
    await shows('inc-1', 1, { lease: content(T0), reference: 'AB12CD34' });
    expect(await announce()).toEqual({ released: 1, failed: 0 });
    expect(await announce(T0 + MINUTE)).toEqual({ released: 0, failed: 0 });
    await shows('inc-1', 2, { lease: content(T0), stage: 'closed' });
    expect(await announce(T0 + DAY)).toEqual({ released: 0, failed: 0 });
    expect(await stores.events.after('acme', { place: 0, limit: 9 })).toEqual([
      {
        ...{ place: 1, tenant: 'acme', id: `released/cust-1/${T0}`, type: 'released', customerId: 'cust-1', at: T0 },
        ...{ because: 'satisfied', reference: 'AB12CD34', caseId: 'inc-1' },
      },
    ]);
    expect(counted).toBe(1);
  });

  it('is announced once by sweeps that run at once', async () => {
    await reported('inc-1');
    await shows('inc-1', 1, { lease: content(T0) });
    const found = await Promise.all([announce(), announce(), announce()]);
    expect(found.reduce((sum, { released }) => sum + released, 0)).toBe(1);
    expect(await events()).toHaveLength(1);
  });

  it('is announced when the cool-off has passed, not before, also where the report was refused', async () => {
    await reported('inc-1');
    await refused('inc-1', cooling(T0 + DAY));
    await announce(T0 + DAY - 1);
    expect(await events()).toEqual([]);
    await announce(T0 + DAY);
    expect(await events()).toEqual([`released/cust-1/${T0 + DAY}`]);
  });

  it('is announced a second time after a second recovery', async () => {
    await reported('inc-1');
    await shows('inc-1', 1, { lease: content(T0), stage: 'closed' });
    await announce();
    await reported('inc-2');
    await shows('inc-2', 1, { number: 2, lease: content(T0 + DAY), stage: 'closed' });
    await announce(T0 + DAY);
    expect(await events()).toEqual([`released/cust-1/${T0}`, `released/cust-1/${T0 + DAY}`]);
  });

  it('is announced after a crash between finding and keeping, and after one between keeping and noting so', async () => {
    await reported('inc-1');
    await shows('inc-1', 1, { lease: content(T0) });
    const { events: feed, leaseEnds } = stores;
    const gone = () => Promise.reject(new Error('gone'));
    expect(await announceReleases({ ...sources(), events: { keep: gone } })).toEqual({ released: 0, failed: 1 });
    expect(await events()).toEqual([]);
    const dying = { due: (until: number) => leaseEnds.due(until), seen: gone };
    expect(await announceReleases({ ...sources(), events: feed, leaseEnds: dying })).toMatchObject({ failed: 1 });
    expect(await announce()).toEqual({ released: 0, failed: 0 });
    expect(await events()).toHaveLength(1);
    expect(counted).toBe(1);
  });
});

describe('a customer from whom promotion is kept away still', () => {
  it('by an open case after one that ended well is announced when that ends, and for that end', async () => {
    await reported('inc-1');
    await shows('inc-1', 1, { lease: content(T0), stage: 'closed' });
    await reported('inc-2');
    await shows('inc-2', 1, { number: 2, lease: held });
    await announce();
    expect(await events()).toEqual([]);
    await shows('inc-2', 2, { number: 2, lease: content(T0 + DAY) });
    await announce(T0 + DAY);
    expect(await events()).toEqual([`released/cust-1/${T0 + DAY}`]);
  });

  it('by a report that came between is not announced, and if that is refused, at the end of its cool-off', async () => {
    await reported('inc-1');
    await shows('inc-1', 1, { lease: content(T0), stage: 'closed' });
    await reported('inc-2');
    await announce(T0 + MINUTE);
    expect(await events()).toEqual([]);
    await refused('inc-2', cooling(T0 + DAY));
    await announce(T0 + 2 * MINUTE);
    expect(await events()).toEqual([]);
    await announce(T0 + DAY);
    expect(await events()).toEqual([`released/cust-1/${T0 + DAY}`]);
  });

  it('by a report that a case shows as settled is announced all the same once it does', async () => {
    await reported('inc-1');
    await reported('inc-2');
    await shows('inc-1', 1, { lease: content(T0) });
    await announce(T0 + MINUTE);
    expect(await events()).toEqual([]);
    await stores.incidents.takeUp({ tenant: 'acme', incidentId: 'inc-2' }, 'inc-1');
    await stores.incidents.shown('acme', ['inc-2']);
    await announce(T0 + 2 * MINUTE);
    expect(await events()).toEqual([`released/cust-1/${T0}`]);
  });

  it('by a lease that was prolonged is announced at the new end alone', async () => {
    await reported('inc-1');
    await shows('inc-1', 1, { lease: cooling(T0 + DAY), stage: 'closed' });
    await shows('inc-1', 2, { lease: held });
    await announce(T0 + 2 * DAY);
    expect(await events()).toEqual([]);
    await shows('inc-1', 3, { lease: cooling(T0 + 9 * DAY), stage: 'closed' });
    await announce(T0 + 9 * DAY);
    expect(await events()).toEqual([`released/cust-1/${T0 + 9 * DAY}`]);
  });

  it('by an unhappy end is never announced', async () => {
    await reported('inc-1');
    await refused('inc-1', cooling(T0));
    await reported('inc-2');
    await shows('inc-2', 1, { lease: unhappy, stage: 'closed' });
    await announce(T0 + 60 * DAY);
    expect(await events()).toEqual([]);
  });
});
