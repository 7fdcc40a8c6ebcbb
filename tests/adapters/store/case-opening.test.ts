import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stores } from '../../../adapters/store/stores.js';
import type { CaseClaim } from '../../../ports/case-store.js';
import { claimOf, factsOf, newTenant, projectionOf } from './builders.js';
import { atOnce, counted, twins } from './twins.js';

describe.each(twins)('opening cases in $name', ({ open }) => {
  let stores: Stores;
  beforeAll(async () => {
    stores = await open();
  });
  afterAll(() => stores.close());

  const close = (claim: CaseClaim, number: number) =>
    stores.cases.apply(projectionOf(claim, { events: factsOf('closing', 2) }, { stage: 'closed', number }));

  it('opens the first case of a customer as number 1, without an earlier case', async () => {
    const opened = await stores.cases.open(claimOf({ tenant: newTenant() }));
    expect(opened).toStrictEqual({ kind: 'opened', number: 1 });
  });

  it('shows nothing of a case that has no facts yet', async () => {
    const claim = claimOf({ tenant: newTenant() });
    await stores.cases.open(claim);
    expect(await stores.cases.get(claim)).toBeUndefined();
    expect((await stores.cases.list({ tenant: claim.tenant }, { limit: 10 })).items).toEqual([]);
  });

  it('opens the same case again under the same number while it has no facts, however often it is asked', async () => {
    const claim = claimOf({ tenant: newTenant() });
    const answers = await atOnce(50, () => stores.cases.open(claim));
    expect(answers).toStrictEqual(Array(50).fill({ kind: 'opened', number: 1 }));
  });

  it('opens the next case under the next number and names the one before', async () => {
    const claim = claimOf({ tenant: newTenant() });
    await stores.cases.open(claim);
    await close(claim, 1);
    const next = { ...claim, caseId: 'case-2' };
    expect(await stores.cases.open(next)).toStrictEqual({ kind: 'opened', number: 2, previousCaseId: 'case-1' });
    expect(await stores.cases.open(next)).toStrictEqual({ kind: 'opened', number: 2, previousCaseId: 'case-1' });
    await close(next, 2);
    const third = await stores.cases.open({ ...claim, caseId: 'case-3' });
    expect(third).toStrictEqual({ kind: 'opened', number: 3, previousCaseId: 'case-2' });
  });

  it('numbers the cases of each customer and of each tenant by themselves', async () => {
    const claim = claimOf({ tenant: newTenant() });
    await stores.cases.open(claim);
    const ofAnother = await stores.cases.open({ ...claim, caseId: 'case-2', customerId: 'customer-2' });
    const elsewhere = await stores.cases.open({ ...claim, tenant: newTenant() });
    expect([ofAnother, elsewhere]).toStrictEqual(Array(2).fill({ kind: 'opened', number: 1 }));
  });

  it('restores an unclosed case of the customer with its journal instead of opening another', async () => {
    const claim = claimOf({ tenant: newTenant() });
    const journal = factsOf('dead run', 3);
    await stores.cases.open(claim);
    await stores.cases.apply(projectionOf(claim, { events: journal }));
    const restored = { kind: 'restored', caseId: 'case-1', journal };
    expect(await stores.cases.open({ ...claim, caseId: 'case-2' })).toStrictEqual(restored);
    expect(await stores.cases.open(claim)).toStrictEqual(restored);
  });

  it('restores an unclosed case of a run that died before its first fact, with an empty journal', async () => {
    const claim = claimOf({ tenant: newTenant() });
    await stores.cases.open(claim);
    const restored = { kind: 'restored', caseId: 'case-1', journal: [] };
    expect(await stores.cases.open({ ...claim, caseId: 'case-2' })).toStrictEqual(restored);
  });

  it('gives a closed case back to the incident that opened it, and never numbers it twice', async () => {
    const claim = claimOf({ tenant: newTenant() });
    await stores.cases.open(claim);
    await close(claim, 1);
    const restored = { kind: 'restored', caseId: 'case-1', journal: factsOf('closing', 2) };
    expect(await stores.cases.open(claim)).toStrictEqual(restored);
  });

  it('opens one case when fifty runs ask for one customer at once, and hands it to the others', async () => {
    const claim = claimOf({ tenant: newTenant() });
    const answers = await atOnce(50, (index) => stores.cases.open({ ...claim, caseId: `case-${index}` }));
    expect(counted(answers.map(({ kind }) => kind))).toEqual({ opened: 1, restored: 49 });
    const winner = `case-${answers.findIndex(({ kind }) => kind === 'opened')}`;
    const found = answers.flatMap((answer) => (answer.kind === 'restored' ? [answer.caseId] : []));
    expect(new Set(found)).toEqual(new Set([winner]));
  });

  it('takes away a case that was refused before its first fact, and frees its number', async () => {
    const claim = claimOf({ tenant: newTenant() });
    await stores.cases.open(claim);
    await stores.cases.discard(claim);
    const next = await stores.cases.open({ ...claim, caseId: 'case-2' });
    expect(next).toStrictEqual({ kind: 'opened', number: 1 });
  });

  it('does not take away a case that has facts', async () => {
    const claim = claimOf({ tenant: newTenant() });
    await stores.cases.open(claim);
    await stores.cases.apply(projectionOf(claim, { events: factsOf('run', 1) }));
    await stores.cases.discard(claim);
    expect((await stores.cases.get(claim))?.seq).toBe(1);
  });
});

describe.each(twins)('the open case of a customer in $name', ({ open }) => {
  it('is found even when its run died before its first projection', async () => {
    const stores = await open();
    await stores.cases.open(claimOf({ customerId: 'quiet', caseId: 'first' }));
    expect(await stores.cases.unclosedOf({ tenant: 'acme', customerId: 'quiet' })).toEqual({
      tenant: 'acme',
      caseId: 'first',
    });
    await stores.close();
  });

  it('is none when the case is closed, or belongs to another customer or tenant', async () => {
    const stores = await open();
    const closed = claimOf({ customerId: 'closed', caseId: 'first' });
    await stores.cases.open(closed);
    await stores.cases.apply(projectionOf(closed, { events: factsOf('run', 1) }, { stage: 'closed' }));
    await stores.cases.open(claimOf({ customerId: 'other', caseId: 'second' }));
    expect(await stores.cases.unclosedOf({ tenant: 'acme', customerId: 'closed' })).toBeUndefined();
    expect(await stores.cases.unclosedOf({ tenant: 'globex', customerId: 'other' })).toBeUndefined();
    await stores.close();
  });
});
