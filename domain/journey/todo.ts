import type { CaseView } from '../case/case-view.js';
import type { AskRecord, ReachRecord } from '../case/case-tasks.js';
import { isOpenTask } from '../case/fold-reaching.js';
import type { OpenCase } from '../case/recovery-case.js';
import { fromNow, utc } from '../instant-words.js';
import { clocksOf } from './clocks.js';
import type { PostponedMove } from './move.js';
import { postponedMoves } from './parts.js';
import { decideBy } from './stages/close-loop.js';
import { dueToTell, openReach } from './watchers/reach-by-hand.js';

/** What a person of the team has to do about a case, and why now. */
export interface Todo {
  readonly act: 'take' | 'resolve' | 'decide' | 'reach' | 'answer' | 'call' | 'resume';
  /** The task that it is, where it is one. */
  readonly task?: string;
  /** When the clock that is due next is due, or when the time for a decision ends; missing when nothing runs. */
  readonly dueAt?: number;
  /** In words: what is due and when, and who has it. */
  readonly why: string;
}

/** What a person has to do about a case, first things first; undefined while it waits for nobody of the team. */
export function todoOf(c: OpenCase, { waitingFor }: Pick<CaseView, 'waitingFor'>, now: number): Todo | undefined {
  if (c.phase === 'closed') return undefined;
  if (waitingFor === 'decision') return decision(c, now);
  const asked = askedFor(c, now);
  if (asked !== undefined) return asked;
  // Before the repair: until somebody has reached the customer, they have heard nothing at all.
  const reach = openReach(c);
  if (reach !== undefined) return reachOut(c, reach, now);
  return waitingFor === 'agent' ? repair(c, now) : undefined;
}

const silent = 'nothing goes out by itself until a person has seen to it';

/** What the customer wrote or asked for: until somebody has seen to it, or let the case go on, nothing goes out by itself. */
function askedFor(c: OpenCase, now: number): Todo | undefined {
  const ask = firstDue(c);
  const at = ask?.requestedAt ?? c.repliedAt;
  const since = at === undefined ? '' : ` at ${utc(at)}, ${fromNow(at, now)}`;
  if (ask === undefined) {
    if (c.repliedAt === undefined) return undefined;
    return { act: 'resume', why: `The customer wrote${since}, and nothing goes out by itself since. ${who(c)}` };
  }
  const { kind, task, dueAt } = ask;
  const calls = kind === 'call_back';
  const what = calls ? 'The customer asked for a call' : 'The customer wrote';
  const gate = c.repliedAt === undefined ? 'the case goes on meanwhile' : silent;
  const why = `${what}${since}; ${gate}. The ${calls ? 'call' : 'answer'} ${due(dueAt, now)}. ${who(c)}`;
  return { act: calls ? 'call' : 'answer', task, dueAt, why };
}

/** What is due first of what the customer wrote or asked for; a call before an answer of the same time. */
function firstDue(c: OpenCase): AskRecord | undefined {
  const order = (a: AskRecord): number => Number(a.kind !== 'call_back');
  return c.asks.filter(isOpenTask).sort((a, b) => a.dueAt - b.dueAt || order(a) - order(b))[0];
}

function reachOut(c: OpenCase, { task, dueAt }: ReachRecord, now: number): Todo {
  const what = dueToTell(c, now).length > 0 ? 'No message reached' : 'No channel took what was written to';
  const why = `${what} the customer, who has to be told by other means. That ${due(dueAt, now)}. ${who(c)}`;
  return { act: 'reach', task, dueAt, why };
}

function decision(c: OpenCase, now: number): Todo {
  const dueAt = decideBy(c);
  const score = c.round.verdict === undefined ? '' : `The customer answered ${c.round.verdict.score} of 5. `;
  const why = `${score}Without a decision it closes as not recovered at ${utc(dueAt)}, ${fromNow(dueAt, now)}.`;
  return { act: 'decide', dueAt, why };
}

function repair(c: OpenCase, now: number): Todo {
  const act = c.owner === undefined ? 'take' : 'resolve';
  const asleep = postponedMoves(c, now);
  const [waiting, running] = apart(
    clocksOf(c).filter((k) => k.doneAt === undefined),
    (k) => asleep.some(({ postponed: m }) => m.message === k.clock && m.incidents.includes(k.incidentId)),
  );
  const hours = asleep.filter((move) => waiting.some((k) => k.clock === move.postponed.message)).map(sleeps);
  if (running.length === 0)
    return { act, why: [`No ${hours.length === 0 ? '' : 'other '}clock runs. ${who(c)}`, ...hours].join(' ') };
  const next = running.reduce((soonest, k) => (k.dueAt < soonest.dueAt ? k : soonest));
  const { clock, incidentId, dueAt } = next;
  return { act, dueAt, why: [`The ${clock} of ${incidentId} ${due(dueAt, now)}. ${who(c)}`, ...hours].join(' ') };
}

/** What nobody can hasten. */
function sleeps({ until, postponed: { message, channel } }: PostponedMove): string {
  return `The ${message} by ${channel} waits for the hours of contact, until ${utc(until)}.`;
}

function apart<T>(all: readonly T[], belongs: (one: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [all.filter(belongs), all.filter((one) => !belongs(one))];
}

function due(dueAt: number, now: number): string {
  return `${dueAt >= now ? 'is' : 'was'} due at ${utc(dueAt)}, ${fromNow(dueAt, now)}`;
}

function who({ owner }: OpenCase): string {
  return owner === undefined ? 'Nobody has taken it.' : `${owner} has it.`;
}
