import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stores } from '../../../adapters/store/stores.js';
import type { CauseRecord } from '../../../ports/cause-store.js';
import { claimOf, factsOf, newTenant, noon, projectionOf } from './builders.js';
import { atOnce, twins } from './twins.js';

describe.each(twins)('the root causes in $name', ({ open }) => {
  let stores: Stores;
  beforeAll(async () => {
    stores = await open();
  });
  afterAll(() => stores.close());

  const aCause = (overrides: Partial<CauseRecord> = {}): CauseRecord => {
    const said = { state: 'fixed', at: noon, actor: 's-105', note: 'A new courier.' } as const;
    return { tenant: newTenant(), cause: 'courier_lost_it', ...said, ...overrides };
  };

  it('nobody knows of one of which nobody has said anything, nor of one of another tenant', async () => {
    const cause = aCause();
    expect(await stores.causes.get(cause)).toBeUndefined();
    await stores.causes.say(cause);
    expect(await stores.causes.get({ ...cause, tenant: newTenant() })).toBeUndefined();
    expect(await stores.causes.get(cause)).toStrictEqual(cause);
  });

  it('keeps who said first that it is fixed, of fifty who say so at once', async () => {
    const cause = aCause();
    const answers = await atOnce(50, (at) => stores.causes.say({ ...cause, actor: `s-${at}` }));
    expect(new Set(answers.map(({ actor }) => actor)).size).toBe(1);
    expect(await stores.causes.get(cause)).toStrictEqual(answers[0]);
  });

  it('stands otherwise once somebody says that it has come back', async () => {
    const cause = aCause();
    await stores.causes.say(cause);
    const back = { ...cause, state: 'open', at: noon + 1, note: 'It happened again.' } as const;
    expect(await stores.causes.say(back)).toStrictEqual(back);
    expect(await stores.causes.get(cause)).toStrictEqual(back);
  });

  it('knows the names under which the cases of a tenant were resolved, each once, and those of no other tenant', async () => {
    const [tenant, stranger] = [newTenant(), newTenant()];
    const resolved = [
      ...[
        { tenant, rootCause: 'website' },
        { tenant, rootCause: 'courier_lost_it' },
        { tenant, rootCause: 'website' },
      ],
      ...[{ tenant }, { tenant: stranger, rootCause: 'fee' }],
    ];
    for (const [at, { tenant: of, ...view }] of resolved.entries()) {
      const claim = claimOf({ tenant: of, caseId: `case-${at}`, customerId: `c-${at}` });
      await stores.cases.open(claim);
      await stores.cases.apply(projectionOf(claim, { events: factsOf('run', 1) }, view));
    }
    expect(await stores.cases.rootCauses(tenant)).toEqual(['courier_lost_it', 'website']);
    expect(await stores.cases.rootCauses(newTenant())).toEqual([]);
  });
});
