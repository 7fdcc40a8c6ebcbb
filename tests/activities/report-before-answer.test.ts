import { beforeEach, describe, expect, it } from 'vitest';
import type { MessageOrder } from '../../domain/case/case-events.js';
import type { SendResult } from '../../domain/journey/results.js';
import type { SendReport } from '../../domain/sends/send-row.js';
import { HOUR, T0 } from '../domain/support/builders.js';
import { KEY } from '../domain/support/sends.js';
import { lost, tryLater } from '../support/fake-channel.js';
import { marks } from '../support/marks.js';
import { aSend, Desk } from './support/desk.js';

const mark = marks.markOf(KEY, marks.hashAddress('email', 'ada@customers.example'));
const promise = { about: 'news', dueAt: T0 + 24 * HOUR, atLeast: HOUR } as const;

let desk: Desk;
let programme: string;
beforeEach(async () => {
  desk = new Desk();
  programme = await desk.publish();
  await desk.reported();
});

function deliver(order: Partial<MessageOrder> = {}): Promise<SendResult> {
  return desk.run(() => desk.activities.deliver(aSend(programme, order)));
}
const tasks = async () => (await desk.stores.tasks.list({ tenant: 'acme' }, { limit: 9 })).items;

describe("a provider's own report that comes before the answer to the sender", () => {
  const report = (what: SendReport): Promise<unknown> => desk.stores.sends.report(mark, what);
  const told = { providerId: 'SM1', at: T0 };

  it.each(['taken', 'delivered'] as const)(
    'that it was %s is the answer, even where the other is lost',
    async (kind) => {
      desk.email.next('inc-1', async (delivery) => {
        await report({ kind, ...told });
        return lost(delivery);
      });
      expect(await deliver({ promise })).toEqual({ kind: 'accepted', promiseDueAt: promise.dueAt });
      expect(await desk.row()).toMatchObject({ state: kind === 'taken' ? 'accepted' : kind, providerId: 'SM1' });
      expect(await tasks()).toEqual([]);
    },
  );

  it('that it failed is a refusal, even where the answer says that it was taken', async () => {
    desk.email.next('inc-1', async () => {
      await report({ kind: 'failed', code: 'unreachable_number', ...told });
      return { kind: 'accepted', providerId: 'SM1' };
    });
    expect(await deliver()).toEqual({ kind: 'rejected', code: 'unreachable_number' });
    expect(await desk.row()).toMatchObject({ state: 'failed' });
  });

  it('outweighs a refusal for now: the message is there', async () => {
    desk.email.next('inc-1', async (delivery) => {
      await report({ kind: 'taken', ...told });
      return tryLater(delivery);
    });
    expect(await deliver()).toEqual({ kind: 'accepted' });
    expect(await deliver()).toEqual({ kind: 'accepted' });
  });

  it.each<[string, () => Promise<unknown>]>([
    ['that it was taken', () => report({ kind: 'taken', ...told })],
    ['that it was delivered', () => report({ kind: 'delivered', ...told })],
  ])('%s, between the doubt and its task, is the answer, and the task is over', async (_what, comes) => {
    const raise = desk.stores.tasks.raise.bind(desk.stores.tasks);
    desk.stores.tasks.raise = async (task) => {
      await comes();
      return raise(task);
    };
    desk.email.next('inc-1', lost);
    expect(await deliver({ promise })).toEqual({ kind: 'accepted', promiseDueAt: promise.dueAt });
    expect(await tasks()).toMatchObject([{ done: { outcome: 'arrived', actor: 'system' } }]);
  });

  it('after the doubt has its task leaves what was answered, and the task to whoever takes the report', async () => {
    desk.email.next('inc-1', lost);
    expect(await deliver()).toEqual({ kind: 'in_doubt' });
    await report({ kind: 'taken', ...told });
    expect((await tasks())[0]).not.toHaveProperty('done');
  });
});
