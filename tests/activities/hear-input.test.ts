import { beforeEach, describe, expect, it } from 'vitest';
import { hearInput } from '../../activities/hear-input.js';
import { sweep } from '../../activities/sweep.js';
import { silentMetrics } from '../../adapters/metrics/index.js';
import { openMemoryStores } from '../../adapters/store/memory/open.js';
import type { StoredInput } from '../../ports/input-store.js';
import { referenceOf } from '../../web/reference.js';
import { projectionOf, viewOf } from '../adapters/store/builders.js';
import { aReport, HOUR, MINUTE, T0 } from '../domain/support/builders.js';
import { FakeChannel } from '../support/fake-channel.js';
import { marks } from '../support/marks.js';
import { FakeRecoveries } from './support/fake-recoveries.js';

const clock = { now: () => T0 + HOUR };
const claim = { tenant: 'acme', customerId: 'cust-1', caseId: 'inc-1', openedAt: T0 };
const again = { tenant: 'acme', incidentId: 'again-mail-1' };

let stores = openMemoryStores();
let recoveries = new FakeRecoveries();
beforeEach(async () => {
  stores = openMemoryStores();
  recoveries = new FakeRecoveries();
  const report = aReport({ subject: 'Charged twice', facts: { order: 'A-17' } });
  await stores.incidents.put(report);
  await stores.customers.upsert('acme', report.customer, T0);
});

/** The case of the customer, open or closed. */
async function caseOf(stage: 'resolve' | 'closed'): Promise<void> {
  await stores.cases.open(claim);
  const incidents = [{ id: 'inc-1', category: 'billing_error', severity: 'high', reportedAt: T0 }] as const;
  const fact = { type: 'command_refused', command: 'take', reason: 'closed', at: T0, actor: 's-1', rules: 4 } as const;
  await stores.cases.apply(projectionOf(claim, { events: [fact] }, viewOf({ stage, incidents })));
}

async function heard(overrides: Partial<StoredInput> = {}): Promise<number | undefined> {
  const input: StoredInput = {
    tenant: 'acme',
    inputId: 'mail-1',
    kind: 'reply',
    channel: 'email',
    receivedAt: T0 + 50 * MINUTE,
    customerId: 'cust-1',
    text: 'It is broken again',
    reading: 'reply',
    ...overrides,
  };
  await stores.inputs.put(input);
  await hearInput({ ...stores, clock, recoveries, referenceOf }, input);
  return (await stores.inputs.get(input))?.heardAt;
}

