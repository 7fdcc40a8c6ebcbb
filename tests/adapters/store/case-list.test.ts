import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stores } from '../../../adapters/store/stores.js';
import { BadCursor } from '../../../domain/bad-cursor.js';
import type { CaseView } from '../../../domain/case/case-view.js';
import type { CaseFilter, CaseOrder } from '../../../ports/case-store.js';
import { claimOf, factsOf, newTenant, noon, projectionOf } from './builders.js';
import { atOnce, twins } from './twins.js';

describe.each(twins)('listing cases of $name', ({ open }) => {
  let stores: Stores;
  beforeAll(async () => {
    stores = await open();
  });
  afterAll(() => stores.close());

  const add = async (tenant: string, caseId: string, view: Partial<CaseView> = {}) => {
    const claim = claimOf({ tenant, caseId, customerId: `customer of ${caseId}`, openedAt: view.openedAt ?? noon });
    await stores.cases.open(claim);
    await stores.cases.apply(projectionOf(claim, { events: factsOf('run', 1) }, view));
  };
  const idsOf = async (filter: CaseFilter) =>
    (await stores.cases.list(filter, { limit: 50 })).items.map(({ caseId }) => caseId);
  const pages = async (tenant: string, limit: number, order: CaseOrder = 'newest') => {
    const found: string[][] = [];
    let cursor: string | undefined;
    do {
      const page = await stores.cases.list({ tenant }, { limit, order, ...(cursor !== undefined && { cursor }) });
      found.push(page.items.map(({ caseId }) => caseId));
      cursor = page.next;
    } while (cursor !== undefined);
    return found;
  };

  it('shows the newest first, those of one instant by id, without their journals', async () => {
    const tenant = newTenant();
    await add(tenant, 'b', { openedAt: noon });
    await add(tenant, 'a', { openedAt: noon });
    await add(tenant, 'newest', { openedAt: noon + 1 });
    await add(tenant, 'Zoe', { openedAt: noon });
    expect(await idsOf({ tenant })).toEqual(['newest', 'Zoe', 'a', 'b']);
    const { items } = await stores.cases.list({ tenant }, { limit: 1 });
    expect(Object.keys(items[0] ?? {}).sort()).toEqual(['caseId', 'customerId', 'seq', 'tenant', 'view']);
  });

  it('shows only what all filters fit, of one tenant', async () => {
    const tenant = newTenant();
    await add(tenant, 'mine', { owner: 'kim', stage: 'resolve' });
    await add(tenant, 'later stage', { owner: 'kim', stage: 're_survey' });
    await add(tenant, 'closed', { owner: 'kim', stage: 'closed' });
    await add(tenant, 'of nobody');
    await add(newTenant(), 'elsewhere', { owner: 'kim' });
    expect(await idsOf({ tenant, owner: 'kim' })).toEqual(['closed', 'later stage', 'mine']);
    expect(await idsOf({ tenant, owner: 'kim', stage: 'resolve' })).toEqual(['mine']);
    expect(await idsOf({ tenant, open: true })).toEqual(['later stage', 'mine', 'of nobody']);
    expect(await idsOf({ tenant, open: false })).toEqual(['closed']);
    expect(await idsOf({ tenant, customerId: 'customer of closed' })).toEqual(['closed']);
    expect(await idsOf({ tenant, owner: 'sam' })).toEqual([]);
  });

  it.each<[CaseFilter, string[]]>([
    [{ tenant: '', severity: 'critical' }, ['grave']],
    [{ tenant: '', team: 'billing' }, ['grave', 'soon']],
    [{ tenant: '', sla: 'breached' }, ['late']],
    [{ tenant: '', protocol: 'account' }, ['soon']],
    [{ tenant: '', outcome: 'recovered' }, ['over']],
    [{ tenant: '', waitingFor: ['decision'] }, ['soon']],
    [{ tenant: '', waitingFor: ['decision', 'agent'] }, ['late', 'soon']],
    [{ tenant: '', waitingFor: [] }, []],
    [{ tenant: '', caseIds: ['soon', 'nobody'] }, ['soon']],
    [{ tenant: '', caseIds: ['soon'], team: 'care' }, []],
    [{ tenant: '', caseIds: [] }, []],
    [{ tenant: '', dueBefore: noon + 2 }, ['late', 'soon']],
    [{ tenant: '', dueBefore: noon + 1 }, ['late']],
    [{ tenant: '', team: 'billing', waitingFor: ['decision'], dueBefore: noon + 2 }, ['soon']],
  ])('with %j shows %j', async (filter, ids) => {
    const tenant = newTenant();
    const calm = { waitingFor: 'customer' } as const;
    await add(tenant, 'grave', { ...calm, severity: 'critical', team: 'billing' });
    await add(tenant, 'late', { waitingFor: 'agent', sla: 'breached', dueAt: noon - 1 });
    await add(tenant, 'over', { ...calm, stage: 'closed', outcome: 'recovered', dueAt: noon - 9 });
    await add(tenant, 'soon', { waitingFor: 'decision', team: 'billing', protocol: 'account', dueAt: noon + 1 });
    expect(await idsOf({ ...filter, tenant })).toEqual(ids);
  });

  it('shows by due time those first whose clock, decision or answer is due first, and those last that are never due', async () => {
    const tenant = newTenant();
    await add(tenant, 'calm', { openedAt: noon + 5 });
    await add(tenant, 'later', { dueAt: noon + 9 });
    await add(tenant, 'b', { dueAt: noon - 1 });
    await add(tenant, 'a', { dueAt: noon - 1 });
    await add(tenant, 'closed', { dueAt: noon - 9, stage: 'closed' });
    await add(tenant, 'undecided', { decideBy: noon + 8, waitingFor: 'decision' });
    await add(tenant, 'called', { dueAt: noon + 20, answerBy: noon + 7 });
    expect(await pages(tenant, 2, 'due')).toEqual([['a', 'b'], ['called', 'undecided'], ['later', 'calm'], ['closed']]);
  });

  it('follows a due time that moves, and one that goes away', async () => {
    const claim = claimOf({ tenant: newTenant() });
    const facts = factsOf('run', 3);
    await add(claim.tenant, 'other', { dueAt: noon + 5 });
    await stores.cases.open(claim);
    const goOn = async (at: number, view: Partial<CaseView>) => {
      const part = { before: facts.slice(0, at), events: facts.slice(at, at + 1) };
      await stores.cases.apply(projectionOf(claim, part, view));
      return (await pages(claim.tenant, 5, 'due')).flat();
    };
    expect(await goOn(0, { dueAt: noon })).toEqual(['case-1', 'other']);
    expect(await goOn(1, { dueAt: noon + 9 })).toEqual(['other', 'case-1']);
    expect(await goOn(2, {})).toEqual(['other', 'case-1']);
    expect(await idsOf({ tenant: claim.tenant, dueBefore: noon + 99 })).toEqual(['other']);
  });

  it('refuses the cursor of another order', async () => {
    const tenant = newTenant();
    await atOnce(2, (index) => add(tenant, `case-${index}`));
    const { next: cursor = '' } = await stores.cases.list({ tenant }, { limit: 1, order: 'due' });
    await expect(stores.cases.list({ tenant }, { limit: 1, cursor })).rejects.toThrow(BadCursor);
  });

  it('lists under its new owner only a case that changed hands, and under none one that lost its owner', async () => {
    const claim = claimOf({ tenant: newTenant() });
    const facts = factsOf('run', 3);
    await stores.cases.open(claim);
    await stores.cases.apply(projectionOf(claim, { events: facts.slice(0, 1) }, { owner: 'kim' }));
    await stores.cases.apply(
      projectionOf(claim, { before: facts.slice(0, 1), events: facts.slice(1, 2) }, { owner: 'sam' }),
    );
    expect(await idsOf({ tenant: claim.tenant, owner: 'kim' })).toEqual([]);
    expect(await idsOf({ tenant: claim.tenant, owner: 'sam' })).toEqual(['case-1']);
    await stores.cases.apply(projectionOf(claim, { events: factsOf('after the reset', 1) }));
    expect(await idsOf({ tenant: claim.tenant, owner: 'sam' })).toEqual([]);
  });

  it('shows each case on one page exactly, also where many were opened at one instant', async () => {
    const tenant = newTenant();
    await atOnce(13, (index) => add(tenant, `case-${10 + index}`, { openedAt: noon + Math.trunc(index / 5) }));
    const found = await pages(tenant, 4);
    expect(found.map((page) => page.length)).toEqual([4, 4, 4, 1]);
    expect(new Set(found.flat()).size).toBe(13);
  });

  it('ends without a next page where the last page is just full', async () => {
    const tenant = newTenant();
    await atOnce(4, (index) => add(tenant, `case-${index}`));
    expect(await pages(tenant, 2)).toEqual([
      ['case-0', 'case-1'],
      ['case-2', 'case-3'],
    ]);
    expect(await pages(newTenant(), 2)).toEqual([[]]);
  });

  it('neither repeats nor omits an older case when a new one is opened between two pages', async () => {
    const tenant = newTenant();
    await atOnce(3, (index) => add(tenant, `case-${index}`, { openedAt: noon - index }));
    const first = await stores.cases.list({ tenant }, { limit: 2 });
    await add(tenant, 'newcomer', { openedAt: noon + 1 });
    const second = await stores.cases.list({ tenant }, { limit: 2, cursor: first.next ?? '' });
    expect(second.items.map(({ caseId }) => caseId)).toEqual(['case-2']);
  });

  it('shows at least one and at most 200 cases, whatever is asked for', async () => {
    const tenant = newTenant();
    await atOnce(201, (index) => add(tenant, `case-${index}`));
    expect((await stores.cases.list({ tenant }, { limit: 0 })).items).toHaveLength(1);
    expect((await stores.cases.list({ tenant }, { limit: 5_000 })).items).toHaveLength(200);
  });

  it.each([
    { what: 'no base64', cursor: 'not a cursor' },
    { what: 'empty', cursor: '' },
    { what: 'no JSON', cursor: Buffer.from('[1').toString('base64url') },
    { what: 'no pair', cursor: Buffer.from('{"openedAt":1}').toString('base64url') },
    { what: 'of other types', cursor: Buffer.from('["newest","1",{"$gt":""}]').toString('base64url') },
    { what: 'too long by a part', cursor: Buffer.from('["newest",1,"a",2]').toString('base64url') },
  ])('refuses a cursor that is $what', async ({ cursor }) => {
    const listing = stores.cases.list({ tenant: newTenant() }, { limit: 10, cursor });
    await expect(listing).rejects.toThrow(BadCursor);
    await expect(listing).rejects.toMatchObject({ code: 'bad_cursor' });
  });
});
