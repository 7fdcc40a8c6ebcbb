import { describe, expect, it } from 'vitest';
import { abandoned, claimed, settled, uncertainSince, withdrawn } from '../../domain/sends/claims.js';
import { NOT_ARRIVED, NOT_PROVED, type SendRow, type SendState, type Settlement } from '../../domain/sends/send-row.js';
import { MINUTE, T0 } from './support/builders.js';
import { aClaim, aRow, KEY } from './support/sends.js';

/** A message as its second request left it, a minute after T0. */
const left = (state: SendState, overrides: Partial<SendRow> = {}): SendRow =>
  aRow(state, { request: 2, settledAt: T0 + MINUTE, ...overrides });
const by = (request: number, addressHash = 'f00d') => aClaim({ request, addressHash, claimedAt: T0 + 2 * MINUTE });

describe('a new claim takes over a row', () => {
  it.each([
    { state: 'withdrawn', request: 3, free: true },
    { state: 'withdrawn', request: 2, free: false },
    { state: 'skipped', request: 3, free: true },
    { state: 'skipped', request: 2, free: false },
    { state: 'rejected', request: 2, free: true },
    { state: 'rejected', request: 1, free: false },
    { state: 'claimed', request: 3, free: false },
    { state: 'accepted', request: 3, free: false },
    { state: 'in_doubt', request: 3, free: false },
    { state: 'delivered', request: 3, free: false },
    { state: 'failed', request: 3, free: false },
  ] as const)('that request 2 left $state, for request $request: $free', ({ state, request, free }) => {
    expect(claimed(left(state), by(request)) !== undefined).toBe(free);
  });

  it('that was rejected for good or failed, for a later request to a corrected address alone', () => {
    for (const row of [left('rejected', { permanent: true }), left('failed')]) {
      expect(claimed(row, by(3))).toBeUndefined();
      expect(claimed(row, by(2, 'beef'))).toBeUndefined();
      expect(claimed(row, by(3, 'beef'))).toMatchObject({ state: 'claimed', addressHash: 'beef', generation: 2 });
    }
  });

  it('that failed, for a later request, to the same address once it was found to be right', () => {
    for (const row of [left('rejected', { permanent: true }), left('failed')]) {
      const reopened = claimed(row, { ...by(3), addressSince: T0 + 1 });
      expect(reopened).toStrictEqual({ ...by(3), state: 'claimed', generation: 2 });
      expect(claimed(row, { ...by(3), addressSince: T0 })).toBeUndefined();
      expect(claimed(row, { ...by(2), addressSince: T0 + 1 })).toBeUndefined();
    }
    expect(claimed(left('accepted'), { ...by(3), addressSince: T0 + 1 })).toBeUndefined();
  });

  it('whose receipt did not come, or is overdue, for a later request to a corrected address alone', () => {
    const due = T0 + 2 * MINUTE;
    for (const row of [left('accepted', { noReceiptAt: due }), left('accepted', { receiptDueAt: due })]) {
      expect(claimed(row, by(3, 'beef'))).toMatchObject({ state: 'claimed', addressHash: 'beef', generation: 2 });
      expect(claimed(row, by(3, 'beef'))).not.toHaveProperty('noReceiptAt');
      expect([claimed(row, by(3)), claimed(row, by(2, 'beef'))]).toEqual([undefined, undefined]);
    }
    for (const row of [left('accepted', { receiptDueAt: due + 1 }), left('delivered', { noReceiptAt: due })]) {
      expect(claimed(row, by(3, 'beef'))).toBeUndefined();
    }
  });

  it('that is in doubt or accepted, not even to a corrected address: the first copy may have arrived', () => {
    for (const state of ['claimed', 'in_doubt', 'accepted', 'delivered'] as const) {
      expect(claimed(left(state), by(3, 'beef'))).toBeUndefined();
    }
  });

  it('with nothing of what came of it before, except where it went while its address was another', () => {
    const row = left('rejected', { permanent: false, code: 'try_later', providerId: 'p', locale: 'pt' });
    expect(claimed(row, by(2))).toStrictEqual({ ...by(2), state: 'claimed', generation: 2 });
    const earlier = [{ mark: by(1).mark, generation: 1, addressHash: 'f00d' }];
    const corrected = claimed(left('failed'), by(3, 'beef'));
    expect(corrected).toStrictEqual({ ...by(3, 'beef'), state: 'claimed', generation: 2, earlier });
    const again = claimed(left('rejected', { ...by(2, 'beef'), permanent: false, earlier }), by(2, 'beef'));
    expect(again).toMatchObject({ earlier });
    const back = claimed(left('failed', { ...by(2, 'beef'), generation: 2, earlier }), by(3));
    expect(back?.earlier).toEqual([...earlier, { mark: by(1, 'beef').mark, generation: 2, addressHash: 'beef' }]);
  });
});

describe('a person’s word about a copy', () => {
  const settledByHand = { verdict: 'resend', actor: 's-104', reason: 'no trace', at: T0 } as const;

  it('outlives the claims that follow it, until there is another one', () => {
    const freed = left('rejected', { permanent: false, settledByHand });
    const second = claimed(freed, by(2));
    expect(second?.wordBefore).toEqual({ ...settledByHand, generation: 1 });
    expect(second).not.toHaveProperty('settledByHand');
    const third = claimed({ ...left('rejected', { permanent: false }), ...second, state: 'rejected' }, by(2));
    expect(third?.wordBefore).toEqual({ ...settledByHand, generation: 1 });
    expect(claimed(left('rejected', { permanent: false }), by(2))).not.toHaveProperty('wordBefore');
  });
});

