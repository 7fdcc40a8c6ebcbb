import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stores } from '../../../adapters/store/stores.js';
import type { SendClaim, Settlement } from '../../../domain/sends/send-row.js';
import { aClaim } from '../../domain/support/sends.js';
import { hour, newTenant, noon } from './builders.js';
import { atOnce, counted, twins } from './twins.js';

const accepted: Settlement = { state: 'accepted', providerId: 'SM1', at: noon };
const rejected: Settlement = { state: 'rejected', code: 'try_later', permanent: false, at: noon };
const refused: Settlement = { state: 'rejected', code: 'bad_address', permanent: true, at: noon };
const inDoubt: Settlement = { state: 'in_doubt', code: 'timed_out', at: noon };
const skipped: Settlement = { state: 'skipped', reason: 'opted_out', at: noon };

describe.each(twins)('the send ledger in $name', ({ open }) => {
  let stores: Stores;
  beforeAll(async () => {
    stores = await open();
  });
  afterAll(() => stores.close());

  const claimOf = (overrides: Partial<SendClaim> = {}): SendClaim => {
    const key = `${newTenant()}/case-1/1/apology/1/email`;
    return aClaim({ key, claimedAt: noon, deadlineAt: noon + hour, ...overrides });
  };
  const settled = async (settlement: Settlement) => {
    const claim = claimOf();
    await stores.sends.claim(claim);
    expect(await stores.sends.settle(claim.key, 1, settlement)).toBe(true);
    return claim;
  };
  const again = (claim: SendClaim, request: number) => stores.sends.claim({ ...claim, request });

  it('gives a message to one of fifty senders that want it at once, and shows the others its claim', async () => {
    const claim = claimOf();
    const answers = await atOnce(50, () => stores.sends.claim(claim));
    expect(counted(answers.map(({ kind }) => kind))).toEqual({ claimed: 1, found: 49 });
    expect(answers).toContainEqual({ kind: 'claimed', generation: 1 });
    expect(answers).toContainEqual({ kind: 'found', row: { ...claim, state: 'claimed', generation: 1 } });
  });

  it.each([
    { name: 'claimed', settlement: undefined },
    { name: 'accepted', settlement: accepted },
    { name: 'in doubt', settlement: inDoubt },
    { name: 'rejected for good at this address', settlement: refused },
  ])('never gives out a message again that is $name, whatever the request', async ({ settlement }) => {
    const claim = claimOf();
    await stores.sends.claim(claim);
    if (settlement !== undefined) await stores.sends.settle(claim.key, 1, settlement);
    for (const request of [1, 2, 9]) expect(await again(claim, request)).toMatchObject({ kind: 'found' });
  });

  it('gives a message that was rejected for good to one of fifty later requests to a corrected address', async () => {
    const first = await settled(refused);
    const claim = { ...first, mark: 'the mark at b2', addressHash: 'b2', claimedAt: noon + 1 };
    expect(await again(claim, 1)).toMatchObject({ kind: 'found' });
    const answers = await atOnce(50, () => again(claim, 2));
    expect(answers.filter(({ kind }) => kind === 'claimed')).toEqual([{ kind: 'claimed', generation: 2 }]);
    const earlier = [{ mark: first.mark, generation: 1, addressHash: first.addressHash }];
    const row = { ...claim, request: 2, state: 'claimed', generation: 2, earlier };
    expect(await stores.sends.get(claim.key)).toStrictEqual(row);
  });

  it('keeps what came of a message in its row', async () => {
    const claim = claimOf({ promiseDueAt: noon + hour });
    await stores.sends.claim(claim);
    await stores.sends.settle(claim.key, 1, accepted);
    const row = { ...claim, state: 'accepted', providerId: 'SM1', generation: 1, settledAt: noon };
    expect(await again(claim, 1)).toStrictEqual({ kind: 'found', row });
  });

  it('keeps why a message was skipped or rejected', async () => {
    const rows = await Promise.all(
      [skipped, refused, inDoubt].map(async (settlement) => again(await settled(settlement), 1)),
    );
    expect(rows).toMatchObject([
      { row: { state: 'skipped', code: 'opted_out' } },
      { row: { state: 'rejected', code: 'bad_address', permanent: true } },
      { row: { state: 'in_doubt', code: 'timed_out' } },
    ]);
  });

  it.each([accepted, refused, inDoubt])(
    'keeps the locale of the text that was handed over when it is $state, and none where it was not told',
    async (settlement) => {
      const text = { locale: 'en', localeAsked: 'pt-BR' };
      const told = await settled({ ...settlement, ...text });
      expect(await again(told, 1)).toMatchObject({ kind: 'found', row: text });
      const untold = await again(await settled(settlement), 1);
      expect(untold.kind === 'found' && 'locale' in untold.row).toBe(false);
    },
  );

  it('forgets the locale of a text that was rejected for now with the next claim, and with a withdrawal', async () => {
    const claim = await settled({ ...rejected, locale: 'pt' });
    await again(claim, 1);
    expect(await again(claim, 1)).toStrictEqual({ kind: 'found', row: { ...claim, state: 'claimed', generation: 2 } });
    const other = await settled({ ...rejected, locale: 'pt' });
    expect(await stores.sends.withdraw(other.key, 1, noon)).not.toHaveProperty('locale');
  });

  it('gives a message that was rejected for now to one of fifty attempts, and forgets the rejection', async () => {
    const claim = await settled(rejected);
    const answers = await atOnce(50, () => stores.sends.claim({ ...claim, addressHash: 'b2' }));
    expect(answers.filter(({ kind }) => kind === 'claimed')).toEqual([{ kind: 'claimed', generation: 2 }]);
    const row = { ...claim, addressHash: 'b2', state: 'claimed', generation: 2 };
    expect(await again(claim, 1)).toStrictEqual({ kind: 'found', row });
  });

  it('gives a skipped message to a higher request alone, and to one of fifty', async () => {
    const claim = await settled(skipped);
    expect(await again(claim, 1)).toMatchObject({ kind: 'found', row: { state: 'skipped' } });
    const answers = await atOnce(50, () => again(claim, 2));
    expect(answers.filter(({ kind }) => kind === 'claimed')).toEqual([{ kind: 'claimed', generation: 2 }]);
  });

  it('does not let an older request take over a message that was rejected for a newer one', async () => {
    const claim = claimOf({ request: 3 });
    await stores.sends.claim(claim);
    await stores.sends.settle(claim.key, 1, rejected);
    expect(await again(claim, 2)).toMatchObject({ kind: 'found', row: { state: 'rejected', request: 3 } });
  });

  it('settles a claim once', async () => {
    const claim = claimOf();
    await stores.sends.claim(claim);
    const answers = await atOnce(50, () => stores.sends.settle(claim.key, 1, accepted));
    expect(answers.filter(Boolean)).toHaveLength(1);
    expect(await stores.sends.settle(claim.key, 1, inDoubt)).toBe(false);
  });

  it('does not let the sender of an older claim settle a newer one, nor anyone what was never claimed', async () => {
    const claim = await settled(rejected);
    await again(claim, 1);
    expect(await stores.sends.settle(claim.key, 1, accepted)).toBe(false);
    expect(await stores.sends.settle(claim.key, 2, accepted)).toBe(true);
    expect(await stores.sends.settle(claimOf().key, 1, accepted)).toBe(false);
  });

  it('lets one of fifty words of a sender that it was taken end a doubt, and no other word of a sender', async () => {
    const claim = await settled(inDoubt);
    expect(await stores.sends.settle(claim.key, 1, inDoubt)).toBe(false);
    expect(await stores.sends.settle(claim.key, 1, rejected)).toBe(false);
    expect(await stores.sends.settle(claim.key, 1, skipped)).toBe(false);
    const answers = await atOnce(50, () => stores.sends.settle(claim.key, 1, accepted));
    expect(answers.filter(Boolean)).toHaveLength(1);
    expect(await stores.sends.get(claim.key)).toMatchObject({ state: 'accepted', providerId: 'SM1' });
  });

  it('leaves a tombstone for a message that nobody had claimed, which stops that request and lower ones', async () => {
    const claim = claimOf();
    expect(await stores.sends.withdraw(claim.key, 2, noon)).toMatchObject({ state: 'withdrawn', request: 2 });
    expect(await again(claim, 1)).toMatchObject({ kind: 'found', row: { state: 'withdrawn' } });
    expect(await again(claim, 2)).toMatchObject({ kind: 'found', row: { state: 'withdrawn' } });
    expect(await again(claim, 3)).toEqual({ kind: 'claimed', generation: 1 });
  });

  it.each([
    { name: 'claimed', settlement: undefined },
    { name: 'accepted', settlement: accepted },
    { name: 'in doubt', settlement: inDoubt },
  ])('does not withdraw a message that is $name, and says how it stands', async ({ name, settlement }) => {
    const claim = claimOf();
    await stores.sends.claim(claim);
    if (settlement !== undefined) await stores.sends.settle(claim.key, 1, settlement);
    const before = await again(claim, 1);
    const row = await stores.sends.withdraw(claim.key, 5, noon);
    expect(row.state).toBe(name.replace(' ', '_'));
    expect(await again(claim, 1)).toEqual(before);
  });

  it('withdraws a message that was rejected for now, so that its next attempt finds it withdrawn', async () => {
    const claim = await settled(rejected);
    const row = await stores.sends.withdraw(claim.key, 1, noon + 1);
    const expected = { ...claim, state: 'withdrawn', generation: 1, settledAt: noon + 1 };
    expect(row).toStrictEqual(expected);
    expect(await again(claim, 1)).toMatchObject({ kind: 'found', row: { state: 'withdrawn' } });
  });

  it('leaves a skipped message as it is for the same request, and withdraws it for a higher one', async () => {
    const claim = await settled(skipped);
    expect(await stores.sends.withdraw(claim.key, 1, noon)).toMatchObject({ state: 'skipped', code: 'opted_out' });
    expect(await stores.sends.withdraw(claim.key, 2, noon)).toMatchObject({ state: 'withdrawn', request: 2 });
    expect(await again(claim, 2)).toMatchObject({ kind: 'found' });
  });

  it('lets either the claim or the withdrawal win when both come at once, and both agree who did', async () => {
    await atOnce(30, async () => {
      const claim = claimOf();
      const [claimed, row] = await Promise.all([
        stores.sends.claim(claim),
        stores.sends.withdraw(claim.key, claim.request, noon),
      ]);
      expect(row.state).toBe(claimed.kind === 'claimed' ? 'claimed' : 'withdrawn');
    });
  });

  it('never turns a sender away with a row that it could have taken, even one that is just being settled', async () => {
    const settleAfter = async (key: string, looks: number) => {
      // Each look takes about as long as one of the steps of a claim, so that settlements fall between all of them.
      for (let look = 0; look < looks; look++) await stores.ping();
      return stores.sends.settle(key, 1, rejected);
    };
    await atOnce(200, async (index) => {
      const claim = claimOf();
      await stores.sends.claim(claim);
      const [claimed] = await Promise.all([again(claim, 1), settleAfter(claim.key, index % 4)]);
      expect(claimed.kind === 'found' ? claimed.row.state : claimed.kind).toBe('claimed');
    });
  });

  it('lists the messages of one case by key, and none of a case whose id begins alike', async () => {
    const tenant = newTenant();
    const keys = ['case-1/1/survey/1/email', 'case-1/1/apology/1/sms', 'case-10/1/apology/1/sms', 'case-/1/x/1/sms'];
    for (const key of keys) await stores.sends.claim(claimOf({ key: `${tenant}/${key}` }));
    const rows = await stores.sends.ofCase(tenant, 'case-1');
    expect(rows.map(({ key }) => key)).toEqual([`${tenant}/${keys[1] ?? ''}`, `${tenant}/${keys[0] ?? ''}`]);
    expect(await stores.sends.ofCase(tenant, 'case')).toEqual([]);
  });
});
