import { beforeEach, describe, expect, it } from 'vitest';
import { sweepSends } from '../../activities/sweep-sends.js';
import { openMemoryStores } from '../../adapters/store/memory/open.js';
import type { Stores } from '../../adapters/store/stores.js';
import type { SendClaim, SettledByHand, Settlement } from '../../domain/sends/send-row.js';
import { claimOf, factsOf, projectionOf } from '../adapters/store/builders.js';
import { aReport, DAY, HOUR, MINUTE, T0 } from '../domain/support/builders.js';
import { FakeChannel } from '../support/fake-channel.js';
import { marks } from '../support/marks.js';
import { FakeRecoveries } from './support/fake-recoveries.js';

const { markOf, hashAddress } = marks;
const addressHash = hashAddress('email', 'ada@customers.example');
const KEY = 'acme/inc-1/1/resolution/1/email';
const MARK = markOf(KEY, addressHash);
const SLOT = '1/resolution/1/email';
const LATER = 20 * MINUTE;

let stores: Stores;
let email: FakeChannel;
let recoveries: FakeRecoveries;
beforeEach(async () => {
  stores = openMemoryStores();
  email = new FakeChannel('email');
  recoveries = new FakeRecoveries();
  const { customer } = aReport();
  await stores.customers.upsert('acme', { ...customer, email: 'ada@customers.example' }, T0);
  const claim = claimOf({ tenant: 'acme', customerId: customer.id, caseId: 'inc-1' });
  await stores.cases.open(claim);
  await stores.cases.apply(projectionOf(claim, { events: factsOf('run', 1) }));
});

/** A message as its sender left it. */
async function left(settlement?: Settlement, claim: Partial<SendClaim> = {}): Promise<void> {
  const times = { claimedAt: T0, deadlineAt: T0 + MINUTE };
  await stores.sends.claim({ key: KEY, mark: MARK, request: 1, ...times, addressHash, ...claim });
  if (settlement !== undefined) await stores.sends.settle(KEY, 1, settlement);
}

function sweepAt(now: number) {
  const sms = new FakeChannel('sms');
  return sweepSends({ ...stores, clock: { now: () => T0 + now }, channels: { email, sms }, hashAddress, recoveries });
}

const state = async () => (await stores.sends.get(KEY))?.state;
const tasks = async () => (await stores.tasks.list({ tenant: 'acme' }, { limit: 10 })).items;

describe('the sweep of the ledger', () => {
  it('leaves a claim whose sender died in doubt, with a task, where nothing can tell; once', async () => {
    await left();
    expect(await sweepAt(LATER)).toEqual({ settled: 1, overdue: 0, failed: 0 });
    expect(await state()).toBe('in_doubt');
    expect(await tasks()).toMatchObject([{ kind: 'settle_send', send: KEY, caseId: 'inc-1' }]);
    expect(await sweepAt(LATER + MINUTE)).toEqual({ settled: 0, overdue: 0, failed: 0 });
    expect(await tasks()).toHaveLength(1);
  });

  it('leaves a claim alone about which its own run still asks', async () => {
    await left();
    expect(await sweepAt(15 * MINUTE)).toEqual({ settled: 0, overdue: 0, failed: 0 });
    expect(await state()).toBe('claimed');
  });

  it('raises the task that a worker owed which died between the doubt and its task', async () => {
    await left({ state: 'in_doubt', code: 'timed_out', at: T0 });
    await sweepAt(LATER);
    expect(await tasks()).toHaveLength(1);
  });

  it('looks no more for what was in doubt for days, and asks a person if nobody was asked, as after a long outage', async () => {
    email.shows(MINUTE);
    await left({ state: 'in_doubt', code: 'timed_out', at: T0 });
    expect(await sweepAt(2 * DAY)).toEqual({ settled: 1, overdue: 0, failed: 0 });
    expect(await tasks()).toMatchObject([{ kind: 'settle_send', send: KEY }]);
    expect(await state()).toBe('in_doubt');
    expect(await sweepAt(3 * DAY)).toEqual({ settled: 0, overdue: 0, failed: 0 });
  });

  it('asks nobody again who was asked, nor about doubts of a month ago', async () => {
    await left({ state: 'in_doubt', code: 'timed_out', at: T0 });
    expect(await sweepAt(31 * DAY)).toEqual({ settled: 0, overdue: 0, failed: 0 });
    expect(await tasks()).toEqual([]);
  });

  it('frees what the provider shows not to have arrived, and tells the case of a doubt that is over', async () => {
    email.shows(MINUTE);
    await left({ state: 'in_doubt', code: 'timed_out', at: T0 });
    expect(await sweepAt(LATER)).toMatchObject({ settled: 1 });
    expect(await stores.sends.get(KEY)).toMatchObject({ state: 'rejected', code: 'not_arrived' });
    expect(recoveries.told).toMatchObject([{ type: 'send_settled', slot: SLOT, verdict: 'resend', actor: 'system' }]);
  });

  it('fails what the provider shows to have failed, and tells the case of a doubt that it did not arrive', async () => {
    const look = () => Promise.resolve({ kind: 'failed', providerId: 'p-1', code: 'mailbox_full' } as const);
    email.evidence = { settleMs: MINUTE, look };
    await left({ state: 'in_doubt', code: 'timed_out', at: T0 });
    expect(await sweepAt(LATER)).toMatchObject({ settled: 1 });
    expect(await stores.sends.get(KEY)).toMatchObject({ state: 'failed', code: 'mailbox_full' });
    expect(recoveries.told).toMatchObject([{ type: 'delivery_failed', slot: SLOT, code: 'mailbox_full' }]);
    expect(await tasks()).toEqual([]);
  });

  it('asks nobody any more what became of a message that the provider shows after all', async () => {
    await left();
    await sweepAt(LATER);
    email.shows(MINUTE);
    await sweepAt(2 * LATER);
    expect(await tasks()).toMatchObject([{ done: { outcome: 'resend', actor: 'system' } }]);
  });

  it('looks again later while what the provider shows may not be whole', async () => {
    email.shows(HOUR);
    await left();
    expect(await sweepAt(LATER)).toEqual({ settled: 0, overdue: 0, failed: 0 });
    expect(await sweepAt(2 * HOUR)).toMatchObject({ settled: 1 });
  });

  it('tells a case of a receipt that did not come in time, and notes that it has', async () => {
    await left({ state: 'accepted', providerId: 'p-1', at: T0 }, { receiptWithin: HOUR });
    expect(await sweepAt(HOUR - 1)).toMatchObject({ overdue: 0 });
    expect(await sweepAt(HOUR)).toEqual({ settled: 0, overdue: 1, failed: 0 });
    expect(recoveries.told).toMatchObject([{ type: 'delivery_failed', slot: SLOT, code: 'no_receipt' }]);
    expect(await stores.sends.get(KEY)).toMatchObject({ state: 'accepted', noReceiptAt: T0 + HOUR });
    expect(await sweepAt(2 * HOUR)).toMatchObject({ overdue: 0 });
  });

  it('notes nothing where the case could not be told: the next sweep tells it', async () => {
    await left({ state: 'accepted', providerId: 'p-1', at: T0 }, { receiptWithin: HOUR });
    recoveries = new FakeRecoveries([], [aReport().customer.id]);
    expect(await sweepAt(HOUR)).toEqual({ settled: 0, overdue: 0, failed: 1 });
    recoveries = new FakeRecoveries();
    expect(await sweepAt(HOUR + 1)).toMatchObject({ overdue: 1 });
  });
});