describe('what a customer wrote', () => {
  it('reaches their open case, whichever case it names, and waits for the case to record it', async () => {
    await caseOf('resolve');
    expect(await heard({ caseId: 'an-older-case', severity: 'critical' })).toBeUndefined();
    const to = { tenant: 'acme', customerId: 'cust-1', caseId: 'inc-1', actor: 'customer' };
    const said = { type: 'customer_replied', input: 'mail-1', reading: 'reply', severity: 'critical' };
    expect(recoveries.told).toEqual([{ ...said, ...to }]);
    expect(await stores.incidents.get(again)).toBeUndefined();
  });

  it.each(['call_me', 'settled', 'not_settled'] as const)('so does a click on a link: %s', async (kind) => {
    await caseOf('resolve');
    await heard({ kind });
    expect(recoveries.told).toMatchObject([{ type: kind, input: 'mail-1', caseId: 'inc-1' }]);
  });

  it.each([
    ['of this case is told to it as it is', 'inc-1', { type: 'not_settled', input: 'mail-1' }],
    [
      'of a case that is over is something to read in this one',
      'an-older-case',
      { type: 'customer_replied', input: 'mail-1', reading: 'reply' },
    ],
  ] as const)('"not yet" %s', async (_, caseId, said) => {
    await caseOf('resolve');
    await heard({ caseId, kind: 'not_settled' });
    const to = { tenant: 'acme', customerId: 'cust-1', caseId: 'inc-1', actor: 'customer' };
    expect(recoveries.told).toEqual([{ ...said, ...to }]);
  });

  it('"settled" of a case that is over says nothing of the one that is open, and of that one it does', async () => {
    await caseOf('resolve');
    expect(await heard({ caseId: 'an-older-case', kind: 'settled' })).toBeDefined();
    expect(recoveries.told).toEqual([]);
    await heard({ inputId: 'mail-2', caseId: 'inc-1', kind: 'settled' });
    expect(recoveries.told).toMatchObject([{ type: 'settled', input: 'mail-2' }]);
  });

  it('opens a repeat with the earlier case in its context, once that is closed', async () => {
    await caseOf('closed');
    expect(await heard()).toBe(T0 + HOUR);
    expect((await stores.incidents.get(again))?.incident).toMatchObject({
      source: 'interaction',
      category: 'billing_error',
      leastSeverity: 'high',
      subject: 'Charged twice',
      story: 'It is broken again',
      facts: { order: 'A-17' },
      repeatOf: 'inc-1',
      occurredAt: T0 + 50 * MINUTE,
    });
    // Graver than that is for the criteria to say.
    expect((await stores.incidents.get(again))?.incident.severity).toBeUndefined();
    expect(recoveries.reported).toEqual(['acme/cust-1/again-mail-1']);
    expect(recoveries.told).toEqual([]);
  });

  it.each([
    ['a reply out of the blue is of medium severity at the least', {}, 'medium'],
    ['and as grave as its wording', { severity: 'critical' }, 'critical'],
    ['or not less than medium where that is mild', { severity: 'low' }, 'medium'],
  ] as const)('%s', async (_, input, leastSeverity) => {
    await heard(input);
    expect((await stores.incidents.get(again))?.incident).toMatchObject({
      leastSeverity,
      category: 'customer_message',
    });
  });

  it('is not told as a reply to the case that it has opened itself: there it is the story; a call still is', async () => {
    await caseOf('closed');
    await heard();
    const own = { ...claim, caseId: again.incidentId };
    await stores.cases.open(own);
    await stores.incidents.takeUp(again, again.incidentId);
    expect(await heard()).toBe(T0 + HOUR);
    expect(recoveries.told).toEqual([]);
    await heard({ inputId: 'mail-2' });
    await heard({ kind: 'call_me' });
    expect(recoveries.told).toMatchObject([{ input: 'mail-2', caseId: own.caseId }, { type: 'call_me' }]);
  });

  it('opens one repeat, however often it is told', async () => {
    await caseOf('closed');
    await heard();
    await stores.incidents.takeUp(again, again.incidentId);
    await heard();
    expect(recoveries.reported).toEqual(['acme/cust-1/again-mail-1']);
  });

  it.each([
    ['a plain thanks', { reading: 'thanks' }],
    ['a yes to the solution', { kind: 'settled' }],
    ['the answer of a machine', { automatic: true }],
  ] as const)('opens nothing where it asks for nobody: %s', async (_what, input) => {
    await caseOf('closed');
    expect(await heard(input)).toBe(T0 + HOUR);
    expect([recoveries.reported, recoveries.told]).toEqual([[], []]);
    expect(await stores.incidents.get(again)).toBeUndefined();
  });

  it('the answer of a machine reaches no open case either', async () => {
    await caseOf('resolve');
    expect(await heard({ automatic: true })).toBe(T0 + HOUR);
    expect(recoveries.told).toEqual([]);
  });

  it('a call that is asked for after the end opens a case, and is told to it as a call', async () => {
    await caseOf('closed');
    await heard({ kind: 'call_me', text: '' });
    expect((await stores.incidents.get(again))?.incident.story).toBe('The customer asked for a call.');
    expect(recoveries.reported).toEqual(['acme/cust-1/again-mail-1']);
    expect(recoveries.told).toMatchObject([{ type: 'call_me', caseId: 'again-mail-1' }]);
  });

  it('goes the way of a closed case where that has just closed, and its run with it', async () => {
    await caseOf('resolve');
    recoveries.over.add('inc-1');
    const { cases } = stores;
    let looks = 0;
    const unclosedOf = () => Promise.resolve(looks++ === 0 ? { tenant: 'acme', caseId: 'inc-1' } : undefined);
    const input = { tenant: 'acme', inputId: 'mail-1', kind: 'reply', channel: 'email', receivedAt: T0 } as const;
    const sources = { ...stores, cases: { get: cases.get.bind(cases), list: cases.list.bind(cases), unclosedOf } };
    const reply = { ...input, customerId: 'cust-1', text: 'Hello?', reading: 'reply' } as const;
    await hearInput({ ...sources, clock, recoveries, referenceOf }, reply);
    expect(recoveries.reported).toEqual(['acme/cust-1/again-mail-1']);
  });

  it('brings a case back whose run has died, and tells it', async () => {
    await caseOf('resolve');
    recoveries.over.add('inc-1');
    const report = recoveries.report.bind(recoveries);
    recoveries.report = (incident) => {
      recoveries.over.clear();
      return report(incident);
    };
    await heard();
    expect(recoveries.reported).toEqual(['acme/cust-1/inc-1']);
    expect(recoveries.told).toMatchObject([{ input: 'mail-1', caseId: 'inc-1' }]);
  });

  it('stays unheard when the recovery cannot be told, and the sweep tells it again', async () => {
    await caseOf('resolve');
    const deaf = new FakeRecoveries([], ['cust-1']);
    const working = recoveries;
    recoveries = deaf;
    await expect(heard()).rejects.toThrow('no answer');
    recoveries = working;
    const channels = { email: new FakeChannel('email'), sms: new FakeChannel('sms') };
    const around = { clock, channels, recoveries, referenceOf, metrics: silentMetrics, ...marks };
    expect(await sweep({ ...stores, ...around })).toMatchObject({ inputs: 1 });
    expect(recoveries.told).toMatchObject([{ input: 'mail-1' }]);
    await stores.inputs.heard('acme', ['mail-1'], T0);
    expect(await sweep({ ...stores, ...around })).toMatchObject({ inputs: 0 });
  });
});
