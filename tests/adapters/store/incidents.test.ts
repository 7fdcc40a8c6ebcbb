import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stores } from '../../../adapters/store/stores.js';
import { customerOf, hour, incidentOf, newTenant, noon } from './builders.js';
import { atOnce, counted, twins } from './twins.js';
import { aRefusal } from '../../domain/support/builders.js';

describe.each(twins)('incidents in $name', ({ open }) => {
  let stores: Stores;
  beforeAll(async () => {
    stores = await open();
  });
  afterAll(() => stores.close());

  const report = async (tenant: string, overrides = {}) => {
    await stores.incidents.put(incidentOf({ tenant, ...overrides }));
    return { tenant, incidentId: 'incident-1' };
  };

  it('gives a new incident back as it was reported, waiting for a case', async () => {
    const incident = incidentOf({
      tenant: newTenant(),
      story: 'Ｌate again 😡 \u200fمتأخر',
      score: { value: 2, of: 10 },
    });
    expect(await stores.incidents.put(incident)).toBe('stored');
    const stored = await stores.incidents.get({ tenant: incident.tenant, incidentId: incident.id });
    expect(stored).toStrictEqual({ incident, state: { kind: 'waiting' } });
  });

  it('answers undefined for an incident that nobody reported', async () => {
    expect(await stores.incidents.get({ tenant: newTenant(), incidentId: 'incident-1' })).toBeUndefined();
  });

  it('finds an incident by its reference within its tenant, with what became of it, and none by another', async () => {
    const ref = await report(newTenant());
    await report(newTenant());
    await stores.incidents.takeUp(ref, 'case-1');
    const found = await stores.incidents.referenced(ref.tenant, 'AAAA1111');
    expect(found).toStrictEqual([
      { incident: incidentOf({ tenant: ref.tenant }), state: { kind: 'in_case', caseId: 'case-1' } },
    ]);
    expect(await stores.incidents.referenced(ref.tenant, 'AAAA1112')).toEqual([]);
  });

  it('calls a repeat the same, whatever the order of its fields, and keeps the time of the first report', async () => {
    const ref = await report(newTenant());
    const { facts, customer, ...rest } = incidentOf({ tenant: ref.tenant, reportedAt: noon + hour });
    const repeat = { customer, facts, ...rest, reference: 'BBBB2222' };
    expect(await stores.incidents.put({ ...repeat, facts: { express: true, days: 3, order: 'A-17' } })).toBe('same');
    expect((await stores.incidents.get(ref))?.incident).toMatchObject({ reportedAt: noon, reference: 'AAAA1111' });
  });

  it('keeps odd names and empty values of facts, and so knows their repeat as the same', async () => {
    const incident = incidentOf({ tenant: newTenant(), subject: '', facts: { 'a.b': 1, $gt: '', '': false } });
    await stores.incidents.put(incident);
    expect(await stores.incidents.put(incident)).toBe('same');
    const bare = incidentOf({ tenant: newTenant(), facts: {} });
    await stores.incidents.put(bare);
    expect(await stores.incidents.put(bare)).toBe('same');
  });

  it.each([
    { field: 'the category', other: { category: 'lost_parcel' } },
    { field: 'the address of the customer', other: { customer: customerOf({ email: 'eda@customers.example' }) } },
    { field: 'a fact', other: { facts: { order: 'A-17', days: 4, express: true } } },
    { field: 'a story that the first report did not have', other: { story: 'It never came.' } },
  ])('calls a repeat different that changes $field, and keeps the first report', async ({ other }) => {
    const ref = await report(newTenant());
    expect(await stores.incidents.put(incidentOf({ tenant: ref.tenant, ...other }))).toBe('different');
    expect((await stores.incidents.get(ref))?.incident).toStrictEqual(incidentOf({ tenant: ref.tenant }));
  });

  it('keeps the same id of two tenants apart', async () => {
    await report(newTenant());
    expect(await stores.incidents.put(incidentOf({ tenant: newTenant(), category: 'lost_parcel' }))).toBe('stored');
  });

  it('stores one of fifty equal reports that arrive at once, and calls the others the same', async () => {
    const incident = incidentOf({ tenant: newTenant() });
    const answers = await atOnce(50, () => stores.incidents.put(incident));
    expect(counted(answers)).toEqual({ stored: 1, same: 49 });
  });

  it('gives an incident to one of fifty cases that want it at once', async () => {
    const ref = await report(newTenant());
    const answers = await atOnce(50, (index) => stores.incidents.takeUp(ref, `case-${index}`));
    expect(counted(answers)).toEqual({ taken: 1, closed_before: 49 });
    const winner = `case-${answers.indexOf('taken')}`;
    expect((await stores.incidents.get(ref))?.state).toEqual({ kind: 'in_case', caseId: winner });
  });

  it('tells the case that has an incident that it is its own, however often it asks', async () => {
    const ref = await report(newTenant());
    const answers = await atOnce(10, () => stores.incidents.takeUp(ref, 'case-1'));
    expect(counted(answers)).toEqual({ taken: 1, mine: 9 });
  });

  it('does not give out an incident that was refused, nor one that nobody reported', async () => {
    const ref = await report(newTenant());
    await stores.incidents.refuse(ref, aRefusal('too_old'));
    expect(await stores.incidents.takeUp(ref, 'case-1')).toBe('closed_before');
    expect((await stores.incidents.get(ref))?.state).toEqual({ kind: 'refused', reason: 'too_old' });
    expect(await stores.incidents.takeUp({ tenant: ref.tenant, incidentId: 'other' }, 'case-1')).toBe('closed_before');
  });

  it('does not refuse an incident that a case has taken up', async () => {
    const ref = await report(newTenant());
    await stores.incidents.takeUp(ref, 'case-1');
    await stores.incidents.refuse(ref, aRefusal('too_old'));
    expect((await stores.incidents.get(ref))?.state).toEqual({ kind: 'in_case', caseId: 'case-1' });
  });

  it('lists refused incidents of a tenant newest first, page by page, with their reasons and nothing personal', async () => {
    const tenant = newTenant();
    for (const [id, reportedAt] of [
      ['a', noon],
      ['b', noon + hour],
      ['c', noon + hour],
      ['d', noon],
    ] as const) {
      await stores.incidents.put(incidentOf({ tenant, id, reportedAt }));
      if (id !== 'd') await stores.incidents.refuse({ tenant, incidentId: id }, aRefusal('too_old'));
    }
    const first = await stores.incidents.refused(tenant, { limit: 2 });
    expect(first.items.map(({ incidentId }) => incidentId)).toEqual(['c', 'b']);
    expect(Object.keys(first.items[0] ?? {}).sort()).toEqual([
      'category',
      'customerId',
      'incidentId',
      'reason',
      'reportedAt',
    ]);
    const second = await stores.incidents.refused(tenant, { limit: 2, cursor: first.next ?? '' });
    expect(second).toMatchObject({ items: [{ incidentId: 'a', reason: 'too_old' }] });
    expect(second).not.toHaveProperty('next');
    expect(await stores.incidents.refused(newTenant(), { limit: 2 })).toEqual({ items: [] });
  });
});

describe.each(twins)('incidents without a case in $name', ({ open }) => {
  it('names those that have waited since before an instant, oldest first, and no others', async () => {
    const stores = await open();
    const put = (id: string, reportedAt: number) => stores.incidents.put(incidentOf({ id, reportedAt }));
    await put('second', noon - hour);
    await put('first', noon - 2 * hour);
    await put('at the instant', noon);
    await put('taken', noon - hour);
    await put('refused', noon - hour);
    await stores.incidents.takeUp({ tenant: 'acme', incidentId: 'taken' }, 'case-1');
    await stores.incidents.refuse({ tenant: 'acme', incidentId: 'refused' }, aRefusal('too_old'));
    expect(await stores.incidents.waiting(noon)).toEqual([
      { tenant: 'acme', incidentId: 'first', customerId: 'customer-1' },
      { tenant: 'acme', incidentId: 'second', customerId: 'customer-1' },
    ]);
    await stores.close();
  });
});
