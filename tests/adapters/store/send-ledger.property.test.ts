import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stores } from '../../../adapters/store/stores.js';
import { claimed, settled, withdrawn } from '../../../domain/sends/claims.js';
import { copyMarked } from '../../../domain/sends/copies.js';
import { handSettled, reported, unreceived } from '../../../domain/sends/reports.js';
import type { SendClaim, SendReport, SendRow, SettledByHand, Settlement } from '../../../domain/sends/send-row.js';
import type { SendLedger } from '../../../ports/send-ledger.js';
import { marks } from '../../support/marks.js';
import { hour, newTenant, noon } from './builders.js';
import { twins } from './twins.js';

type Asked =
  | { readonly kind: 'claim'; readonly wish: Omit<SendClaim, 'key' | 'mark'> }
  | { readonly kind: 'settle'; readonly generation: number; readonly settlement: Settlement }
  | { readonly kind: 'withdraw'; readonly request: number; readonly at: number }
  | { readonly kind: 'report'; readonly addressHash: string; readonly report: SendReport }
  | { readonly kind: 'hand'; readonly generation: number; readonly word: SettledByHand }
  | { readonly kind: 'unreceived'; readonly at: number };
interface Step {
  readonly slot: string;
  readonly asked: Asked;
}

// Drawn so that stories get on: mostly one message, low requests, and settlements that mostly name a live claim.
const email = '1/apology/1/email';
const slot = fc.constantFrom(email, email, email, '1/apology/1/sms');
const request = fc.constantFrom(1, 1, 1, 2, 2, 3, 4);
const at = fc.integer({ min: noon, max: noon + hour });
const providerId = fc.constantFrom('SM1', 'SM2');
const settlement: fc.Arbitrary<Settlement> = fc.oneof(
  fc.record({ state: fc.constant('accepted'), providerId, at }),
  // Most are passed over for now: the states that end a message would leave little to try.
  { weight: 4, arbitrary: fc.record({ state: fc.constant('skipped'), reason: fc.constant('outside_hours'), at }) },
  {
    weight: 6,
    arbitrary: fc.record({
      state: fc.constant('rejected'),
      code: fc.constant('try_later'),
      permanent: fc.constantFrom(false, false, false, true),
      at,
    }),
  },
  { weight: 4, arbitrary: fc.record({ state: fc.constant('in_doubt'), code: fc.constant('timed_out'), at }) },
);
const addressHash = fc.constantFrom('a1', 'a1', 'a1', 'b2');
const wish = fc.record(
  {
    request,
    claimedAt: at,
    deadlineAt: at,
    addressHash,
    promiseDueAt: at,
    receiptWithin: fc.constant(1),
  },
  { requiredKeys: ['request', 'claimedAt', 'deadlineAt', 'addressHash'] },
);
const report: fc.Arbitrary<SendReport> = fc.oneof(
  fc.record({ kind: fc.constantFrom('taken', 'delivered'), providerId, at }),
  fc.record({ kind: fc.constant('failed'), providerId, at, code: fc.constantFrom('blocked', 'complained') }),
);
const word = fc.record(
  {
    verdict: fc.constantFrom('arrived', 'resend'),
    actor: fc.constant('s-104'),
    reason: fc.constant('She called.'),
    at,
  },
  // It is kept as it is given: from a database it comes as a plain object.
  { noNullPrototype: true },
);
const generation = fc.constantFrom(1, 1, 1, 2, 2, 3, 4, 0);
const asked: fc.Arbitrary<Asked> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('claim'), wish }) },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('settle'), generation, settlement }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('withdraw'), request, at }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('report'), addressHash, report }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('hand'), generation, word }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('unreceived'), at }) },
);
const step: fc.Arbitrary<Step> = fc.record({ slot, asked });

const claimOf = (key: string, wish: Omit<SendClaim, 'key' | 'mark'>): SendClaim => ({
  key,
  mark: marks.markOf(key, wish.addressHash),
  ...wish,
});

function take(ledger: SendLedger, key: string, asked: Asked): Promise<unknown> {
  switch (asked.kind) {
    case 'claim':
      return ledger.claim(claimOf(key, asked.wish));
    case 'settle':
      return ledger.settle(key, asked.generation, asked.settlement);
    case 'withdraw':
      return ledger.withdraw(key, asked.request, asked.at);
    case 'report':
      return ledger.report(marks.markOf(key, asked.addressHash), asked.report);
    case 'hand':
      return ledger.settleByHand(key, asked.generation, asked.word);
    case 'unreceived':
      return ledger.unreceived(key, asked.at);
  }
}

/** What the rules of the domain say about a step; undefined where they leave the row as it is. */
function rowAfter(row: SendRow | undefined, key: string, asked: Asked): SendRow | undefined {
  if (asked.kind === 'claim') return claimed(row, claimOf(key, asked.wish));
  if (asked.kind === 'withdraw') return withdrawn(row, { key, request: asked.request, at: asked.at });
  if (row === undefined) return undefined;
  switch (asked.kind) {
    case 'settle':
      return settled(row, asked.generation, asked.settlement);
    case 'report':
      return reported(row, marks.markOf(key, asked.addressHash), asked.report);
    case 'hand':
      return handSettled(row, asked.generation, asked.word);
    case 'unreceived':
      return unreceived(row, asked.at);
  }
}

