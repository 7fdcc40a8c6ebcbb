import { beforeEach, describe, expect, it } from 'vitest';
import type { DeliverInput } from '../../activities/contract.js';
import { inDoubt } from '../../activities/fate.js';
import type { MessageOrder } from '../../domain/case/case-events.js';
import type { SendResult } from '../../domain/journey/results.js';
import { settleTaskId } from '../../domain/tasks/task.js';
import type { Delivery } from '../../ports/message-channel.js';
import { HOUR, MINUTE, T0 } from '../domain/support/builders.js';
import { KEY } from '../domain/support/sends.js';
import { lost } from '../support/fake-channel.js';
import { marks } from '../support/marks.js';
import { aSend, ATTEMPT, Desk } from './support/desk.js';

const mark = marks.markOf(KEY, marks.hashAddress('email', 'ada@customers.example'));
const promise = { about: 'news', dueAt: T0 + 24 * HOUR, atLeast: HOUR } as const;
/** When the provider's view is whole, after the doubt began. */
const SETTLES = 90_000;
const deadline = T0 + 0.75 * ATTEMPT;

let desk: Desk;
let programme: string;
beforeEach(async () => {
  desk = new Desk();
  programme = await desk.publish();
  await desk.reported();
});

function deliver(order: Partial<MessageOrder> = {}, context: Partial<DeliverInput> = {}): Promise<SendResult> {
  return desk.run(() => desk.activities.deliver({ ...aSend(programme, order), ...context }));
}
const failing = (attempt: Promise<unknown>): Promise<unknown> => attempt.catch((error: unknown) => error);
const tasks = async () => (await desk.stores.tasks.list({ tenant: 'acme' }, { limit: 9 })).items;

describe('a message whose answer was lost, where the provider shows what has arrived', () => {
  beforeEach(() => desk.email.shows(SETTLES));

  it('is looked for only when what the provider shows is whole', async () => {
    desk.email.next('inc-1', lost);
    const unproved = { type: 'Unproved', category: 'BENIGN', nonRetryable: false };
    expect(await failing(deliver())).toMatchObject({ ...unproved, nextRetryDelay: SETTLES });
    desk.now = T0 + SETTLES - 1;
    expect(await failing(deliver())).toMatchObject({ ...unproved, nextRetryDelay: 1 });
    expect(desk.email.doubts).toEqual([]);
    expect(await desk.row()).toMatchObject({ state: 'in_doubt', generation: 1 });
    expect(await tasks()).toEqual([]);
  });

  it('is accepted and never sent again where it has arrived', async () => {
    desk.email.next('inc-1', desk.email.takenInSilence);
    await failing(deliver({ promise }));
    desk.now = T0 + SETTLES;
    const accepted = { kind: 'accepted', promiseDueAt: promise.dueAt };
    expect(await deliver({ promise })).toEqual(accepted);
    expect(await deliver({ promise })).toEqual(accepted);
    expect(desk.email.doubts).toEqual([{ key: KEY, mark, to: 'ada@customers.example', claimedAt: T0 }]);
    expect(await desk.row()).toMatchObject({ state: 'accepted', providerId: 'shown', generation: 1 });
    expect(desk.inbox).toHaveLength(1);
  });

  it('is sent once more where it has not, and there is one copy', async () => {
    desk.email.next('inc-1', lost);
    await failing(deliver());
    desk.now = T0 + SETTLES;
    expect(await deliver()).toEqual({ kind: 'accepted' });
    expect(await deliver()).toEqual({ kind: 'accepted' });
    expect(await desk.row()).toMatchObject({ state: 'accepted', generation: 2 });
    expect(desk.inbox).toHaveLength(1);
    expect(await tasks()).toEqual([]);
  });

  it('is refused, and its address stopped, where the provider took it and could not deliver it', async () => {
    desk.email.next('inc-1', desk.email.takenInSilence);
    await failing(deliver());
    const look = () => Promise.resolve({ kind: 'failed', providerId: 'shown', code: 'bad_address' } as const);
    desk.email.evidence = { settleMs: SETTLES, look };
    desk.now = T0 + SETTLES;
    for (let time = 0; time < 2; time++) expect(await deliver()).toEqual({ kind: 'rejected', code: 'bad_address' });
    const { addressHash = '', ...row } = (await desk.row()) ?? {};
    expect(row).toMatchObject({ state: 'failed', code: 'bad_address', providerId: 'shown', generation: 1 });
    expect(await desk.stores.addresses.stops(addressHash)).toMatchObject([{ reason: 'bad_address', source: 'email' }]);
    expect(desk.inbox).toHaveLength(1);
  });

  it('is sent once more by one of ten that look at once', async () => {
    desk.email.next('inc-1', lost);
    await failing(deliver());
    desk.now = T0 + SETTLES;
    await Promise.all(Array.from({ length: 10 }, () => failing(deliver())));
    expect(desk.inbox).toHaveLength(1);
  });

  it.each([
    ['after a settle window it has arrived once', SETTLES, 1],
    ['the control: without one it arrives twice', 0, 2],
  ])('of which the provider shows nothing for a moment is there all the same; %s', async (_what, settles, copies) => {
    desk.email.shows(settles);
    const onItsWay: Delivery[] = [];
    desk.email.next('inc-1', (delivery) => {
      onItsWay.push(delivery);
      return lost(delivery);
    });
    await failing(deliver());
    desk.inbox.push(...onItsWay);
    desk.now = T0 + SETTLES;
    expect(await deliver()).toEqual({ kind: 'accepted' });
    expect(desk.inbox).toHaveLength(copies);
  });

  it('is looked for also where its sender died, counted from the deadline of that sender', async () => {
    desk.email.next('inc-1', desk.email.senderDies);
    expect(await failing(deliver())).toMatchObject({ message: 'the worker was killed' });
    expect(await failing(deliver())).toMatchObject({ type: 'SenderBusy', nextRetryDelay: 0.75 * ATTEMPT });
    desk.now = deadline;
    expect(await failing(deliver())).toMatchObject({ type: 'Unproved', nextRetryDelay: SETTLES });
    desk.now = deadline + SETTLES;
    expect(await deliver()).toEqual({ kind: 'accepted' });
    expect(desk.inbox).toHaveLength(1);
  });

  it('is not taken for absent while the provider cannot be asked', async () => {
    desk.email.next('inc-1', lost);
    await failing(deliver());
    desk.email.evidence = { settleMs: SETTLES, look: () => Promise.reject(new Error('503')) };
    desk.now = T0 + SETTLES;
    expect(await failing(deliver())).toMatchObject({ message: '503' });
    expect(await desk.row()).toMatchObject({ state: 'in_doubt', generation: 1 });
  });

  it('that went to an address which has changed since is not looked for at the new one: a person has to', async () => {
    desk.email.next('inc-1', desk.email.takenInSilence);
    await failing(deliver());
    await desk.stores.customers.upsert(
      'acme',
      {
        id: 'cust-1',
        name: 'Ada',
        locale: 'en',
        email: 'b@customers.example',
      },
      T0,
    );
    desk.now = T0 + SETTLES;
    expect(await deliver()).toEqual({ kind: 'in_doubt' });
    expect(desk.email.doubts).toEqual([]);
    expect(desk.inbox.map(({ to }) => to)).toEqual(['ada@customers.example']);
    expect(await tasks()).toHaveLength(1);
  });
});