describe('a task whose message is settled, and whose end nobody saw through', () => {
  const told = { providerId: 'p-1', at: T0 + MINUTE };
  const word: SettledByHand = { verdict: 'resend', actor: 's-104', reason: 'No trace.', at: T0 + MINUTE };
  beforeEach(async () => {
    await left({ state: 'in_doubt', code: 'timed_out', at: T0 });
    await sweepAt(LATER);
    expect(await tasks()).toMatchObject([{ kind: 'settle_send', send: KEY }]);
  });
  const reported = (kind: 'taken' | 'delivered') => stores.sends.report(MARK, { kind, ...told });
  const heard = (verdict: string) => [{ type: 'send_settled', slot: SLOT, verdict, caseId: 'inc-1', actor: 'system' }];

  it.each(['taken', 'delivered'] as const)('by a report that it was %s ends; its case hears so, once', async (kind) => {
    await reported(kind);
    expect(await sweepAt(2 * LATER)).toEqual({ settled: 1, overdue: 0, failed: 0 });
    expect(await tasks()).toMatchObject([{ done: { outcome: 'arrived', actor: 'system' } }]);
    expect(recoveries.told).toMatchObject(heard('arrived'));
    expect(await sweepAt(3 * LATER)).toEqual({ settled: 0, overdue: 0, failed: 0 });
    expect(recoveries.told).toHaveLength(1);
  });

  it('by a person ends with the word of that person, and its case hears the verdict', async () => {
    await stores.sends.settleByHand(KEY, 1, word);
    await sweepAt(2 * LATER);
    const end = { outcome: 'resend', actor: 's-104', note: 'No trace.', at: word.at };
    expect(await tasks()).toMatchObject([{ done: end }]);
    expect(recoveries.told).toMatchObject(heard('resend'));
  });

  it('and sent again since ends as the person said whom its case has heard by that', async () => {
    await stores.sends.settleByHand(KEY, 1, word);
    await left(undefined, { request: 2, claimedAt: T0 + LATER, deadlineAt: T0 + 9 * LATER });
    await sweepAt(2 * LATER);
    expect(await tasks()).toMatchObject([{ done: { outcome: 'resend', actor: 's-104' } }]);
    expect(recoveries.told).toEqual([]);
  });

  it('ends without a word to its case where a failure was reported, which the case has heard first', async () => {
    await stores.sends.report(MARK, { kind: 'failed', code: 'mailbox_full', ...told });
    await sweepAt(2 * LATER);
    expect(await tasks()).toMatchObject([{ done: { actor: 'system' } }]);
    expect(recoveries.told).toEqual([]);
  });

  it('stays open for a minute, in which whoever settles it ends it', async () => {
    await stores.sends.settleByHand(KEY, 1, { ...word, at: T0 + 2 * LATER });
    await sweepAt(2 * LATER + MINUTE - 1);
    expect([(await tasks())[0]?.done, recoveries.told]).toEqual([undefined, []]);
    await sweepAt(2 * LATER + MINUTE);
    expect(await tasks()).toMatchObject([{ done: { actor: 's-104' } }]);
  });

  it('stays open while its case cannot be told', async () => {
    await reported('taken');
    recoveries = new FakeRecoveries([], [aReport().customer.id]);
    expect(await sweepAt(2 * LATER)).toEqual({ settled: 0, overdue: 0, failed: 1 });
    expect((await tasks())[0]).not.toHaveProperty('done');
  });

  it('is another than one whose message is still in doubt, which stays open', async () => {
    expect(await sweepAt(2 * LATER)).toEqual({ settled: 0, overdue: 0, failed: 0 });
    expect((await tasks())[0]).not.toHaveProperty('done');
    expect(recoveries.told).toEqual([]);
  });
});
