import { beforeEach, describe, expect, it } from 'vitest';
import type { CaseEvent } from '../../domain/case/case-events.js';
import { chainOf, GENESIS } from '../../domain/case/chain.js';
import { viewOf } from '../../domain/journey/view-of.js';
import { DAY, HOUR, openingEvent } from '../domain/support/builders.js';
import { opened } from '../domain/support/journey.js';
import { RESOLVE } from '../domain/support/pasts.js';
import { lost, refused } from '../support/fake-channel.js';
import { aSend, Desk } from './support/desk.js';

const ref = { tenant: 'acme', caseId: 'inc-1', customerId: 'cust-1' };
const resolved = opened()
  .until(HOUR)
  .does(RESOLVE)
  .until(2 * HOUR);
const dueAt = resolved.until(3 * DAY).journal.findLast((event) => event.type === 'message_requested')?.at ?? 0;

describe('a sender whose message is on its way', () => {
  let desk: Desk;
  let programme: string;

  beforeEach(async () => {
    desk = new Desk();
    programme = await desk.publish();
    await desk.reported();
    await desk.stores.cases.open({ ...ref, openedAt: resolved.state.openedAt });
    const view = viewOf(resolved.state, resolved.next(), resolved.now);
    const events = [openingEvent(), ...resolved.journal];
    await desk.stores.cases.apply({ ...ref, after: { seq: 0, chain: GENESIS }, events, view });
    desk.now = dueAt;
  });

  const deliver = () => desk.run(() => desk.activities.deliver(aSend(programme, { message: 'follow_up' })));
  const shown = async () => (await desk.stores.cases.get(ref))?.view;

  it('shows it to lists: the check is out, the survey comes next', async () => {
    expect((await shown())?.stage).toBe('follow_up');
    await deliver();
    expect(await shown()).toMatchObject({ stage: 're_survey', lastContactAt: dueAt });
  });

  it.each([
    ['lost', lost],
    ['refused for good', refused],
  ])('shows nothing of one that was %s: that is for its run to tell', async (_what, fate) => {
    desk.email.next('inc-1', fate);
    await deliver();
    expect(desk.inbox).toEqual([]);
    expect((await shown())?.stage).toBe('follow_up');
  });

  it('changes nothing where a later version has recorded what this one does not know', async () => {
    const later = JSON.parse('{"type":"sung_to","at":0,"actor":"system","rules":9}') as CaseEvent;
    const journal = [openingEvent(), ...resolved.journal];
    const after = { seq: journal.length, chain: chainOf(journal) };
    const view = { ...viewOf(resolved.state, resolved.next(), resolved.now), owner: 'kim' };
    await desk.stores.cases.apply({ ...ref, after, events: [later], view });
    await deliver();
    expect(await shown()).toEqual(view);
  });

  it('has sent it all the same where the list cannot be written', async () => {
    desk.stores.cases.show = () => Promise.reject(new Error('the store is away'));
    expect(await deliver()).toMatchObject({ kind: 'accepted' });
    expect(desk.inbox).toHaveLength(1);
  });
});