describe('a message whose answer was lost, where what the provider shows proves nothing', () => {
  beforeEach(() => {
    desk.email.evidence = { settleMs: SETTLES, look: () => Promise.resolve({ kind: 'unknown' }) };
    desk.email.next('inc-1', lost);
  });

  it('is looked for again for ten settle windows, and nobody is asked before', async () => {
    await failing(deliver());
    desk.now = T0 + SETTLES;
    expect(await failing(deliver())).toMatchObject({ type: 'Unproved', nextRetryDelay: SETTLES });
    desk.now = T0 + 10 * SETTLES - 1;
    expect(await failing(deliver())).toMatchObject({ type: 'Unproved' });
    expect(await tasks()).toEqual([]);
  });

  it('is looked for no longer than a quarter of an hour, where one window is not longer than that', async () => {
    const shows = (settleMs: number) => {
      desk.email.evidence = { settleMs, look: () => Promise.resolve({ kind: 'unknown' }) };
    };
    await failing(deliver());
    desk.now = T0 + 15 * MINUTE - 1;
    shows(5 * MINUTE);
    expect(await failing(deliver())).toMatchObject({ type: 'Unproved', nextRetryDelay: 5 * MINUTE });
    desk.now = T0 + HOUR - 1;
    shows(HOUR);
    expect(await failing(deliver())).toMatchObject({ type: 'Unproved' });
    shows(5 * MINUTE);
    expect(await deliver()).toEqual({ kind: 'in_doubt' });
  });

  it('is not sent again after that: it is in doubt, with a task for a person', async () => {
    await failing(deliver());
    desk.now = T0 + 10 * SETTLES;
    expect(await deliver({ promise })).toEqual({ kind: 'in_doubt' });
    expect(await tasks()).toMatchObject([{ kind: 'settle_send', send: KEY }]);
    expect(desk.inbox).toEqual([]);
  });

  it('is sent once more as soon as the provider proves that it is not there', async () => {
    await failing(deliver());
    desk.now = T0 + 10 * SETTLES;
    await deliver();
    desk.email.shows(SETTLES);
    expect(await deliver()).toEqual({ kind: 'accepted' });
    expect(desk.inbox).toHaveLength(1);
    expect(await tasks()).toMatchObject([{ done: { outcome: 'resend', actor: 'system' } }]);
  });
});

