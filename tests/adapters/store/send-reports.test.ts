import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stores } from '../../../adapters/store/stores.js';
import type { SendClaim, SendReport, SettledByHand, Settlement } from '../../../domain/sends/send-row.js';
import { aClaim } from '../../domain/support/sends.js';
import { hour, newTenant, noon } from './builders.js';
import { atOnce, twins } from './twins.js';

const accepted: Settlement = { state: 'accepted', providerId: 'SM1', at: noon };
const inDoubt: Settlement = { state: 'in_doubt', code: 'timed_out', at: noon };
const delivered: SendReport = { kind: 'delivered', providerId: 'SM1', at: noon + 2 };
const failed: SendReport = { kind: 'failed', providerId: 'SM1', at: noon + 3, code: 'unreachable_number' };
const word: SettledByHand = { verdict: 'arrived', actor: 's-104', reason: 'She called.', at: noon + hour };

describe.each(twins)('what the send ledger in $name hears after the hand-over', ({ open }) => {
  let stores: Stores;
  beforeAll(async () => {
    stores = await open();
  });
  afterAll(() => stores.close());

  const claimed = async (overrides: Partial<SendClaim> = {}, settlement?: Settlement): Promise<SendClaim> => {
    const key = `${newTenant()}/case-1/1/apology/1/sms`;
    const claim = aClaim({ key, claimedAt: noon, deadlineAt: noon + hour, ...overrides });
    await stores.sends.claim(claim);
    if (settlement !== undefined) await stores.sends.settle(claim.key, 1, settlement);
    return claim;
  };

  it('a row is found by its key and by its mark, and nothing by another, or by the mark that tombstones have', async () => {
    const claim = await claimed();
    const row = { ...claim, state: 'claimed', generation: 1 };
    expect(await stores.sends.get(claim.key)).toStrictEqual(row);
    expect(await stores.sends.marked(claim.mark)).toStrictEqual(row);
    const stone = await stores.sends.withdraw(`${newTenant()}/case-1/1/apology/1/sms`, 1, noon);
    expect(stone.mark).toBe('');
    for (const mark of ['', 'nobody']) {
      expect(await stores.sends.marked(mark)).toBeUndefined();
      expect(await stores.sends.report(mark, delivered)).toBeUndefined();
    }
    expect(await stores.sends.get('acme/nothing/1/apology/1/sms')).toBeUndefined();
  });

  it('a report moves its row forward and says how it stood before and after', async () => {
    const claim = await claimed({ receiptWithin: hour }, accepted);
    const before = { ...claim, state: 'accepted', generation: 1, providerId: 'SM1', settledAt: noon };
    const { state: _s, ...rest } = before;
    const after = { ...rest, state: 'delivered', reportedAt: noon + 2 };
    const changed = await stores.sends.report(claim.mark, delivered);
    expect(changed).toStrictEqual({ before: { ...before, receiptDueAt: noon + hour }, after });
    expect(await stores.sends.get(claim.key)).toStrictEqual(after);
  });

  it('a report that says nothing new leaves the row as it is, and says so', async () => {
    const claim = await claimed({}, accepted);
    await stores.sends.report(claim.mark, failed);
    const row = await stores.sends.get(claim.key);
    expect(row).toMatchObject({ state: 'failed', code: 'unreachable_number' });
    for (const report of [failed, delivered]) {
      expect(await stores.sends.report(claim.mark, report)).toStrictEqual({ before: row, after: row });
    }
    expect(await stores.sends.get(claim.key)).toStrictEqual(row);
  });

  it('of fifty copies of a report one changes the row', async () => {
    const claim = await claimed({}, accepted);
    const changes = await atOnce(50, () => stores.sends.report(claim.mark, delivered));
    expect(changes.filter((change) => change?.before.state === 'accepted')).toHaveLength(1);
    expect(changes.filter((change) => change?.before.state === 'delivered')).toHaveLength(49);
  });

  it('fifty different reports at once leave the furthest state and the earliest time', async () => {
    const claim = await claimed();
    await atOnce(50, (index) => {
      const told = { providerId: 'SM1', at: noon + 50 - index };
      const code = 'not_delivered';
      return stores.sends.report(
        claim.mark,
        index % 2 ? { kind: 'taken', ...told } : { kind: 'failed', ...told, code },
      );
    });
    const times = { settledAt: noon + 1, reportedAt: noon + 2 };
    expect(await stores.sends.get(claim.key)).toMatchObject({ state: 'failed', ...times });
  });

  it('a report that overtakes the word of the sender makes that word void', async () => {
    const claim = await claimed();
    await stores.sends.report(claim.mark, failed);
    expect(await stores.sends.settle(claim.key, 1, accepted)).toBe(false);
    expect(await stores.sends.get(claim.key)).toMatchObject({ state: 'failed' });
  });

  it('a receipt that is overdue is noted by one of fifty, and none before it is due', async () => {
    const claim = await claimed({ receiptWithin: hour }, accepted);
    expect(await stores.sends.unreceived(claim.key, noon + hour - 1)).toBeUndefined();
    const notes = await atOnce(50, () => stores.sends.unreceived(claim.key, noon + hour));
    expect(notes.filter((row) => row !== undefined)).toHaveLength(1);
    const row = await stores.sends.get(claim.key);
    expect(row).toMatchObject({ state: 'accepted', noReceiptAt: noon + hour });
    expect(row).not.toHaveProperty('receiptDueAt');
    expect(await stores.sends.unreceived('acme/nothing/1/apology/1/sms', noon)).toBeUndefined();
  });

  it('the word of one of fifty people ends a doubt', async () => {
    const claim = await claimed({}, inDoubt);
    const rows = await atOnce(50, (index) => {
      return stores.sends.settleByHand(claim.key, 1, { ...word, actor: `s-${index}` });
    });
    const [first, ...others] = rows.filter((row) => row !== undefined);
    expect(others).toEqual([]);
    expect(first).toMatchObject({ state: 'accepted', settledByHand: { verdict: 'arrived', reason: 'She called.' } });
    expect(await stores.sends.get(claim.key)).toStrictEqual(first);
  });

  it('a person may free a message in doubt for one more claim, and no other message', async () => {
    const claim = await claimed({}, inDoubt);
    expect(await stores.sends.claim(claim)).toMatchObject({ kind: 'found' });
    const freed = await stores.sends.settleByHand(claim.key, 1, { ...word, verdict: 'resend' });
    expect(freed).toMatchObject({ state: 'rejected', code: 'not_arrived', permanent: false });
    expect(await stores.sends.claim(claim)).toEqual({ kind: 'claimed', generation: 2 });
    expect(await stores.sends.settleByHand(claim.key, 2, word)).toBeUndefined();
    expect(await stores.sends.settleByHand('acme/nothing/1/apology/1/sms', 1, word)).toBeUndefined();
  });

  it('a late word about the first copy leaves the second in doubt', async () => {
    const claim = await claimed({}, inDoubt);
    await stores.sends.settleByHand(claim.key, 1, { ...word, verdict: 'resend' });
    await stores.sends.claim(claim);
    await stores.sends.settle(claim.key, 2, inDoubt);
    expect(await stores.sends.settleByHand(claim.key, 1, { ...word, verdict: 'resend' })).toBeUndefined();
    expect(await stores.sends.get(claim.key)).toMatchObject({ state: 'in_doubt', generation: 2 });
    expect(await stores.sends.settleByHand(claim.key, 2, word)).toMatchObject({ state: 'accepted' });
  });
});

