import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claimed, settled, withdrawn } from '../../domain/sends/claims.js';
import { handSettled, reported, unreceived } from '../../domain/sends/reports.js';
import type { HandVerdict, SendReport, SendRow, SendState, Settlement } from '../../domain/sends/send-row.js';
import { MINUTE, T0 } from './support/builders.js';
import { aClaim, KEY } from './support/sends.js';

/** The rules of the ledger; controls replace one of them. */
const rules = { claimed, settled, withdrawn, reported, unreceived, handSettled };
type Rules = typeof rules;

type Step =
  | { readonly kind: 'claim'; readonly request: number; readonly addressHash: string }
  | {
      readonly kind: 'settle';
      readonly behind: number;
      readonly word: Settlement['state'];
      readonly permanent: boolean;
    }
  | { readonly kind: 'withdraw'; readonly request: number }
  | { readonly kind: 'report'; readonly says: SendReport['kind']; readonly ofEarlier: boolean }
  | { readonly kind: 'hand'; readonly behind: number; readonly verdict: HandVerdict }
  | { readonly kind: 'receipt_missing' }
  | { readonly kind: 'wait'; readonly ms: number };

const request = fc.constantFrom(1, 1, 2, 2, 3, 4);
// Most words are about the latest claim: else little would ever be settled.
const behind = fc.constantFrom(0, 0, 0, 0, 1, 2);
const word = fc.constantFrom('accepted', 'rejected', 'rejected', 'rejected', 'in_doubt', 'in_doubt', 'skipped');
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('claim'), request, addressHash: fc.constantFrom('f00d', 'f00d', 'beef') }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('settle'), behind, word, permanent: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('withdraw'), request }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('report'),
      says: fc.constantFrom('taken', 'delivered', 'failed', 'failed'),
      ofEarlier: fc.constantFrom(false, false, true),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('hand'), behind, verdict: fc.constantFrom('arrived', 'resend') }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('receipt_missing') }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('wait'), ms: fc.integer({ min: 1, max: 2 * MINUTE }) }) },
);

function settlementOf({ word, permanent }: Extract<Step, { kind: 'settle' }>, at: number): Settlement {
  switch (word) {
    case 'accepted':
      return { state: word, providerId: 'p', at };
    case 'rejected':
      return { state: word, code: 'no', permanent, at };
    case 'in_doubt':
      return { state: word, code: 'timed_out', at };
    case 'skipped':
      return { state: word, reason: 'answered', at };
  }
}

function reportOf({ says: kind }: Extract<Step, { kind: 'report' }>, at: number): SendReport {
  const told = { providerId: 'p', at };
  return kind === 'failed' ? { kind, ...told, code: 'not_delivered' } : { kind, ...told };
}

/** The mark that a report names: of the copy of today, or of the first one that went elsewhere. */
function markOf({ mark, earlier = [] }: SendRow, { ofEarlier }: Extract<Step, { kind: 'report' }>): string {
  return ofEarlier ? (earlier[0]?.mark ?? mark) : mark;
}

function after(by: Rules, row: SendRow | undefined, [asked, now]: readonly [Step, number]): SendRow | undefined {
  if (asked.kind === 'claim') {
    const { request, addressHash } = asked;
    const times = { claimedAt: now, deadlineAt: now + MINUTE };
    return by.claimed(row, aClaim({ request, addressHash, ...times, receiptWithin: MINUTE }));
  }
  if (asked.kind === 'withdraw') return by.withdrawn(row, { key: KEY, request: asked.request, at: now });
  if (row === undefined) return undefined;
  switch (asked.kind) {
    case 'settle':
      return by.settled(row, row.generation - asked.behind, settlementOf(asked, now));
    case 'report':
      return by.reported(row, markOf(row, asked), reportOf(asked, now));
    case 'hand':
      return by.handSettled(row, row.generation - asked.behind, {
        verdict: asked.verdict,
        actor: 's-104',
        reason: 'She called.',
        at: now,
      });
    case 'receipt_missing':
      return by.unreceived(row, now);
    case 'wait':
      return undefined;
  }
}

const rank: Readonly<Partial<Record<SendState, number>>> = { accepted: 1, delivered: 2, failed: 3 };
const mayBeThere: readonly SendState[] = ['accepted', 'delivered', 'in_doubt'];

/** One step in the life of a row. */
interface Change {
  readonly before: SendRow | undefined;
  readonly next: SendRow;
  /** Somebody may have the message, and nobody has said that it did not arrive. */
  readonly away: boolean;
}

