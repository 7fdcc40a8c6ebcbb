import { beforeEach, describe, expect, it } from 'vitest';
import type { GrantResult, LookResult, WithdrawInput } from '../../activities/contract.js';
import type { SendResult } from '../../domain/journey/results.js';
import { HOUR, MINUTE, T0 } from '../domain/support/builders.js';
import { aClaim, KEY } from '../domain/support/sends.js';
import { factsOf, projectionOf } from '../adapters/store/builders.js';
import { marks } from '../support/marks.js';
import { aSend, Desk } from './support/desk.js';

describe('taking a message back', () => {
  let desk: Desk;

  beforeEach(() => {
    desk = new Desk();
  });

  function withdraw(context: Partial<WithdrawInput> = { customerId: 'cust-1' }): Promise<SendResult> {
    const input = { tenant: 'acme', caseId: 'inc-1', slot: '1/acknowledgement/1/email', request: 1, ...context };
    return desk.run(() => desk.activities.withdraw(input));
  }

  function claimed(): Promise<unknown> {
    return desk.stores.sends.claim(aClaim({ promiseDueAt: T0 + HOUR }));
  }

  it('before anybody claimed it: a late sender of that request finds it withdrawn and sends nothing', async () => {
    const programme = await desk.publish();
    await desk.reported();
    expect(await withdraw()).toEqual({ kind: 'withdrawn' });
    expect(await desk.run(() => desk.activities.deliver(aSend(programme)))).toEqual({ kind: 'withdrawn' });
    expect(desk.inbox).toEqual([]);
  });

  it('the control: without it the late sender sends', async () => {
    const programme = await desk.publish();
    await desk.reported();
    expect(await desk.run(() => desk.activities.deliver(aSend(programme)))).toEqual({ kind: 'accepted' });
    expect(desk.inbox).toHaveLength(1);
  });

  it('after it was sent: it says so, with the promise that the text made', async () => {
    await claimed();
    await desk.stores.sends.settle(KEY, 1, { state: 'accepted', providerId: 'p', at: T0 });
    expect(await withdraw()).toEqual({ kind: 'accepted', promiseDueAt: T0 + HOUR });
  });

  it.each([
    ['refused for now', { state: 'rejected', code: 'try_later', permanent: false, at: T0 }],
    ['skipped', { state: 'skipped', reason: 'answered', at: T0 }],
  ] as const)('after it was %s: it is withdrawn', async (_, settlement) => {
    await claimed();
    await desk.stores.sends.settle(KEY, 1, settlement);
    expect(await withdraw()).toEqual({ kind: 'withdrawn' });
  });

  it('while a sender is at it: it waits for the deadline of that sender, then the message is in doubt', async () => {
    await claimed();
    desk.now = T0 + MINUTE - 1_000;
    await expect(withdraw()).rejects.toMatchObject({ type: 'SenderBusy', nextRetryDelay: 1_000 });
    desk.now = T0 + MINUTE;
    expect(await withdraw()).toEqual({ kind: 'in_doubt', promiseDueAt: T0 + HOUR });
    expect(await desk.row()).toMatchObject({ state: 'in_doubt', code: 'claim_abandoned' });
  });

  describe('whose answer was lost', () => {
    const to = 'ada@customers.example';

    beforeEach(async () => {
      await desk.reported();
      await desk.stores.sends.claim(aClaim({ addressHash: marks.hashAddress('email', to), promiseDueAt: T0 + HOUR }));
      await desk.stores.sends.settle(KEY, 1, { state: 'in_doubt', code: 'timed_out', at: T0 });
    });

    it('waits until the provider can be asked, and is withdrawn where nothing has arrived', async () => {
      desk.email.shows(MINUTE);
      await expect(withdraw()).rejects.toMatchObject({ type: 'Unproved', nextRetryDelay: MINUTE });
      desk.now = T0 + MINUTE;
      expect(await withdraw()).toEqual({ kind: 'withdrawn' });
      expect(desk.email.doubts).toMatchObject([{ key: KEY, to }]);
      const programme = await desk.publish();
      expect(await desk.run(() => desk.activities.deliver(aSend(programme)))).toEqual({ kind: 'withdrawn' });
      expect(desk.inbox).toEqual([]);
    });

    it('is accepted where it has arrived, with the promise that its text made', async () => {
      desk.email.evidence = { settleMs: 0, look: () => Promise.resolve({ kind: 'arrived', providerId: 'p-1' }) };
      expect(await withdraw()).toEqual({ kind: 'accepted', promiseDueAt: T0 + HOUR });
      expect(await desk.row()).toMatchObject({ state: 'accepted', providerId: 'p-1' });
    });

    it('is looked for also by a run of an earlier release, which names no customer, once the case is in the store', async () => {
      desk.email.shows(0);
      const claim = { tenant: 'acme', caseId: 'inc-1', customerId: 'cust-1', openedAt: T0 };
      await desk.stores.cases.open(claim);
      await desk.stores.cases.apply(projectionOf(claim, { events: factsOf('run', 1) }));
      expect(await withdraw({})).toEqual({ kind: 'withdrawn' });
      expect(desk.email.doubts).toMatchObject([{ to }]);
    });

    it('stays in doubt where nothing can tell, with one task', async () => {
      for (let asked = 0; asked < 3; asked++) {
        expect(await withdraw()).toEqual({ kind: 'in_doubt', promiseDueAt: T0 + HOUR });
      }
      const { items } = await desk.stores.tasks.list({ tenant: 'acme' }, { limit: 9 });
      expect(items).toMatchObject([{ kind: 'settle_send', send: KEY, caseId: 'inc-1' }]);
    });

    it('stays in doubt where the address has changed since: the provider would be asked about the wrong one', async () => {
      desk.email.shows(0);
      await desk.stores.customers.upsert(
        'acme',
        { id: 'cust-1', name: 'Ada', locale: 'en', phone: '+12025550143' },
        T0,
      );
      const other = { id: 'cust-1', name: 'Ada', locale: 'en', email: 'b@customers.example' };
      await desk.stores.customers.upsert('acme', other, T0);
      expect(await withdraw()).toMatchObject({ kind: 'in_doubt' });
      expect(desk.email.doubts).toEqual([]);
    });
  });
});

