import type { MessageRecord, OpenCase, PromiseRecord } from '../../case/recovery-case.js';
import { durationWords } from '../../duration-words.js';
import { utc } from '../../instant-words.js';
import { clocksOf } from '../clocks.js';
import { clocksAhead, missedAt } from '../due.js';
import { standingOf } from '../promise-standing.js';
import { toTheMinute } from '../promise-terms.js';
import type { ExplainedTime, TimeStep } from './explained.js';

/** How each time that a text promised came about. */
export function explainPromises(c: OpenCase): readonly ExplainedTime[] {
  return c.promises.map((promise) => ({
    what: `promise of ${abouts[promise.about]}`,
    dueAt: promise.dueAt,
    state: standingOf(promise),
    steps: stepsOf(c, promise),
    notes: notesOf(c, promise),
  }));
}

const abouts: Readonly<Record<PromiseRecord['about'], string>> = {
  news: 'news',
  check: 'a check that it held',
  survey: 'the survey',
  call: 'a call',
};

function stepsOf(c: OpenCase, promise: PromiseRecord): readonly TimeStep[] {
  const said = { at: promise.madeAt, why: `promised in message ${promise.slot}` };
  const message = c.messages.find((m) => m.slot === promise.slot);
  return [said, { at: promise.dueAt, why: reasonOf(c, promise, message) }];
}

/** Why the text said this time and no other. */
function reasonOf(c: OpenCase, { dueAt }: PromiseRecord, message: MessageRecord | undefined): string {
  const terms = message?.promise;
  if (terms === undefined) return 'the time in its text';
  const [opens = -Infinity] = terms.within?.[0] ?? [];
  if (terms.dueAt < opens) {
    return `the time meant, ${utc(terms.dueAt)}, is one at which the team is not at work or may not write: the next one that is`;
  }
  if (toTheMinute(terms.dueAt) < toTheMinute(dueAt)) {
    return `${durationWords(terms.atLeast)} after the text was written, the least that this protocol promises`;
  }
  const target = clocksOf(c).find((k) => k.dueAt === terms.dueAt);
  return target === undefined
    ? 'the planned time, without its seconds'
    : `the ${target.clock} target of ${target.incidentId}, without its seconds`;
}

function notesOf(c: OpenCase, promise: PromiseRecord): readonly TimeStep[] {
  if (promise.state === 'open')
    return [{ at: missedAt(promise, clocksAhead(c)), why: 'counts as missed, unless it is kept before' }];
  return promise.ownedUp ? [{ at: promise.dueAt, why: 'missed, and owned up to in a later message' }] : [];
}