describe('a message whose answer was lost, where nothing can tell', () => {
  it('is in doubt with one task for a person, however often it is asked for', async () => {
    desk.email.next('inc-1', lost);
    for (let asked = 0; asked < 3; asked++) {
      expect(await deliver({ promise })).toEqual({ kind: 'in_doubt', promiseDueAt: promise.dueAt });
      desk.now += HOUR;
    }
    const task = {
      id: settleTaskId({ mark, generation: 1 }),
      tenant: 'acme',
      caseId: 'inc-1',
      kind: 'settle_send',
      send: KEY,
    };
    expect(await tasks()).toEqual([{ ...task, raisedAt: T0 }]);
    expect(desk.inbox).toEqual([]);
  });

  it('is in doubt with one task also where its sender died', async () => {
    desk.email.next('inc-1', desk.email.senderDies);
    await failing(deliver());
    desk.now = deadline;
    for (let asked = 0; asked < 3; asked++) expect(await deliver()).toEqual({ kind: 'in_doubt' });
    expect(await desk.row()).toMatchObject({ state: 'in_doubt', code: 'claim_abandoned' });
    expect(await tasks()).toHaveLength(1);
    expect(desk.inbox).toHaveLength(1);
  });

  it('is sent again, once, when a person says that it did not arrive', async () => {
    desk.email.next('inc-1', lost);
    await deliver();
    const word = { actor: 's-104', reason: 'She called.', at: T0 } as const;
    await desk.stores.sends.settleByHand(KEY, 1, { ...word, verdict: 'resend' });
    expect(await deliver()).toEqual({ kind: 'accepted' });
    expect(await deliver()).toEqual({ kind: 'accepted' });
    expect(desk.inbox).toHaveLength(1);
  });

  it('is not sent again when a person says that it arrived', async () => {
    desk.email.next('inc-1', lost);
    await deliver();
    const word = { actor: 's-104', reason: 'She called.', at: T0 } as const;
    await desk.stores.sends.settleByHand(KEY, 1, { ...word, verdict: 'arrived' });
    expect(await deliver()).toEqual({ kind: 'accepted' });
    expect(desk.inbox).toEqual([]);
  });

  it('is sent a second time, and never a third, where its protocol would rather have it twice; no person is asked before', async () => {
    desk.email.next('inc-1', desk.email.takenInSilence, desk.email.takenInSilence);
    expect(await deliver({}, { sendAgain: true })).toEqual({ kind: 'in_doubt' });
    expect(desk.inbox).toHaveLength(2);
    expect(await tasks()).toHaveLength(1);
    expect(await deliver({}, { sendAgain: true })).toEqual({ kind: 'in_doubt' });
    expect(desk.inbox).toHaveLength(2);
  });

  it('is sent a second time also where a sweep came first and has asked a person, whose task ends by that', async () => {
    desk.email.next('inc-1', desk.email.senderDies);
    await failing(deliver({}, { sendAgain: true }));
    desk.now = T0 + HOUR;
    const row = await desk.row();
    if (row === undefined) throw new Error('the message was claimed');
    const channels = { email: desk.email, sms: desk.sms };
    await inDoubt({ ...desk.stores, ...marks, channels, clock: { now: () => desk.now } }, row);
    expect(await tasks()).toMatchObject([{ kind: 'settle_send' }]);
    expect(await deliver({}, { sendAgain: true })).toEqual({ kind: 'accepted' });
    expect(desk.inbox).toHaveLength(2);
    const done = { outcome: 'resend', actor: 'system', note: 'It is sent once more.' };
    expect(await tasks()).toMatchObject([{ done }]);
  });

  it('that a sweep has put in doubt is not sent again where its protocol does not say so', async () => {
    desk.email.next('inc-1', lost);
    await deliver();
    expect(await deliver()).toEqual({ kind: 'in_doubt' });
    expect((await tasks())[0]).not.toHaveProperty('done');
  });

  it('leaves no task where the second copy is taken', async () => {
    desk.email.next('inc-1', lost);
    expect(await deliver({}, { sendAgain: true })).toEqual({ kind: 'accepted' });
    expect(await desk.row()).toMatchObject({ state: 'accepted', generation: 2 });
    expect(await tasks()).toEqual([]);
  });
});