function answerOf(before: SendRow | undefined, after: SendRow | undefined, asked: Asked): unknown {
  switch (asked.kind) {
    case 'claim':
      if (after !== undefined) return { kind: 'claimed', generation: after.generation };
      return { kind: 'found', row: before };
    case 'settle':
      return after !== undefined;
    case 'withdraw':
      return after ?? before;
    case 'report':
      // The ledger finds a row by its marks alone, and what was never claimed there has none.
      return before && copyMarked(before, marks.markOf(before.key, asked.addressHash))
        ? { before, after: after ?? before }
        : undefined;
    case 'hand':
    case 'unreceived':
      return after;
  }
}

describe('the send ledger under random claims, words of senders, providers and people, and withdrawals', () => {
  let ledgers: readonly { readonly name: string; readonly stores: Stores }[];
  beforeAll(async () => {
    ledgers = await Promise.all(twins.map(async ({ name, open }) => ({ name, stores: await open() })));
  });
  afterAll(() => Promise.all(ledgers.map(({ stores }) => stores.close())));

  it('answers in MongoDB and in memory as the rules of the domain say, and keeps the rows that they say', async () => {
    const reached = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 24, maxLength: 30 }), async (steps) => {
        const tenant = newTenant();
        const rows = new Map<string, SendRow>();
        for (const { slot, asked } of steps) {
          const key = `${tenant}/case-1/${slot}`;
          const before = rows.get(key);
          const after = rowAfter(before, key, asked);
          if (after !== undefined) rows.set(key, after);
          if (after !== undefined) reached.add(`${before?.state ?? 'none'} → ${after.state} by ${asked.kind}`);
          const expected = answerOf(before, after, asked);
          for (const { stores } of ledgers) expect(await take(stores.sends, key, asked)).toStrictEqual(expected);
        }
        const kept = [...rows.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
        for (const { stores } of ledgers) expect(await stores.sends.ofCase(tenant, 'case-1')).toStrictEqual(kept);
      }),
      { numRuns: 120, examples: [[walk]] },
    );
    // What no run reaches is not tested.
    expect([...reached].sort()).toEqual(expect.arrayContaining(ways));
  }, 60_000);
});

/** One life of a message with the ways that chance seldom takes. */
const walk: Step[] = (
  [
    claimBy(1, 'a1'),
    { kind: 'settle', generation: 1, settlement: { state: 'skipped', reason: 'outside_hours', at: noon } },
    { kind: 'withdraw', request: 2, at: noon },
    claimBy(3, 'a1'),
    { kind: 'settle', generation: 2, settlement: { state: 'in_doubt', code: 'timed_out', at: noon } },
    { kind: 'hand', generation: 2, word: { verdict: 'resend', actor: 's-104', reason: 'She called.', at: noon } },
    claimBy(3, 'a1'),
    { kind: 'settle', generation: 3, settlement: { state: 'in_doubt', code: 'timed_out', at: noon } },
    { kind: 'hand', generation: 3, word: { verdict: 'arrived', actor: 's-104', reason: 'She called.', at: noon } },
    { kind: 'report', addressHash: 'a1', report: { kind: 'delivered', providerId: 'SM1', at: noon } },
    { kind: 'report', addressHash: 'a1', report: { kind: 'failed', providerId: 'SM1', at: noon, code: 'blocked' } },
    claimBy(4, 'b2'),
    { kind: 'settle', generation: 4, settlement: { state: 'rejected', code: 'try_later', permanent: false, at: noon } },
    { kind: 'report', addressHash: 'a1', report: { kind: 'delivered', providerId: 'SM1', at: noon } },
    { kind: 'report', addressHash: 'b2', report: { kind: 'taken', providerId: 'SM2', at: noon } },
    { kind: 'unreceived', at: noon + 1 },
  ] satisfies Asked[]
).map((asked) => ({ slot: email, asked }));

function claimBy(request: number, addressHash: string): Asked {
  return { kind: 'claim', wish: { request, claimedAt: noon, deadlineAt: noon + hour, addressHash, receiptWithin: 1 } };
}

const ways = [
  'accepted → accepted by unreceived',
  'accepted → delivered by report',
  'accepted → failed by report',
  'claimed → accepted by report',
  'claimed → accepted by settle',
  'claimed → in_doubt by settle',
  'claimed → rejected by settle',
  'claimed → skipped by settle',
  'delivered → failed by report',
  'failed → claimed by claim',
  'in_doubt → accepted by hand',
  'in_doubt → rejected by hand',
  'none → claimed by claim',
  'none → withdrawn by withdraw',
  'rejected → accepted by report',
  'rejected → claimed by claim',
  'rejected → withdrawn by withdraw',
  'skipped → claimed by claim',
  'skipped → withdrawn by withdraw',
  'withdrawn → claimed by claim',
  'withdrawn → withdrawn by withdraw',
];
