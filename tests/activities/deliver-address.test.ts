import { beforeEach, describe, expect, it } from 'vitest';
import type { DeliverInput } from '../../activities/contract.js';
import type { MessageOrder } from '../../domain/case/case-events.js';
import type { FailureCode } from '../../domain/failure-codes.js';
import type { SendResult } from '../../domain/journey/results.js';
import type { AddressStop } from '../../ports/address-store.js';
import { HOUR, T0 } from '../domain/support/builders.js';
import { KEY } from '../domain/support/sends.js';
import { tryLater } from '../support/fake-channel.js';
import { marks } from '../support/marks.js';
import { aSend, Desk } from './support/desk.js';

const address = 'ada@customers.example';
const corrected = 'ada.byron@customers.example';
const hashOf = (to: string): string => marks.hashAddress('email', to);

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
const correct = (email = corrected): Promise<unknown> =>
  desk.stores.customers.correct({ tenant: 'acme', customerId: 'cust-1' }, { email }, T0);
const refuseWith = (code: FailureCode): void =>
  desk.email.next('inc-1', () => ({ kind: 'rejected', permanent: true, code }));
const stopped = (to = address): Promise<readonly AddressStop[]> => desk.stores.addresses.stops(hashOf(to));

describe('an address that is stopped', () => {
  it('gets nothing: the message is skipped with the reason, and nothing is rendered or handed over', async () => {
    await desk.stores.addresses.stop(hashOf(address), { reason: 'complained', at: T0, source: 'email_events' });
    expect(await deliver()).toEqual({ kind: 'skipped', reason: 'complained' });
    expect(await desk.row()).toMatchObject({ state: 'skipped', code: 'complained' });
    expect([desk.inbox, desk.rendered]).toEqual([[], []]);
  });

  it('is looked at after the claim: a stop that comes between the two keeps the message back', async () => {
    const { sends, addresses } = desk.stores;
    const claim = sends.claim.bind(sends);
    sends.claim = async (wish) => {
      const claimed = await claim(wish);
      await addresses.stop(wish.addressHash, { reason: 'opted_out', at: T0, source: 'twilio' });
      return claimed;
    };
    expect(await deliver()).toEqual({ kind: 'skipped', reason: 'opted_out' });
    expect(desk.inbox).toEqual([]);
  });

  it('is another than the same person has on another channel', async () => {
    await desk.stores.addresses.stop(marks.hashAddress('sms', address), { reason: 'opted_out', at: T0, source: 'x' });
    expect(await deliver()).toEqual({ kind: 'accepted' });
  });
});

describe('a refusal for good', () => {
  it.each(['bad_address', 'mailbox_refused', 'opted_out', 'blocked', 'unreachable_number'] as const)(
    'about the address, such as %s, stops it for later messages too',
    async (code) => {
      refuseWith(code);
      expect(await deliver()).toEqual({ kind: 'rejected', code });
      expect(await stopped()).toEqual([{ reason: code, at: T0, source: 'email' }]);
      expect(await deliver({ message: 'apology' })).toEqual({ kind: 'skipped', reason: code });
      expect(desk.inbox).toEqual([]);
    },
  );

  it.each(['refused_by_provider', 'not_configured'] as const)(
    'about our account or this text, such as %s, stops no address',
    async (code) => {
      refuseWith(code);
      expect(await deliver()).toEqual({ kind: 'rejected', code });
      expect(await stopped()).toEqual([]);
      expect(await deliver({ message: 'apology' })).toEqual({ kind: 'accepted' });
    },
  );

  it('stops the address also where the attempt that heard it died before it could', async () => {
    refuseWith('mailbox_refused');
    const { addresses } = desk.stores;
    const stop = addresses.stop.bind(addresses);
    addresses.stop = () => Promise.reject(new Error('the worker was killed'));
    await expect(deliver()).rejects.toThrow('killed');
    addresses.stop = stop;
    desk.now = T0 + HOUR;
    expect(await deliver()).toEqual({ kind: 'rejected', code: 'mailbox_refused' });
    expect(await stopped()).toEqual([{ reason: 'mailbox_refused', at: T0, source: 'email' }]);
  });
});

describe('an address that was refused, and is found to be right', () => {
  it('gets the message by a higher request, once, though it was refused there before', async () => {
    refuseWith('mailbox_refused');
    await deliver();
    const [stop] = await stopped();
    desk.now = T0 + HOUR;
    const lift = { actor: 's-105', note: 'Our relay.', at: desk.now };
    await desk.stores.customers.confirm({ tenant: 'acme', customerId: 'cust-1' }, 'email', desk.now);
    await desk.stores.addresses.lift(hashOf(address), stop?.reason ?? 'blocked', lift);
    expect(await deliver({ request: 1 })).toEqual({ kind: 'rejected', code: 'mailbox_refused' });
    for (const request of [2, 2]) expect(await deliver({ request })).toEqual({ kind: 'accepted' });
    expect([desk.inbox.map(({ to }) => to), await stopped()]).toEqual([[address], []]);
  });
});

