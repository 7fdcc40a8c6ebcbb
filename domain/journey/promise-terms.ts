import type { OpenCase } from '../case/recovery-case.js';
import type { PromiseTerms } from '../contact/messages.js';
import { hasRoom } from './budget.js';
import { clocksOf } from './clocks.js';
import { promisableFrom } from './promisable.js';

/** News by the next resolution target; where that has passed, by a renewed time. */
export function newsPromise(c: OpenCase, now: number): PromiseTerms {
  const dueTimes = clocksOf(c)
    .filter((k) => k.clock === 'resolution' && k.doneAt === undefined && k.dueAt > now)
    .map((k) => k.dueAt);
  return dueTimes.length === 0 ? renewedPromise(c, now) : byDay(c, 'news', Math.min(...dueTimes));
}

/** News by a new time after one that was missed. */
export function renewedPromise(c: OpenCase, now: number): PromiseTerms {
  return byDay(c, 'news', now + c.protocol.promises.renewedFor);
}

/** Somebody has to be there who can keep it, and it has to be an hour at which we may write or call. */
function byDay(c: OpenCase, about: PromiseTerms['about'], dueAt: number): PromiseTerms {
  return open(c, terms(c, about, dueAt));
}

function open(c: OpenCase, promise: PromiseTerms): PromiseTerms {
  const within = promisableFrom(c, promise.dueAt);
  return { ...promise, ...(within !== undefined && { within }) };
}

/**
 * We ask whether the repair held: in a message of its own, or together with the survey. The plan for that counts from
 * the telling, and so does the promise: a solution that goes out late promises a later check.
 */
export function checkPromise(c: OpenCase, now: number): PromiseTerms {
  const after = hasRoom(c, 'follow_up') ? c.protocol.followUpAfter : c.protocol.survey.after;
  const atLeast = after + c.protocol.promises.slack;
  return open(c, { about: 'check', dueAt: now + atLeast, atLeast });
}

/** We ask how well it was put right. */
export function surveyPromise(c: OpenCase, surveyAt: number): PromiseTerms {
  return byDay(c, 'survey', surveyAt + c.protocol.promises.slack);
}

/** A person calls by this time. */
export function callPromise(c: OpenCase, dueAt: number): PromiseTerms {
  return byDay(c, 'call', dueAt);
}

/** By when a call is due that is asked for now: the time that its confirmation names, unless that goes out much later. */
export function calledBy(c: OpenCase, within: number, now: number): number {
  return promisedAt(callPromise(c, now + within), now);
}

function terms(c: OpenCase, about: PromiseTerms['about'], dueAt: number): PromiseTerms {
  return { about, dueAt, atLeast: c.protocol.promises.atLeast };
}

const MINUTE = 60_000;

/**
 * The time that a text promises when it is rendered at `now`: never one that has almost passed, one at which somebody is
 * there to keep it, and, when it is an hour or more ahead, floored to the minute that the text shows.
 */
export function promisedAt(promise: PromiseTerms, now: number): number {
  const dueAt = openFor(promise, Math.max(promise.dueAt, now + promise.atLeast));
  return dueAt - now >= 60 * MINUTE ? toTheMinute(dueAt) : dueAt;
}

/**
 * A time that is closed moves into the next one that is open, and leaves whoever is there then the least that is promised, but
 * for the minute before they go.
 */
function openFor({ within, atLeast }: PromiseTerms, at: number): number {
  const [from, until] = within?.find((span) => at < span[1]) ?? [at, at];
  return at >= from ? at : Math.max(from, Math.min(from + atLeast, until - MINUTE));
}

/** An instant as a text shows it: without its seconds. */
export function toTheMinute(at: number): number {
  return Math.floor(at / MINUTE) * MINUTE;
}
