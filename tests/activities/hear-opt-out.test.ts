import { beforeEach, describe, expect, it } from 'vitest';
import { sweep } from '../../activities/sweep.js';
import { silentMetrics } from '../../adapters/metrics/index.js';
import { openMemoryStores } from '../../adapters/store/memory/open.js';
import { ownSubject } from '../../domain/contact/opt-outs.js';
import type { CaseFact } from '../../domain/case/case-events.js';
import type { CaseToTell, ConsentWord } from '../../ports/consent-store.js';
import { referenceOf } from '../../web/reference.js';
import { projectionOf, viewOf } from '../adapters/store/builders.js';
import { aReport, anOpening, HOUR, MINUTE, T0 } from '../domain/support/builders.js';
import { FakeChannel } from '../support/fake-channel.js';
import { marks } from '../support/marks.js';
import { FakeRecoveries } from './support/fake-recoveries.js';

const customer = { tenant: 'acme', customerId: 'cust-1' };
const claim = { ...customer, caseId: 'inc-1', openedAt: T0 };
const own = ownSubject(customer, 'sms');
const tells: CaseToTell = { ...customer, channel: 'sms', scope: 'all', confirm: true, actor: 'customer' };
const stop: ConsentWord = { at: T0 + HOUR, source: 'sms_reply', actor: 'customer', wording: 'STOP', ref: 'SM1' };
const opened = { type: 'case_opened', ...anOpening(), at: T0, actor: 'system', rules: 4 } as const;
const stamp = { at: T0 + HOUR + MINUTE, actor: 'customer', rules: 4 } as const;

let stores = openMemoryStores();
let recoveries = new FakeRecoveries();
beforeEach(async () => {
  stores = openMemoryStores();
  recoveries = new FakeRecoveries();
  await stores.customers.upsert('acme', aReport().customer, T0);
  await stores.cases.open(claim);
  await stores.cases.apply(projectionOf(claim, { events: [opened] }, viewOf({ stage: 'resolve' })));
  await stores.consents.optOut(own, 'all', { ...stop, tells });
});

/** A sweep so long after the opt-out; what the case was told by it. */
async function swept(after = 6 * MINUTE) {
  recoveries.told.splice(0);
  const channels = { email: new FakeChannel('email'), sms: new FakeChannel('sms') };
  const clock = { now: () => stop.at + after };
  const { inputs } = await sweep({
    ...{ ...stores, ...marks, clock, channels, recoveries, referenceOf },
    metrics: silentMetrics,
  });
  return { inputs, told: recoveries.told.map(({ type }) => type) };
}

const shows = (fact: CaseFact, view: Parameters<typeof viewOf>[0] = { stage: 'resolve' }) =>
  stores.cases.apply(projectionOf(claim, { before: [opened], events: [{ ...fact, ...stamp }] }, viewOf(view)));

const TOLD = { inputs: 1, told: ['channel_stopped'] };
const NOTHING = { inputs: 0, told: [] };

describe('an opt-out that the open case has not recorded', () => {
  it('is told by each sweep, with what it stops and whether it is confirmed, until the case shows it', async () => {
    expect([await swept(), await swept(11 * MINUTE)]).toEqual([TOLD, TOLD]);
    const report = { channel: 'sms', scope: 'all', confirm: true, actor: 'customer', caseId: 'inc-1' };
    expect(recoveries.told).toEqual([{ type: 'channel_stopped', ...customer, ...report }]);
    await shows({ type: 'channel_stopped', channel: 'sms', scope: 'all', confirm: true });
    expect([await swept(16 * MINUTE), await stores.consents.untold(Infinity)]).toEqual([NOTHING, []]);
  });

  it('is left for five minutes, in which the case shows what it was told at once', async () => {
    expect(await swept(4 * MINUTE)).toEqual(NOTHING);
    expect(await stores.consents.untold(Infinity)).toHaveLength(1);
  });

  it('stays untold where the case cannot be told now either', async () => {
    const working = recoveries;
    recoveries = new FakeRecoveries([], ['cust-1']);
    await expect(swept()).rejects.toThrow('1 could not be put in order');
    recoveries = working;
    expect(await swept()).toEqual(TOLD);
  });

  it('brings a case back whose run has died', async () => {
    recoveries.over.add('inc-1');
    const report = recoveries.report.bind(recoveries);
    recoveries.report = (incident) => {
      recoveries.over.clear();
      return report(incident);
    };
    expect(await swept()).toEqual(TOLD);
    expect(recoveries.reported).toEqual(['acme/cust-1/inc-1']);
  });

  it('is told no more once the customer has come back', async () => {
    await stores.consents.optIn(own, 'all', { ...stop, at: stop.at + MINUTE, wording: 'START', ref: 'SM2' });
    expect([await swept(), await stores.consents.untold(Infinity)]).toEqual([NOTHING, []]);
  });

  it('is nothing to a case that has closed since', async () => {
    await shows({ type: 'case_closed', outcome: 'recovered', cause: 'x', lastMessage: 'none' }, { stage: 'closed' });
    expect([await swept(), await stores.consents.untold(Infinity)]).toEqual([NOTHING, []]);
  });

  it('is nothing to a case that opened after it: that one asks before it sends', async () => {
    const early = { ...stop, at: T0 - MINUTE, ref: 'SM0' };
    await stores.consents.optOut(ownSubject(customer, 'email'), 'all', {
      ...early,
      tells: { ...tells, channel: 'email' },
    });
    await stores.consents.told({ subject: own, scope: 'all', at: stop.at });
    expect([await swept(), await stores.consents.untold(Infinity)]).toEqual([NOTHING, []]);
  });

  it('is told to a case of which nothing is written down yet', async () => {
    stores.cases.get = () => Promise.resolve(undefined);
    expect(await swept()).toEqual(TOLD);
  });
});
