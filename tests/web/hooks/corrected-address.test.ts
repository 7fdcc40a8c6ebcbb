import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SendClaim } from '../../../domain/sends/send-row.js';
import { aClaim } from '../../domain/support/sends.js';
import { noon, type Edge } from '../support/server.js';
import { aCase, aDoubt, aSent, callBack, postMail, rowOf, startDoors, statusOf } from './support/doors.js';

let edge: Edge;
beforeEach(async () => {
  edge = await startDoors();
  await aCase(edge);
});
afterEach(() => edge.app.close());

const email = 'acme/order-1041-late/1/apology/1/email';
const sms = 'acme/order-1041-late/1/apology/1/sms';
const stopsOf = (addressHash: string) => edge.stores.addresses.stops(addressHash);
const unreachable = (providerId: string) => statusOf('undelivered', { ErrorCode: '30003', MessageSid: providerId });

function bounceOf({ mark }: SendClaim, at = noon - 20_000) {
  const bounce = { kind: 'hard', status: '5.1.1' };
  return { type: 'email.bounced', at: new Date(at).toISOString(), messageId: `<${mark}@larkfield.example>`, bounce };
}

/** The copy that goes to the corrected address. */
async function toNew(first: SendClaim, providerId?: string): Promise<SendClaim> {
  const times = { claimedAt: noon - 30_400, deadlineAt: noon - 15_000 };
  const second = aClaim({ key: first.key, request: 2, addressHash: 'new', ...times });
  expect(await edge.stores.sends.claim(second)).toEqual({ kind: 'claimed', generation: 2 });
  if (providerId !== undefined) {
    await edge.stores.sends.settle(first.key, 2, { state: 'accepted', providerId, at: noon - 30_000 });
  }
  return second;
}

/** A mail in doubt at the first address, of which a person says that it may go out again. */
async function doubted(): Promise<SendClaim> {
  const first = await aDoubt(edge, { key: email, addressHash: 'old' });
  const word = { verdict: 'resend', actor: 's-104', reason: 'She called.', at: noon - 40_000 } as const;
  await edge.stores.sends.settleByHand(email, 1, word);
  return first;
}

/** An SMS that failed at the first number. */
async function failed(): Promise<SendClaim> {
  const settlement = { state: 'accepted', providerId: 'SM1', at: noon - 50_000 } as const;
  const first = await aSent(edge, { key: sms, addressHash: 'old', settlement });
  await callBack(edge, first.mark, unreachable('SM1'));
  edge.recoveries.told.length = 0;
  return first;
}

describe('a report about the copy that went to the address of before', () => {
  it('stops that address, and neither the corrected one nor its message', async () => {
    const first = await doubted();
    await toNew(first, 'm2');
    expect((await postMail(edge, bounceOf(first, noon - 45_000))).statusCode).toBe(204);
    expect(await rowOf(edge, first)).toMatchObject({ state: 'accepted', providerId: 'm2' });
    expect([await stopsOf('old'), await stopsOf('new')]).toMatchObject([[{ reason: 'bad_address' }], []]);
    expect(edge.recoveries.told).toEqual([]);
    expect(edge.logged.join('')).toContain('"result":"outdated"');
  });

  it('that comes again while the next one is being handed over, does not fail that one', async () => {
    const first = await failed();
    await toNew(first);
    await callBack(edge, first.mark, unreachable('SM1'));
    expect(await rowOf(edge, first)).toMatchObject({ state: 'claimed' });
    expect([await stopsOf('old'), await stopsOf('new')]).toMatchObject([[{ reason: 'unreachable_number' }], []]);
    expect(edge.recoveries.told).toEqual([]);
  });

  it('says of a message that goes to the first address again, that it failed there', async () => {
    const first = await failed();
    const second = await toNew(first, 'SM2');
    await callBack(edge, second.mark, unreachable('SM2'));
    const back = { ...first, request: 3, claimedAt: noon - 10, deadlineAt: noon + 10 };
    expect(await edge.stores.sends.claim(back)).toEqual({ kind: 'claimed', generation: 3 });
    await callBack(edge, second.mark, unreachable('SM2'));
    expect(await rowOf(edge, first)).toMatchObject({ state: 'claimed' });
    await callBack(edge, first.mark, unreachable('SM3'));
    expect(await rowOf(edge, first)).toMatchObject({ state: 'failed', providerId: 'SM3' });
  });
});

describe('a report about the copy that went to the corrected address', () => {
  it('fails the message and stops that address, though its provider tells whole seconds', async () => {
    const second = await toNew(await failed());
    await callBack(edge, second.mark, unreachable('SM2'));
    expect(await rowOf(edge, second)).toMatchObject({ state: 'failed', providerId: 'SM2' });
    expect(await stopsOf('new')).toMatchObject([{ reason: 'unreachable_number' }]);

    const mail = await toNew(await doubted(), 'm2');
    // Half a second before the claim, by the clock of the provider.
    await postMail(edge, bounceOf(mail, Math.floor(mail.claimedAt / 1_000) * 1_000));
    expect(await rowOf(edge, mail)).toMatchObject({ state: 'failed', code: 'bad_address' });
    expect(edge.recoveries.told.map(({ type }) => type)).toEqual(['delivery_failed', 'delivery_failed']);
  });
});