describe.each(twins)('the lists of the send ledger in $name', ({ open }) => {
  let stores: Stores;
  beforeAll(async () => {
    stores = await open();
  });
  afterAll(() => stores.close());

  const put = async (key: string, claim: Partial<SendClaim>, settlement?: Settlement): Promise<void> => {
    await stores.sends.claim(aClaim({ key, ...claim }));
    if (settlement !== undefined) await stores.sends.settle(key, 1, settlement);
  };
  const slot = '1/apology/1/sms';

  it('of one state shows the last claimed first, page by page, and none of another tenant or state', async () => {
    const tenant = newTenant();
    const times = [3, 1, 2, 2, 5];
    for (const [index, at] of times.entries()) {
      await put(`${tenant}/case-${index}/${slot}`, { claimedAt: noon + at }, inDoubt);
    }
    await put(`${tenant}/case-9/${slot}`, { claimedAt: noon }, accepted);
    await put(`${tenant}0/case-9/${slot}`, { claimedAt: noon }, inDoubt);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const asked = { limit: 2, ...(cursor !== undefined && { cursor }) };
      const page = await stores.sends.inState(tenant, 'in_doubt', asked);
      expect(page.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.items.map(({ key }) => key.split('/')[1] ?? ''));
      cursor = page.next;
    } while (cursor !== undefined);
    expect(seen).toEqual(['case-4', 'case-0', 'case-3', 'case-2', 'case-1']);
    await expect(stores.sends.inState(tenant, 'in_doubt', { limit: 2, cursor: 'forged' })).rejects.toMatchObject({
      name: 'BadCursor',
    });
  });

  it('of abandoned claims shows those whose deadline lies before, the oldest first, and nothing that is settled', async () => {
    const tenant = newTenant();
    const early = Date.UTC(2001, 0, 1);
    await put(`${tenant}/case-1/${slot}`, { deadlineAt: early + 2 });
    await put(`${tenant}/case-2/${slot}`, { deadlineAt: early + 1 });
    await put(`${tenant}/case-3/${slot}`, { deadlineAt: early }, accepted);
    await put(`${tenant}/case-4/${slot}`, { deadlineAt: early + 3 });
    const found = await stores.sends.abandonedBefore(early + 3);
    expect(found.map(({ key }) => key.split('/')[1])).toEqual(['case-2', 'case-1']);
  });

  it('of doubts shows those whose deadline lies in the span, the oldest first, and nothing that is settled', async () => {
    const tenant = newTenant();
    const early = Date.UTC(2001, 0, 1);
    for (const [index, at] of [3, 1, 0, 4].entries()) {
      await put(`${tenant}/case-${index}/${slot}`, { deadlineAt: early + at }, inDoubt);
    }
    await put(`${tenant}/case-8/${slot}`, { deadlineAt: early + 2 }, accepted);
    await put(`${tenant}/case-9/${slot}`, { deadlineAt: early + 2 });
    const found = await stores.sends.inDoubtBetween(early + 1, early + 4);
    expect(found.map(({ key }) => key.split('/')[1])).toEqual(['case-1', 'case-0']);
  });

  it('of receipts that are due shows the oldest first, and none that has come, was noted or is not due yet', async () => {
    const tenant = newTenant();
    const early = Date.UTC(2001, 0, 1);
    const taken: Settlement = { state: 'accepted', providerId: 'SM1', at: early };
    for (const [name, receiptWithin] of [
      ['a', 2],
      ['b', 1],
      ['c', 3],
      ['d', 1],
      ['e', 1],
    ] as const) {
      await put(`${tenant}/case-${name}/${slot}`, { receiptWithin }, taken);
    }
    await put(`${tenant}/case-f/${slot}`, {}, taken);
    const { mark } = aClaim({ key: `${tenant}/case-d/${slot}` });
    await stores.sends.report(mark, { kind: 'delivered', providerId: 'SM1', at: early });
    await stores.sends.unreceived(`${tenant}/case-e/${slot}`, early + 1);
    const found = await stores.sends.receiptsDue(early + 2);
    expect(found.map(({ key }) => key.split('/')[1])).toEqual(['case-b', 'case-a']);
  });

  it('of what a provider took since an instant shows one channel, the earliest deadlines first, and no word of a person', async () => {
    const tenant = newTenant();
    // Later than anything else in these tests: the list is of all tenants.
    const late = Date.UTC(2101, 0, 1);
    const at = (offset: number) => ({ claimedAt: late + offset, deadlineAt: late + offset + hour });
    await put(`${tenant}/case-1/${slot}`, at(2), accepted);
    await put(`${tenant}/case-2/${slot}`, at(1), accepted);
    await put(`${tenant}/case-3/${slot}`, at(-1), accepted);
    await put(`${tenant}/case-4/1/apology/1/email`, at(3), accepted);
    await put(`${tenant}/case-5/${slot}`, at(4), inDoubt);
    await put(`${tenant}/case-6/${slot}`, at(5));
    await put(`${tenant}/case-7/${slot}`, at(6), inDoubt);
    await stores.sends.settleByHand(`${tenant}/case-7/${slot}`, 1, word);
    await put(`${tenant}/case-8/${slot}`, at(7), accepted);
    const { mark } = aClaim({ key: `${tenant}/case-8/${slot}` });
    await stores.sends.report(mark, { kind: 'delivered', providerId: 'p', at: late + 8 });
    const found = await stores.sends.takenSince('sms', late);
    expect(found.map(({ key }) => key.split('/')[1])).toEqual(['case-2', 'case-1', 'case-8']);
    expect(found.map(({ reportedAt }) => reportedAt)).toEqual([undefined, undefined, late + 8]);
    expect(await stores.sends.takenSince('sms', late + 9)).toEqual([]);
  });
});
