import type { PromiseTerms } from '../../contact/messages.js';
import { isExhausted } from '../../contact/outside-hours.js';
import type { OpenCase } from '../../case/recovery-case.js';
import type { Part } from '../move.js';
import { record } from '../move.js';
import { checkPromise, newsPromise } from '../promise-terms.js';

/**
 * What may have gone out is asked for again before anything else is said: in its own words, since the ledger answers
 * for the text that it knows of, and whether or not it still makes sense. What no longer does is taken back at once.
 */
export const settleMessages: Part = (c, now) => {
  const unsettled = c.messages.find((m) => m.state === 'unsettled' && !isExhausted(m));
  if (unsettled === undefined) return undefined;
  const { state: _s, requestedAt: _r, endedAt: _e, code: _c, nights: _n, promise, ...order } = unsettled;
  const again = promise && { promise: promiseAgain(c, promise, now) };
  return record({ type: 'message_requested', ...order, request: order.request + 1, ...again });
};

/** What it says next counts from now, should the text be rendered only now. */
function promiseAgain(c: OpenCase, promise: PromiseTerms, now: number): PromiseTerms {
  switch (promise.about) {
    case 'news':
      return newsPromise(c, now);
    case 'check':
      return checkPromise(c, now);
    case 'survey':
    case 'call':
      return promise;
  }
}