/** Has its case heard that the copy of before did not arrive, so that the corrected address may have one? */
function hasNotArrived(before: SendRow | undefined, { claimedAt }: SendRow): boolean {
  if (before?.state !== 'accepted') return before?.state === 'failed';
  return before.noReceiptAt !== undefined || (before.receiptDueAt ?? Infinity) <= claimedAt;
}

/** What a row may never do. */
function broken(asked: Step, { before, next, away }: Change): string | undefined {
  const corrected = asked.kind === 'claim' && before?.addressHash !== next.addressHash && hasNotArrived(before, next);
  if (before !== undefined && !corrected && (rank[next.state] ?? 0) < (rank[before.state] ?? 0))
    return 'went backwards';
  if (asked.kind === 'report' && before && markOf(before, asked) !== before.mark) return 'moved by an earlier copy';
  if ((asked.kind === 'settle' || asked.kind === 'hand') && asked.behind > 0) return 'an older claim was settled';
  if (asked.kind !== 'claim') return next.state === 'claimed' ? 'claimed by nobody' : undefined;
  if (before?.state === 'claimed') return 'two live claims';
  if (next.generation !== (before?.generation ?? 0) + 1) return 'a generation twice';
  return away && !corrected ? 'sent again, though it may be there' : undefined;
}

/** Whether somebody has said, by this step, that the message did not arrive: a person, its provider or the provider's list. */
function saysNo(asked: Step): boolean {
  if (asked.kind === 'settle') return asked.word === 'rejected';
  return (asked.kind === 'hand' && asked.verdict === 'resend') || (asked.kind === 'report' && asked.says === 'failed');
}

function firstFault(by: Rules, steps: readonly Step[], reached: Set<string> = new Set()): string | undefined {
  let row: SendRow | undefined;
  let now = T0;
  let away = false;
  for (const asked of steps) {
    now += asked.kind === 'wait' ? asked.ms : 1;
    const next = after(by, row, [asked, now]);
    if (next === undefined) continue;
    const fault = broken(asked, { before: row, next, away });
    if (fault !== undefined) return fault;
    away = mayBeThere.includes(next.state) || (away && !saysNo(asked) && asked.kind !== 'claim');
    reached.add(`${row?.state ?? 'none'} → ${next.state}`);
    row = next;
  }
  return undefined;
}

const lives = fc.array(step, { minLength: 10, maxLength: 40 });

describe('a message of the ledger, under random claims, words, withdrawals, reports and time', () => {
  it('never goes backwards, has one sender at a time, and is sent again only where somebody says that it did not arrive', () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(lives, (steps) => {
        expect(firstFault(rules, steps, reached)).toBeUndefined();
      }),
      { numRuns: 3_000 },
    );
    // What no run reaches is not tested.
    for (const way of [
      'failed → claimed',
      'in_doubt → rejected',
      'withdrawn → claimed',
      'accepted → claimed',
      'delivered → failed',
    ]) {
      expect(reached).toContain(way);
    }
  });

  it.each<[string, string, Partial<Rules>]>([
    [
      'reports may move backwards',
      'went backwards',
      { reported: (row, mark, report) => reported({ ...row, state: 'claimed' }, mark, report) },
    ],
    [
      'what became of an earlier copy counts',
      'moved by an earlier copy',
      { reported: (row, _mark, report) => reported(row, row.mark, report) },
    ],
    [
      'an older sender may settle',
      'an older claim was settled',
      { settled: (row, _generation, settlement) => settled(row, row.generation, settlement) },
    ],
    [
      "a person's word counts for any copy",
      'an older claim was settled',
      { handSettled: (row, _generation, given) => handSettled(row, row.generation, given) },
    ],
    [
      'a live claim is taken over',
      'two live claims',
      { claimed: (row, claim) => claimed(row?.state === 'claimed' ? { ...row, state: 'rejected' } : row, claim) },
    ],
    [
      'what is in doubt is sent again',
      'sent again, though it may be there',
      { claimed: (row, claim) => claimed(row?.state === 'in_doubt' ? { ...row, state: 'rejected' } : row, claim) },
    ],
    [
      'what nobody misses goes to a corrected address too',
      'went backwards',
      { claimed: (row, claim) => claimed(row?.state === 'accepted' ? { ...row, noReceiptAt: T0 } : row, claim) },
    ],
    [
      'a withdrawal takes what may be there',
      'sent again, though it may be there',
      {
        withdrawn: (row, taken) => withdrawn(row?.state === 'in_doubt' ? { ...row, state: 'rejected' } : row, taken),
      },
    ],
  ])('the control: where %s, the same run finds it', (_what, fault, changed) => {
    const found = fc.check(
      fc.property(lives, (steps) => firstFault({ ...rules, ...changed }, steps) !== fault),
      { numRuns: 3_000 },
    );
    expect(found.failed).toBe(true);
  });
});
