import type { OpenCase } from '../case/recovery-case.js';
import type { PromiseTerms } from '../contact/messages.js';
import { hasRoom } from './budget.js';
import { clocksOf } from './clocks.js';

/** News by the next resolution target; where that has passed, by a renewed time. */
export function newsPromise(c: OpenCase, now: number): PromiseTerms {
  const dueTimes = clocksOf(c)
    .filter((k) => k.clock === 'resolution' && k.doneAt === undefined && k.dueAt > now)
    .map((k) => k.dueAt);
  return dueTimes.length === 0 ? renewedPromise(c, now) : terms(c, 'news', Math.min(...dueTimes));
}

/** News by a new time after one that was missed. */
export function renewedPromise(c: OpenCase, now: number): PromiseTerms {
  return terms(c, 'news', now + c.protocol.promises.renewedFor);
}

/**
 * We ask whether the repair held: in a message of its own, or together with the survey. The plan for that counts from
 * the telling, and so does the promise: a solution that goes out late promises a later check.
 */
export function checkPromise(c: OpenCase, now: number): PromiseTerms {
  const after = hasRoom(c, 'follow_up') ? c.protocol.followUpAfter : c.protocol.survey.after;
  const atLeast = after + c.protocol.promises.slack;
  return { about: 'check', dueAt: now + atLeast, atLeast };
}

/** We ask how well it was put right. */
export function surveyPromise(c: OpenCase, surveyAt: number): PromiseTerms {
  return terms(c, 'survey', surveyAt + c.protocol.promises.slack);
}

/** A person calls by this time. */
export function callPromise(c: OpenCase, dueAt: number): PromiseTerms {
  return terms(c, 'call', dueAt);
}

function terms(c: OpenCase, about: PromiseTerms['about'], dueAt: number): PromiseTerms {
  return { about, dueAt, atLeast: c.protocol.promises.atLeast };
}

const MINUTE = 60_000;

/**
 * The time that a text promises when it is rendered at `now`: never one that has almost passed, and, when it is an hour
 * or more ahead, floored to the minute that the text shows.
 */
export function promisedAt(promise: PromiseTerms, now: number): number {
  const dueAt = Math.max(promise.dueAt, now + promise.atLeast);
  return dueAt - now >= 60 * MINUTE ? toTheMinute(dueAt) : dueAt;
}

/** An instant as a text shows it: without its seconds. */
export function toTheMinute(at: number): number {
  return Math.floor(at / MINUTE) * MINUTE;
}
