import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stores } from '../../../adapters/store/stores.js';
import type { CaseView } from '../../../domain/case/case-view.js';
import { claimOf, factsOf, newTenant, projectionOf } from './builders.js';
import { twins } from './twins.js';

describe.each(twins)('the census of $name', ({ open }) => {
  let stores: Stores;
  beforeAll(async () => {
    stores = await open();
  });
  afterAll(() => stores.close());

  const add = async (caseId: string, view: Partial<CaseView>) => {
    const claim = claimOf({ tenant: newTenant(), caseId });
    await stores.cases.open(claim);
    await stores.cases.apply(projectionOf(claim, { events: factsOf('run', 1) }, view));
  };

  it('counts open cases of all tenants by stage and clocks, with their messages in doubt, and no closed one', async () => {
    expect(await stores.cases.census()).toEqual([]);
    await add('one', { stage: 'resolve', sla: 'breached', inDoubt: 1 });
    await add('two', { stage: 'resolve', sla: 'breached', inDoubt: 2 });
    await add('three', { stage: 'resolve', sla: 'on_track', inDoubt: 0 });
    await add('over', { stage: 'closed', sla: 'met', inDoubt: 4 });
    await stores.cases.open(claimOf({ tenant: newTenant(), caseId: 'without facts' }));
    const census = await stores.cases.census();
    expect([...census].sort((a, b) => b.cases - a.cases)).toEqual([
      { stage: 'resolve', sla: 'breached', cases: 2, inDoubt: 3 },
      { stage: 'resolve', sla: 'on_track', cases: 1, inDoubt: 0 },
    ]);
  });
});
