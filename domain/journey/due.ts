import type { CaseFact, EscalationCause } from '../case/case-events.js';
import type { OpenCase } from '../case/recovery-case.js';
import { clockRecord, clocksOf, warningsOf } from './clocks.js';
import type { Clock } from './clocks.js';
import { toTheMinute } from './promise-terms.js';

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
  const running = clocksOf(c).filter((k) => k.doneAt === undefined);
  const breached = running.filter((k) => clockRecord(c, k)?.breachedAt !== undefined);
  const ahead = running.filter((k) => !breached.includes(k));
  const all = [
    ...ahead.map((k) => clockDue(c, k, now)),
    ...promisesDue(c, ahead),
    ...(breached.length > 0 ? ladderDue(c) : []),
  ];
  return all.reduce<Due | undefined>((soonest, due) => (soonest && soonest.at <= due.at ? soonest : due), undefined);
}

/** The next warning, of several that are past only the last; or the breach. */
function clockDue(c: OpenCase, clock: Clock, now: number): Due {
  const { clock: name, incidentId, round, from, dueAt } = clock;
  const ref = { clock: name, incidentId, round };
  const warned = clockRecord(c, clock)?.warned ?? 0;
  const ahead = warningsOf(c, clock).filter((percent) => percent > warned);
  const at = (percent: number): number => from + Math.round(((dueAt - from) * percent) / 100);
  const percent = ahead.findLast((p) => at(p) <= now) ?? ahead[0];
  if (now >= dueAt || percent === undefined) {
    return { at: dueAt, fact: { type: 'clock_breached', ...ref }, what: `${name} clock is due` };
  }
  return {
    at: at(percent),
    fact: { type: 'clock_warned', ...ref, percent },
    what: `${name} clock warns at ${percent} %`,
  };
}

/** A text that promised a clock's target said it without its seconds: that lateness is the clock's first, and one call. */
function promisesDue(c: OpenCase, ahead: readonly Clock[]): readonly Due[] {
  return c.promises
    .filter((p) => p.state === 'open')
    .map(({ id, dueAt }) => {
      const at = ahead.find((k) => toTheMinute(k.dueAt) === dueAt)?.dueAt ?? dueAt;
      return { at: at + 1, fact: { type: 'promise_missed', id }, what: 'promised time passes' };
    });
}

/** While a clock is overdue the case climbs on, a rung each interval; at the top the same rung is called again. */
function ladderDue(c: OpenCase): readonly Due[] {
  if (c.escalatedAt === undefined) return [];
  const at = c.escalatedAt + c.protocol.escalateAgainAfter;
  return [{ at, fact: escalation(c, 'still_overdue'), what: 'next rung of the ladder' }];
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
