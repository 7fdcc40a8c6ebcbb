import { beforeEach, describe, expect, it } from 'vitest';
import { findOrphans, type Orphans } from '../../activities/orphans.js';
import { openMemoryStores } from '../../adapters/store/memory/open.js';
import type { Stores } from '../../adapters/store/stores.js';
import { aRefusal, aReport, HOUR, MINUTE, T0 } from '../domain/support/builders.js';
import { FakeRecoveries } from './support/fake-recoveries.js';

const none: Orphans = {
  incident_without_case: [],
  incident_never_taken_up: [],
  case_without_next_move: [],
  parked: [],
};

let stores: Stores;
beforeEach(() => {
  stores = openMemoryStores();
});

async function report(id: string, reportedAt: number): Promise<void> {
  const { customer, ...rest } = aReport({ id, reportedAt });
  await stores.incidents.put({ ...rest, customer: { ...customer, id: `of-${id}` } });
}

const takeUp = (id: string, caseId: string) => stores.incidents.takeUp({ tenant: 'acme', incidentId: id }, caseId);

/** A case as every journey begins: the document first, then the incident is taken up. */
async function openCase(id: string, reportedAt: number): Promise<void> {
  await report(id, reportedAt);
  await stores.cases.open({ tenant: 'acme', customerId: `of-${id}`, caseId: id, openedAt: reportedAt });
  await takeUp(id, id);
}

const find = (idle: readonly string[] = [], reportedSince = 0): Promise<Orphans> =>
  findOrphans({ ...stores, recoveries: new FakeRecoveries(idle) }, { now: T0, reportedSince });

/** What is found where the recoveries of these customers are parked. */
function findParked(customers: readonly string[] | undefined): Promise<Orphans> {
  const recoveries = new FakeRecoveries();
  recoveries.parkedCustomers = customers;
  return findOrphans({ ...stores, recoveries }, { now: T0, reportedSince: 0 });
}

describe('orphans', () => {
  it('are none where every incident is in a case, refused or fresh, and every open case has a run', async () => {
    await openCase('open', T0 - HOUR);
    await report('joined', T0 - HOUR);
    await takeUp('joined', 'open');
    await report('refused', T0 - HOUR);
    await stores.incidents.refuse({ tenant: 'acme', incidentId: 'refused' }, aRefusal('too_old'));
    await report('fresh', T0 - 15 * MINUTE);
    expect(await find()).toEqual(none);
  });

  it('of each kind are found under their own ids, and nothing else', async () => {
    await openCase('healthy', T0 - HOUR);
    await report('lost', T0 - HOUR);
    await takeUp('lost', 'a-case-that-is-nowhere');
    await report('forgotten', T0 - 15 * MINUTE - 1);
    await openCase('idle', T0 - HOUR);
    expect(await find(['of-idle'])).toEqual({
      incident_without_case: [{ tenant: 'acme', customerId: 'of-lost', id: 'lost' }],
      incident_never_taken_up: [{ tenant: 'acme', customerId: 'of-forgotten', id: 'forgotten' }],
      case_without_next_move: [{ tenant: 'acme', customerId: 'of-idle', id: 'idle' }],
      parked: [],
    });
  });

  it('include a run that is parked before any case of it was stored, by its customer', async () => {
    await report('just-reported', T0 - 1);
    const parked = [{ tenant: 'acme', customerId: 'of-just-reported', id: 'of-just-reported' }];
    expect(await findParked(['of-just-reported'])).toEqual({ ...none, parked });
  });

  it('say nothing of parked runs, not that there is none, where the server does not report them', async () => {
    expect(await findParked(undefined)).toEqual({ ...none, parked: undefined });
  });

  it('without a case are looked for as far back as one asks', async () => {
    await report('lost', T0 - HOUR);
    await takeUp('lost', 'a-case-that-is-nowhere');
    expect((await find([], T0 - HOUR)).incident_without_case).toHaveLength(1);
    expect((await find([], T0 - HOUR + 1)).incident_without_case).toEqual([]);
  });

  it('without a case are found among many more than one look-up holds', async () => {
    await openCase('healthy', T0 - HOUR);
    for (let at = 0; at < 1_001; at++) {
      await report(`joined-${at}`, T0 - HOUR);
      await takeUp(`joined-${at}`, 'healthy');
    }
    await report('lost', T0 - HOUR);
    await takeUp('lost', 'a-case-that-is-nowhere');
    expect((await find()).incident_without_case.map(({ id }) => id)).toEqual(['lost']);
  });

  it('do not include a case that closes, or is refused, while one looks', async () => {
    await openCase('closing', T0 - HOUR);
    const recoveries = new FakeRecoveries(['of-closing']);
    const { cases } = stores;
    const closedMeanwhile = {
      unclosed: () => cases.unclosed(),
      unclosedOf: () => Promise.resolve(undefined),
      missing: (refs: Parameters<typeof cases.missing>[0]) => cases.missing(refs),
    };
    const sources = { incidents: stores.incidents, cases: closedMeanwhile, recoveries };
    expect(await findOrphans(sources, { now: T0, reportedSince: 0 })).toEqual(none);
  });
});