describe('an address that is taken away between two attempts', () => {
  const remove = (): Promise<unknown> =>
    desk.stores.customers.correct({ tenant: 'acme', customerId: 'cust-1' }, { email: null }, desk.now);

  it('leaves what the first has come to: a message that was taken counts as taken', async () => {
    await deliver();
    await remove();
    for (const request of [1, 2]) expect(await deliver({ request })).toEqual({ kind: 'accepted' });
  });

  it('leaves a message of which nobody knows in doubt, with a task', async () => {
    desk.email.next('inc-1', desk.email.senderDies);
    await expect(deliver()).rejects.toThrow();
    await remove();
    desk.now = T0 + HOUR;
    expect(await deliver()).toEqual({ kind: 'in_doubt' });
    expect((await desk.stores.tasks.list({ tenant: 'acme' }, { limit: 9 })).items).toMatchObject([{ send: KEY }]);
  });

  it('refuses what had certainly not been sent, until there is another one', async () => {
    desk.email.next('inc-1', tryLater);
    await expect(deliver()).rejects.toMatchObject({ type: 'TryLater' });
    await remove();
    expect(await deliver()).toEqual({ kind: 'rejected', code: 'bad_address' });
    await correct();
    expect(await deliver({ request: 2 })).toEqual({ kind: 'accepted' });
    expect([await stopped(), await stopped(corrected), desk.inbox.length]).toEqual([[], [], 1]);
  });
});

describe('a corrected address', () => {
  beforeEach(async () => {
    refuseWith('mailbox_refused');
    await deliver();
    await correct();
  });

  it('gets the message under its own key, with a higher request', async () => {
    expect(await deliver({ request: 2 })).toEqual({ kind: 'accepted' });
    expect(desk.inbox.map(({ key, to }) => [key, to])).toEqual([[KEY, corrected]]);
    expect(await desk.row()).toMatchObject({ state: 'accepted', request: 2, addressHash: hashOf(corrected) });
    expect(await stopped(corrected)).toEqual([]);
  });

  it('gets it once, however often it is asked for', async () => {
    for (const request of [2, 2, 3]) expect(await deliver({ request })).toEqual({ kind: 'accepted' });
    expect(desk.inbox).toHaveLength(1);
  });

  it('gets nothing by the request that was refused, and the old address nothing by a higher one', async () => {
    expect(await deliver({ request: 1 })).toEqual({ kind: 'rejected', code: 'mailbox_refused' });
    await correct(address);
    expect(await deliver({ request: 2 })).toEqual({ kind: 'rejected', code: 'mailbox_refused' });
    expect(desk.inbox).toEqual([]);
  });

  it('gets what no receipt came of at the old one, once, and the old one gets no second copy', async () => {
    desk.email.reportsDelivery = true;
    const at = (request: number) => deliver({ request, ordinal: 2 }, { receiptWithin: HOUR });
    await at(1);
    desk.now = T0 + 2 * HOUR;
    const [row] = await desk.stores.sends.receiptsDue(desk.now);
    await desk.stores.sends.unreceived(row?.key ?? '', desk.now);
    await correct('ada.l@customers.example');
    for (const request of [2, 2]) expect(await at(request)).toEqual({ kind: 'accepted' });
    expect(desk.inbox.map(({ to }) => to)).toEqual([corrected, 'ada.l@customers.example']);
  });

  it('is not held responsible for what its provider says later of the old one, only of itself', async () => {
    const { mark: ofOld = '' } = (await desk.row()) ?? {};
    await deliver({ request: 2 });
    const { mark: ofNew = '' } = (await desk.row()) ?? {};
    const bounce = { kind: 'failed', providerId: 'p', at: T0 + HOUR, code: 'mailbox_refused' } as const;
    await desk.stores.sends.report(ofOld, bounce);
    expect(await deliver({ request: 2 })).toEqual({ kind: 'accepted' });
    await desk.stores.sends.report(ofNew, bounce);
    expect(await deliver({ request: 2 })).toEqual({ kind: 'rejected', code: 'mailbox_refused' });
  });
});

describe('a receipt', () => {
  it('is awaited from channels that tell of each delivery, for as long as the protocol says', async () => {
    desk.email.reportsDelivery = true;
    await deliver({}, { receiptWithin: HOUR });
    expect(await desk.row()).toMatchObject({ state: 'accepted', receiptDueAt: T0 + HOUR });
  });

  it.each([
    ['does not tell of deliveries', false, { receiptWithin: HOUR }],
    ['does, and the protocol asks for none', true, {}],
  ])('is awaited from no channel that %s', async (_what, reports, context) => {
    desk.email.reportsDelivery = reports;
    await deliver({}, context);
    expect(await desk.row()).not.toHaveProperty('receiptDueAt');
  });
});
