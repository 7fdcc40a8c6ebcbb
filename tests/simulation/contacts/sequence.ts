import fc from 'fast-check';
import { outcomesByHand } from '../../../domain/case/commands.js';
import type { Outcome } from '../../../domain/case/outcome.js';

/** What happens to one customer, step by step. What makes no sense at its time changes nothing. */
export type Step =
  | { readonly kind: 'report'; readonly qualifies: boolean }
  /** The run takes up what waits; it may find a case that has just closed, and reopen it. */
  | { readonly kind: 'take_up'; readonly reopens: boolean }
  | { readonly kind: 'resolve' | 'withdraw' | 'abort' }
  | { readonly kind: 'close'; readonly outcome: Outcome }
  | { readonly kind: 'answer'; readonly score: number }
  | { readonly kind: 'pass'; readonly minutes: number }
  /** From now on providers take messages, or leave them in flight. */
  | { readonly kind: 'provider'; readonly takes: boolean }
  /** The read model hears of what has happened since it last did. */
  | { readonly kind: 'project' }
  | { readonly kind: 'sweep' }
  /** Somebody who sells asks, and sends where that is allowed. */
  | { readonly kind: 'ask' };

const HOUR = 60;
const DAY = 24 * HOUR;

const pass = fc
  .oneof(
    { weight: 2, arbitrary: fc.integer({ min: 0, max: 3 * HOUR }) },
    { weight: 4, arbitrary: fc.integer({ min: 3 * HOUR, max: 5 * DAY }) },
    { weight: 1, arbitrary: fc.integer({ min: 5 * DAY, max: 20 * DAY }) },
  )
  .map((minutes): Step => ({ kind: 'pass', minutes }));

const one = (kind: 'resolve' | 'withdraw' | 'abort' | 'project' | 'sweep' | 'ask') => fc.constant<Step>({ kind });

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.boolean().map((refused): Step => ({ kind: 'report', qualifies: !refused })) },
  { weight: 4, arbitrary: fc.boolean().map((reopens): Step => ({ kind: 'take_up', reopens })) },
  { weight: 4, arbitrary: one('resolve') },
  { weight: 1, arbitrary: one('withdraw') },
  { weight: 1, arbitrary: one('abort') },
  { weight: 1, arbitrary: fc.constantFrom(...outcomesByHand).map((outcome): Step => ({ kind: 'close', outcome })) },
  { weight: 5, arbitrary: fc.constantFrom(1, 2, 4, 5, 5, 5).map((score): Step => ({ kind: 'answer', score })) },
  { weight: 10, arbitrary: pass },
  { weight: 4, arbitrary: one('project') },
  { weight: 3, arbitrary: one('sweep') },
  { weight: 2, arbitrary: fc.boolean().map((takes): Step => ({ kind: 'provider', takes })) },
  { weight: 6, arbitrary: one('ask') },
);

const days = (from: number, to: number) =>
  fc.integer({ min: from * DAY, max: to * DAY }).map((minutes): Step => ({ kind: 'pass', minutes }));
const score = fc.constantFrom(2, 4, 5, 5).map((score): Step => ({ kind: 'answer', score }));
const report = fc.boolean().map((refused): Step => ({ kind: 'report', qualifies: !refused }));
const takeUp = fc.boolean().map((reopens): Step => ({ kind: 'take_up', reopens }));
const refused = fc.constant<Step>({ kind: 'report', qualifies: false });
const qualified = fc.constant<Step>({ kind: 'report', qualifies: true });

/** What leads somewhere: single steps alone seldom live to see an answer, or the end of a cool-off. */
const scene: fc.Arbitrary<readonly Step[]> = fc.oneof(
  { weight: 6, arbitrary: step.map((only) => [only]) },
  { weight: 2, arbitrary: fc.tuple(qualified, takeUp, one('resolve'), days(4, 7), score, one('project'), one('ask')) },
  {
    weight: 1,
    arbitrary: fc.tuple(one('resolve'), days(4, 7), fc.constant<Step>({ kind: 'provider', takes: false }), score),
  },
  // Refused while another recovery goes on, and then its customer is content: within the cool-off, or after it.
  {
    weight: 2,
    arbitrary: fc.tuple(
      ...[qualified, takeUp, days(0, 3), refused, takeUp, one('resolve'), days(4, 20), score],
      ...[one('project'), one('sweep'), one('ask')],
    ),
  },
  { weight: 1, arbitrary: fc.tuple(report, takeUp, one('project'), days(10, 30), one('ask'), one('sweep')) },
  {
    weight: 1,
    arbitrary: fc.tuple(one('withdraw'), days(1, 2), one('project'), days(12, 16), one('sweep'), one('ask')),
  },
);

/** Sequences of steps, most of them long enough for two recoveries. */
export const sequences: fc.Arbitrary<readonly Step[]> = fc
  .array(scene, { minLength: 3, maxLength: 16, size: 'max' })
  .map((scenes) => scenes.flat());
