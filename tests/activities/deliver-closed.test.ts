import { beforeEach, describe, expect, it } from 'vitest';
import type { SendResult } from '../../domain/journey/results.js';
import type { Applied } from '../../ports/case-store.js';
import { openingEvent, T0 } from '../domain/support/builders.js';
import { opened } from '../domain/support/journey.js';
import { GENESIS } from '../../domain/case/chain.js';
import { viewOf } from '../../domain/journey/view-of.js';
import { aSend, Desk } from './support/desk.js';

describe('a message of a case that the store calls closed', () => {
  let desk: Desk;
  let programme: string;

  beforeEach(async () => {
    desk = new Desk();
    programme = await desk.publish();
    await desk.reported();
    await desk.stores.cases.open({ tenant: 'acme', customerId: 'cust-1', caseId: 'inc-1', openedAt: T0 });
  });

  const deliver = (): Promise<SendResult> => desk.run(() => desk.activities.deliver(aSend(programme)));

  function project(stage: 'closed' | 'resolve'): Promise<Applied> {
    const j = opened();
    const view = { ...viewOf(j.state, j.next(), T0), stage };
    const after = { seq: 0, chain: GENESIS };
    const input = { tenant: 'acme', customerId: 'cust-1', caseId: 'inc-1', after, events: [openingEvent()], view };
    return desk.activities.projectCase(input);
  }

  it('is not sent, and leaves no row: its run was reset, or the store has still to hear that it was reopened', async () => {
    await project('closed');
    await expect(deliver()).rejects.toMatchObject({ type: 'CaseClosed', nonRetryable: false });
    expect(desk.inbox).toEqual([]);
    expect(await desk.row()).toBeUndefined();
  });

  it('is sent while the case is open there, and before its first projection', async () => {
    expect(await deliver()).toEqual({ kind: 'accepted' });
    const other = aSend(programme, { message: 'apology' });
    await project('resolve');
    expect(await desk.run(() => desk.activities.deliver(other))).toEqual({ kind: 'accepted' });
  });
});