describe('granting the automatic remedy', () => {
  const amount = { minor: 1000, currency: 'USD' };

  function grant(desk: Desk): Promise<GrantResult> {
    return desk.run(() => desk.activities.grantRemedy({ tenant: 'acme', caseId: 'inc-1', amount }));
  }

  it('twice gives one voucher, whose code stays in the store', async () => {
    const desk = new Desk();
    expect(await grant(desk)).toEqual({ kind: 'done' });
    const voucher = await desk.vouchers.find('acme/inc-1/act/voucher');
    expect(await grant(desk)).toEqual({ kind: 'done' });
    expect(await desk.vouchers.find('acme/inc-1/act/voucher')).toEqual(voucher);
  });

  it('stops where the goodwill of the month is spent, goes on in the next, and what was granted stays granted', async () => {
    const desk = new Desk();
    const goodwill = { protocol: 'default', perMonth: { minor: 1500, currency: 'USD' } };
    const to = (caseId: string) =>
      desk.run(() => desk.activities.grantRemedy({ tenant: 'acme', caseId, amount, goodwill }));
    expect(await to('inc-1')).toEqual({ kind: 'done' });
    expect(await to('inc-2')).toEqual({ kind: 'failed', code: 'goodwill_spent' });
    expect(await desk.vouchers.find('acme/inc-2/act/voucher')).toBeUndefined();
    expect(await to('inc-1')).toEqual({ kind: 'done' });
    desk.now = T0 + 31 * 24 * HOUR;
    expect(await to('inc-2')).toEqual({ kind: 'done' });
    expect(await to('inc-1')).toEqual({ kind: 'done' });
  });

  it.each(['refused', 'unknown'] as const)(
    'that the provider answers with %s is a failure or tried again',
    async (answer) => {
      const vouchers = { fulfil: () => Promise.resolve(answer), find: () => Promise.resolve(undefined) };
      const granted: unknown = await grant(new Desk({ vouchers })).catch((error: unknown) => error);
      const expected = {
        refused: { kind: 'failed', code: 'refused' },
        unknown: { type: 'RemedyUnknown', nonRetryable: false },
      };
      expect(granted).toMatchObject(expected[answer]);
    },
  );
});

describe('looking for an answer whose signal has not come', () => {
  function look(desk: Desk, round = 1): Promise<LookResult> {
    return desk.run(() => desk.activities.lookForAnswer({ tenant: 'acme', caseId: 'inc-1', round }));
  }

  it('finds what the customer answered in this round, without the comment', async () => {
    const desk = new Desk();
    const round = { tenant: 'acme', caseId: 'inc-1', customerId: 'cust-1', round: 1 };
    const { surveyId } = await desk.stores.surveys.invite({ ...round, expiresAt: T0 + HOUR });
    expect(await look(desk)).toEqual({});
    await desk.stores.surveys.answer(surveyId, { score: 2, heard: false, comment: 'Nobody called', at: T0 });
    expect(await look(desk)).toEqual({ answer: { score: 2, heard: false } });
    expect(await look(desk, 2)).toEqual({});
  });
});