describe('the word of a sender', () => {
  const at = T0 + 5 * MINUTE;
  const words = {
    accepted: { state: 'accepted', providerId: 'p-1', at },
    rejected: { state: 'rejected', code: 'try_later', permanent: false, at },
    refused: { state: 'rejected', code: 'opted_out', permanent: true, at },
    absent: { state: 'rejected', code: NOT_ARRIVED, permanent: false, at },
    again: { state: 'rejected', code: NOT_PROVED, permanent: false, at },
    in_doubt: { state: 'in_doubt', code: 'timed_out', at },
    skipped: { state: 'skipped', reason: 'answered', at },
  } satisfies Readonly<Record<string, Settlement>>;
  const every = Object.keys(words) as (keyof typeof words)[];

  it.each<{ state: SendState; hears: readonly (keyof typeof words)[]; permanent?: boolean }>([
    { state: 'claimed', hears: every },
    // Nobody waits for its sender any more: what is found out counts, and of the sender's words that it was taken.
    { state: 'in_doubt', hears: ['accepted', 'absent', 'again'] },
    // Judged too early, by the provider's list or a person.
    { state: 'rejected', hears: ['accepted'] },
    { state: 'rejected', permanent: true, hears: [] },
    { state: 'withdrawn', hears: ['accepted'] },
    { state: 'skipped', hears: [] },
    { state: 'accepted', hears: [] },
    { state: 'delivered', hears: [] },
    { state: 'failed', hears: [] },
  ])('about a row that is $state (permanent: $permanent) counts when it is one of $hears', (example) => {
    const { state, hears, permanent = false } = example;
    const row = left(state, { permanent, generation: 3 });
    expect(every.filter((word) => settled(row, 3, words[word]) !== undefined)).toEqual(hears);
    expect(every.filter((word) => settled(row, 2, words[word]) !== undefined)).toEqual([]);
  });

  it('replaces an earlier judgement whole', () => {
    const row = left('in_doubt', { code: 'claim_abandoned' });
    const { code: _c, ...rest } = row;
    const expected = { ...rest, state: 'accepted', providerId: 'p-1', settledAt: at };
    expect(settled(row, 1, words.accepted)).toStrictEqual(expected);
  });

  it('that it was taken begins the time within which a receipt is due, where one is awaited', () => {
    const row = left('claimed', { receiptWithin: MINUTE });
    expect(settled(row, 1, words.accepted)).toMatchObject({ receiptDueAt: at + MINUTE });
    expect(settled(row, 1, words.rejected)).not.toHaveProperty('receiptDueAt');
    expect(settled(left('claimed'), 1, words.accepted)).not.toHaveProperty('receiptDueAt');
  });
});

describe('a request is withdrawn without a trace', () => {
  it.each([
    { state: 'rejected', request: 2, free: true },
    { state: 'withdrawn', request: 3, free: true },
    { state: 'withdrawn', request: 2, free: false },
    { state: 'skipped', request: 3, free: true },
    { state: 'skipped', request: 2, free: false },
    { state: 'claimed', request: 2, free: false },
    { state: 'accepted', request: 2, free: false },
    { state: 'in_doubt', request: 2, free: false },
    { state: 'delivered', request: 3, free: false },
    { state: 'failed', request: 3, free: false },
  ] as const)('request $request from a row that request 2 left $state: $free', ({ state, request, free }) => {
    expect(withdrawn(left(state), { key: KEY, request, at: T0 }) !== undefined).toBe(free);
  });

  it('that nobody had claimed, as a tombstone without a mark', () => {
    const stone = { key: KEY, state: 'withdrawn', mark: '', request: 2, generation: 0, addressHash: '' };
    const times = { claimedAt: T0, deadlineAt: T0, settledAt: T0 };
    expect(withdrawn(undefined, { key: KEY, request: 2, at: T0 })).toStrictEqual({ ...stone, ...times });
  });
});

describe('a claim is abandoned', () => {
  it('at its deadline, and not a millisecond before', () => {
    expect(abandoned(left('claimed'), T0 + MINUTE)).toBe(true);
    expect(abandoned(left('claimed'), T0 + MINUTE - 1)).toBe(false);
  });

  it.each(['accepted', 'rejected', 'in_doubt', 'skipped', 'withdrawn', 'delivered', 'failed'] as const)(
    'never once it is %s',
    (state) => {
      expect(abandoned(left(state), T0 + MINUTE)).toBe(false);
    },
  );
});

describe('nobody knows what became of a message', () => {
  it('since its sender said so, or since its deadline passed without a word', () => {
    expect(uncertainSince(left('in_doubt', { settledAt: T0 + 1 }), T0)).toBe(T0 + 1);
    expect(uncertainSince(left('claimed'), T0 + 2 * MINUTE)).toBe(T0 + MINUTE);
  });

  it('not while its sender may be at it, nor once somebody knows', () => {
    expect(uncertainSince(left('claimed'), T0 + MINUTE - 1)).toBeUndefined();
    expect(uncertainSince(left('accepted'), T0 + 2 * MINUTE)).toBeUndefined();
  });
});
