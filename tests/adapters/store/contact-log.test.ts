import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stores } from '../../../adapters/store/stores.js';
import { BadCursor } from '../../../domain/bad-cursor.js';
import type { LoggedContact } from '../../../ports/contact-log.js';
import { aRefusal, aReport } from '../../domain/support/builders.js';
import { claimOf, factsOf, hour, newTenant, noon, projectionOf } from './builders.js';
import { atOnce, counted, twins } from './twins.js';

describe.each(twins)('contacts of other senders in $name', ({ open }) => {
  let stores: Stores;
  beforeAll(async () => {
    stores = await open();
  });
  afterAll(() => stores.close());

  const contact = (tenant: string, contactId: string, more: Partial<LoggedContact> = {}): LoggedContact => ({
    ...{ tenant, contactId, customerId: 'c-1', purpose: 'marketing', at: noon, reportedAt: noon + hour },
    ...more,
  });
  const leaks = (tenant: string, page: { limit: number; cursor?: string } = { limit: 50 }) =>
    stores.contactLog.leaked(tenant, page);

  it('are kept once under their id; a repeat is the same, whenever it comes and however it is judged then', async () => {
    const tenant = newTenant();
    expect(await stores.contactLog.keep([contact(tenant, 'm-1'), contact(tenant, 'm-2')])).toEqual([
      'stored',
      'stored',
    ]);
    const repeated = contact(tenant, 'm-1', { reportedAt: noon + 9 * hour, leak: 'suppressed' });
    const other = contact(tenant, 'm-2', { at: noon + 1 });
    const new3 = contact(tenant, 'm-3', { decision: 'allow' });
    expect(await stores.contactLog.keep([repeated, other, new3, new3])).toEqual([
      'same',
      'different',
      'stored',
      'same',
    ]);
    expect((await leaks(tenant)).items).toEqual([]);
    expect(await stores.contactLog.keep([])).toEqual([]);
  });

  it('that are reported by two at once are kept once', async () => {
    const tenant = newTenant();
    const all = Array.from({ length: 20 }, (_, n) => contact(tenant, `m-${n}`));
    const answers = await atOnce(3, () => stores.contactLog.keep(all));
    expect(counted(answers.flat()).different).toBeUndefined();
    expect(counted(answers.flat()).stored).toBeLessThanOrEqual(20);
    expect(await stores.contactLog.keep(all)).toEqual(all.map(() => 'same'));
  });

  it('that leaked are listed, the latest first, page by page', async () => {
    const tenant = newTenant();
    const leaked = ['b', 'a', 'c'].map((id, n) =>
      contact(tenant, id, { at: noon + (n === 0 ? 1 : 0), leak: 'suppressed' }),
    );
    await stores.contactLog.keep([...leaked, contact(tenant, 'fine')]);
    const first = await leaks(tenant, { limit: 2 });
    expect(first.items.map(({ contactId }) => contactId)).toEqual(['b', 'c']);
    expect(first.items[0]).toEqual(leaked[0]);
    const rest = await leaks(tenant, { limit: 2, ...(first.next !== undefined && { cursor: first.next }) });
    expect(rest).toEqual({ items: [leaked[1]] });
    expect((await leaks(newTenant())).items).toEqual([]);
    await expect(leaks(tenant, { limit: 2, cursor: 'x' })).rejects.toThrow(BadCursor);
  });

  it('are seen by the look where they may count under a cap, with our own surveys, and not where nobody asks', async () => {
    const tenant = newTenant();
    await stores.contactLog.keep([
      contact(tenant, 'm-1', { at: noon - 1 }),
      contact(tenant, 'm-2', { at: noon }),
      contact(tenant, 's-1', { at: noon + 1, purpose: 'survey' }),
      contact(tenant, 'r-1', { purpose: 'service' }),
      contact(tenant, 'm-3', { customerId: 'c-2' }),
    ]);
    const claim = claimOf({ tenant, caseId: 'case-1', customerId: 'c-1' });
    await stores.cases.open(claim);
    await stores.cases.apply(projectionOf(claim, { events: factsOf('x', 1) }, { surveyedAt: noon - hour }));
    const [facts, others] = await stores.contacts.of(tenant, ['c-1', 'c-3'], noon);
    const times = facts?.made?.map(({ purpose, at }) => `${purpose} ${at - noon}`).sort();
    expect(times).toEqual(['marketing 0', `survey ${-hour}`, 'survey 1'].sort());
    expect(others).toEqual({ leases: [], made: [] });
    expect((await stores.contacts.of(tenant, ['c-1']))[0]).not.toHaveProperty('made');
  });

  it('can be judged by all that was ever reported of their customers', async () => {
    const tenant = newTenant();
    const lease = { kind: 'ends', at: noon + hour, because: 'cool_off' } as const;
    for (const id of ['inc-1', 'inc-2']) {
      await stores.incidents.put(aReport({ tenant, id, customer: { ...aReport().customer, id: 'c-1' } }));
    }
    await stores.incidents.refuse({ tenant, incidentId: 'inc-2' }, aRefusal('too_old', lease));
    const claim = claimOf({ tenant, caseId: 'inc-1', customerId: 'c-1' });
    await stores.cases.open(claim);
    const events = factsOf('x', 2);
    await stores.cases.apply(projectionOf(claim, { events }, {}));
    const [past, nobody] = await stores.contacts.past(tenant, ['c-1', 'c-2']);
    const { reportedAt } = aReport();
    const reports = [
      { incidentId: 'inc-1', reportedAt },
      { incidentId: 'inc-2', reportedAt, refused: { lease } },
    ];
    expect(past?.reports).toHaveLength(2);
    expect(past?.reports).toEqual(expect.arrayContaining(reports));
    expect(past?.cases).toEqual([{ number: 1, journal: events }]);
    expect(nobody).toEqual({ reports: [], cases: [] });
  });
});
