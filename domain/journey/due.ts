import type { CaseFact, EscalationCause } from '../case/case-events.js';
import { isOpenTask } from '../case/fold-reaching.js';
import type { OpenCase, PromiseRecord } from '../case/recovery-case.js';
import { clockRecord, clocksOf, warnedAt, warningsOf } from './clocks.js';
import type { Clock } from './clocks.js';
import { toTheMinute } from './promise-terms.js';
import { awaitsDecision } from './verdict.js';

/** Something that time alone brings about. */
interface Due {
  readonly at: number;
  readonly fact: CaseFact;
  /** In words that an operator reads. */
  readonly what: string;
}

/** The oldest fact that is due by `now`: clocks warn and breach, promises are missed, the ladder is climbed. Never gated. */
export function dueFact(c: OpenCase, now: number): CaseFact | undefined {
  const earned = earnedEscalation(c);
  if (earned !== undefined) return earned;
  const due = dues(c, now);
  return due !== undefined && due.at <= now ? due.fact : undefined;
}

/** When time alone next brings something about, and what; undefined when no clock, promise or ladder runs. */
export function nextDue(c: OpenCase, now: number): { readonly at: number; readonly what: string } | undefined {
  return dues(c, now);
}

function dues(c: OpenCase, now: number): Due | undefined {
  const ahead = clocksAhead(c);
  const all = [
    ...ahead.map((k) => clockDue(c, k, now)),
    ...promisesDue(c, ahead),
    ...ladderDue(c),
    ...decisionDue(c),
    ...answerDue(c),
  ];
  return all.reduce<Due | undefined>((soonest, due) => (soonest && soonest.at <= due.at ? soonest : due), undefined);
}

/** The next warning, of several that are past only the last; or the breach. */
function clockDue(c: OpenCase, clock: Clock, now: number): Due {
  const { clock: name, incidentId, round, dueAt } = clock;
  const ref = { clock: name, incidentId, round };
  const warned = clockRecord(c, clock)?.warned ?? 0;
  const percents = warningsOf(c, clock).filter((p) => p > warned);
  const percent = percents.findLast((p) => warnedAt(clock, p) <= now) ?? percents[0];
  if (now >= dueAt || percent === undefined) {
    return { at: dueAt, fact: { type: 'clock_breached', ...ref }, what: `${name} clock is due` };
  }
  return {
    at: warnedAt(clock, percent),
    fact: { type: 'clock_warned', ...ref, percent },
    what: `${name} clock warns at ${percent} %`,
  };
}

function promisesDue(c: OpenCase, ahead: readonly Clock[]): readonly Due[] {
  return c.promises
    .filter((p) => p.state === 'open')
    .map((p) => ({ at: missedAt(p, ahead), fact: { type: 'promise_missed', id: p.id }, what: 'promised time passes' }));
}

/**
 * When an open promise counts as missed, beside the clocks that are ahead. A text that promised a clock's target said
 * it without its seconds: that lateness is the clock's first, and one call.
 */
export function missedAt({ dueAt }: PromiseRecord, ahead: readonly Clock[]): number {
  const target = ahead.find((k) => toTheMinute(k.dueAt) === dueAt);
  return (target?.dueAt ?? dueAt) + 1;
}

function ladderDue(c: OpenCase): readonly Due[] {
  const at = nextRungAt(c);
  return at === undefined ? [] : [{ at, fact: escalation(c, 'still_overdue'), what: 'next rung of the ladder' }];
}

/**
 * When the next rung is called, or at the top the same one again: while a clock is overdue the case climbs on, a rung
 * each interval. Undefined while none is.
 */
export function nextRungAt(c: OpenCase): number | undefined {
  if (c.escalatedAt === undefined) return undefined;
  const overdue = clocksOf(c).some((k) => k.doneAt === undefined && isBreached(c, k));
  if (!overdue) return undefined;
  return c.escalatedAt + c.protocol.escalateAgainAfter;
}

function decisionDue(c: OpenCase): readonly Due[] {
  const at = nextCallToDecideAt(c);
  return at === undefined ? [] : [{ at, fact: escalation(c, 'undecided'), what: 'somebody is called to decide' }];
}

/**
 * When somebody is called to decide how a case ends after a second low verdict: at once, and when half the time has
 * passed. Undefined when no decision is awaited, or both calls were made; rules 1 called nobody.
 */
export function nextCallToDecideAt(c: OpenCase): number | undefined {
  const { verdict } = c.round;
  if (c.rules < 2 || verdict === undefined || !awaitsDecision(c, verdict.score)) return undefined;
  const calls = [verdict.at, verdict.at + Math.round(c.protocol.decideWithin / 2)];
  return calls.find((at) => c.escalatedAt === undefined || c.escalatedAt < at);
}

function answerDue(c: OpenCase): readonly Due[] {
  const at = nextCallToAnswerAt(c);
  return at === undefined ? [] : [{ at, fact: escalation(c, 'unanswered'), what: 'the customer has waited too long' }];
}

/**
 * When the next rung is called because nobody has answered or called the customer in time: once the task is overdue, and on
 * each interval while it is. Undefined while no such task is open.
 */
export function nextCallToAnswerAt(c: OpenCase): number | undefined {
  const dueTimes = c.asks.filter(isOpenTask).map((a) => a.dueAt);
  if (dueTimes.length === 0) return undefined;
  const due = Math.min(...dueTimes) + 1;
  return c.escalatedAt === undefined || c.escalatedAt < due ? due : c.escalatedAt + c.protocol.escalateAgainAfter;
}

/** Clocks that run and are not overdue. */
export function clocksAhead(c: OpenCase): readonly Clock[] {
  return clocksOf(c).filter((k) => k.doneAt === undefined && !isBreached(c, k));
}

function isBreached(c: OpenCase, clock: Clock): boolean {
  return clockRecord(c, clock)?.breachedAt !== undefined;
}

function earnedEscalation(c: OpenCase): CaseFact | undefined {
  const [because] = c.escalationsDue;
  return because === undefined ? undefined : escalation(c, because);
}

/** Whoever is called has more authority than the owner, who knows of the trouble already; at the top nobody has. */
function escalation(c: OpenCase, because: EscalationCause): CaseFact {
  const { ladder } = c.protocol;
  const ofOwner = c.owner === undefined ? 0 : ladder.indexOf(c.owner) + 1;
  const rung = Math.min(Math.max(c.rung, ofOwner) + 1, ladder.length);
  return { type: 'escalated', rung, to: ladder[rung - 1] ?? '', because };
}
