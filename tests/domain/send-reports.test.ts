import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { handSettled, reported, unreceived } from '../../domain/sends/reports.js';
import type { SendReport, SendRow, SendState } from '../../domain/sends/send-row.js';
import { MINUTE, T0 } from './support/builders.js';
import { aClaim, aRow } from './support/sends.js';

const at = T0 + MINUTE;
const taken: SendReport = { kind: 'taken', providerId: 'SM1', at };
const delivered: SendReport = { kind: 'delivered', providerId: 'SM1', at: at + 1 };
const failed: SendReport = { kind: 'failed', providerId: 'SM1', at: at + 2, code: 'unreachable_number' };

describe('a report of a provider', () => {
  it.each<{ from: SendState; to: readonly (SendState | undefined)[] }>([
    { from: 'claimed', to: ['accepted', 'delivered', 'failed'] },
    { from: 'in_doubt', to: ['accepted', 'delivered', 'failed'] },
    { from: 'rejected', to: ['accepted', 'delivered', 'failed'] },
    { from: 'withdrawn', to: ['accepted', 'delivered', 'failed'] },
    { from: 'accepted', to: [undefined, 'delivered', 'failed'] },
    { from: 'delivered', to: [undefined, undefined, 'failed'] },
    { from: 'failed', to: [undefined, undefined, undefined] },
  ])('that it was taken, delivered or failed moves a row that is $from forward to $to', ({ from, to }) => {
    const row = aRow(from, { settledAt: T0, reportedAt: T0 });
    expect([taken, delivered, failed].map((report) => reported(row, row.mark, report)?.state)).toEqual(to);
  });

  it('replaces what was held of the message before, and says why it failed', () => {
    const row = aRow('in_doubt', { code: 'timed_out', settledAt: T0, locale: 'pt', receiptWithin: MINUTE });
    const { code: _c, ...rest } = row;
    const told = { providerId: 'SM1', reportedAt: at };
    const accepted = { ...rest, ...told, state: 'accepted', settledAt: at, receiptDueAt: at + MINUTE };
    expect(reported(row, row.mark, taken)).toStrictEqual(accepted);
    expect(reported(aRow('accepted', { settledAt: T0, receiptDueAt: at }), row.mark, failed)).toMatchObject({
      code: 'unreachable_number',
      settledAt: T0,
    });
  });

  it('ends the wait for a receipt, unless it says only that the message was taken', () => {
    const row = aRow('accepted', { settledAt: T0, receiptWithin: MINUTE, receiptDueAt: T0 + MINUTE });
    expect(reported(row, row.mark, delivered)).not.toHaveProperty('receiptDueAt');
    expect(reported(row, row.mark, failed)).not.toHaveProperty('receiptDueAt');
    expect(reported(row, row.mark, taken)).toMatchObject({ state: 'accepted', receiptDueAt: T0 + MINUTE });
  });

  it('that it was taken, as its sender has said, is noted once: the provider does report', () => {
    const row = aRow('accepted', { settledAt: T0, providerId: 'SM1' });
    const named = reported(row, row.mark, taken);
    expect(named).toStrictEqual({ ...row, reportedAt: at });
    expect(named && reported(named, named.mark, taken)).toBeUndefined();
  });

  it('of a copy that failed says nothing of the one that went to the corrected address', () => {
    const { mark } = aRow('failed');
    const earlier = [{ mark, generation: 1, addressHash: 'f00d' }];
    const row = aRow('accepted', { ...aClaim({ addressHash: 'beef' }), generation: 2, settledAt: at + 10, earlier });
    for (const report of [taken, delivered, failed]) expect(reported(row, mark, report)).toBeUndefined();
    // However late its own clock says that it was: no clocks are compared.
    expect(reported(row, row.mark, { ...failed, at: at - 999 })).toMatchObject({ state: 'failed' });
  });
});

const fromSms = (fromAt: fc.Arbitrary<number>): fc.Arbitrary<SendReport> => {
  const providerId = fc.constantFrom('SM1', 'SM2');
  const code = fc.constantFrom('unreachable_number', 'blocked', 'not_delivered');
  return fc.oneof(
    fc.record({ kind: fc.constantFrom('taken', 'delivered'), providerId, at: fromAt }),
    fc.record({ kind: fc.constant('failed'), providerId, at: fromAt, code }),
  );
};
const before: fc.Arbitrary<SendRow> = fc
  .record({
    state: fc.constantFrom('claimed', 'accepted', 'in_doubt', 'rejected', 'withdrawn', 'skipped'),
    settledAt: fc.integer({ min: T0, max: T0 + 9 }),
    receiptWithin: fc.option(fc.constant(MINUTE), { nil: undefined }),
    late: fc.boolean(),
  })
  .map(({ state, settledAt, receiptWithin, late }) =>
    aRow(state, {
      ...(state !== 'claimed' && { settledAt }),
      ...(receiptWithin !== undefined && { receiptWithin }),
      ...(late && { noReceiptAt: T0 + 5 }),
    }),
  );
/** Reports of one message, and two orders in which they come in, each report once to ten times. */
const story = fc
  .array(fromSms(fc.integer({ min: T0, max: T0 + 9 })), { minLength: 1, maxLength: 5 })
  .chain((reports) => {
    const order = fc
      .array(fc.integer({ min: 1, max: 10 }), { minLength: reports.length, maxLength: reports.length })
      .map((times) => reports.flatMap((report, index) => Array<SendReport>(times[index] ?? 1).fill(report)))
      .chain((all) => fc.shuffledSubarray(all, { minLength: all.length }));
    return fc.tuple(order, order);
  });

type Rule = (row: SendRow, report: SendReport) => SendRow | undefined;
const after = (rule: Rule, row: SendRow, reports: readonly SendReport[]): SendRow =>
  reports.reduce((last, report) => rule(last, report) ?? last, row);
const sameEnd = (rule: Rule) =>
  fc.property(before, story, (row, [one, other]) => {
    expect(after(rule, row, one)).toStrictEqual(after(rule, row, other));
  });

describe('all reports of a message, each up to ten times and shuffled', () => {
  it('end in the identical row', () => {
    fc.assert(
      sameEnd((row, report) => reported(row, row.mark, report)),
      { numRuns: 2_000 },
    );
  });

  it('the control: where the last report wins, they do not', () => {
    const lastWins: Rule = (row, report) => reported({ ...row, state: 'claimed' }, row.mark, report);
    expect(fc.check(sameEnd(lastWins), { numRuns: 2_000 }).failed).toBe(true);
  });

  it('the control: where of two that say the same the first to come stays, they do not', () => {
    const firstStays: Rule = (row, report) => {
      const next = reported(row, row.mark, report);
      return next?.state === row.state ? undefined : next;
    };
    expect(fc.check(sameEnd(firstStays), { numRuns: 2_000 }).failed).toBe(true);
  });
});

describe('a receipt', () => {
  const row = aRow('accepted', { settledAt: T0, receiptWithin: MINUTE, receiptDueAt: T0 + MINUTE });
  const { receiptDueAt: _d, ...rest } = row;

  it('that has not come when it is due is noted once', () => {
    expect(unreceived(row, T0 + MINUTE - 1)).toBeUndefined();
    expect(unreceived(row, T0 + MINUTE)).toStrictEqual({ ...rest, noReceiptAt: T0 + MINUTE });
    expect(unreceived({ ...rest, noReceiptAt: T0 + MINUTE }, T0 + 2 * MINUTE)).toBeUndefined();
  });

  it('that nobody awaits is never missed, nor one of a message that was not taken', () => {
    expect(unreceived(aRow('accepted', { settledAt: T0 }), T0 + MINUTE)).toBeUndefined();
    expect(unreceived({ ...row, state: 'delivered' }, T0 + MINUTE)).toBeUndefined();
  });

  it('that comes too late is kept beside the note that it was missing', () => {
    const late = reported({ ...rest, noReceiptAt: T0 + MINUTE }, row.mark, { ...delivered, at: T0 + 2 * MINUTE });
    expect(late).toMatchObject({ state: 'delivered', noReceiptAt: T0 + MINUTE, reportedAt: T0 + 2 * MINUTE });
  });
});

describe("a person's word about a message in doubt", () => {
  const word = { actor: 's-104', reason: 'She called.', at: T0 + MINUTE };
  const doubted = aRow('in_doubt', { code: 'timed_out', settledAt: T0, receiptWithin: MINUTE });

  it('that it arrived ends the doubt, and awaits no receipt', () => {
    const { code: _c, ...rest } = doubted;
    const settledByHand = { ...word, verdict: 'arrived' } as const;
    const expected = { ...rest, state: 'accepted', settledAt: word.at, settledByHand };
    expect(handSettled(doubted, 1, settledByHand)).toStrictEqual(expected);
  });

  it('that it may be sent again frees it for a claim', () => {
    const settledByHand = { ...word, verdict: 'resend' } as const;
    const expected = { state: 'rejected', code: 'not_arrived', permanent: false, settledByHand };
    expect(handSettled(doubted, 1, settledByHand)).toMatchObject(expected);
  });

  it('about one copy says nothing of the next, or of the one before', () => {
    const second = { ...doubted, generation: 2 };
    expect(handSettled(second, 1, { ...word, verdict: 'resend' })).toBeUndefined();
    expect(handSettled(second, 3, { ...word, verdict: 'arrived' })).toBeUndefined();
    expect(handSettled(second, 2, { ...word, verdict: 'arrived' })).toMatchObject({ state: 'accepted' });
  });

  it.each(['claimed', 'accepted', 'rejected', 'skipped', 'withdrawn', 'delivered', 'failed'] as const)(
    'is void once it is %s',
    (state) => {
      expect(handSettled(aRow(state), 1, { ...word, verdict: 'resend' })).toBeUndefined();
    },
  );
});
