import type { CaseEvent } from './case-events.js';
import type { Folds } from './folds.js';
import type { MessageRecord, MessageState, OpenCase, PromiseRecord } from './recovery-case.js';
import { nightsOf } from '../contact/outside-hours.js';
import { wentOut } from './went-out.js';

/** Facts about messages, the promises that they make, and the automatic remedy. */
export const foldMessages: Folds<
  | 'message_requested'
  | 'message_accepted'
  | 'message_skipped'
  | 'message_rejected'
  | 'message_unsettled'
  | 'message_in_doubt'
  | 'message_withdrawn'
  | 'message_undelivered'
  | 'promise_made'
  | 'promise_kept'
  | 'promise_missed'
  | 'promise_withdrawn'
  | 'promise_unheard'
  | 'promise_reopened'
  | 'act_requested'
  | 'act_done'
  | 'act_failed'
  | 'act_unsettled'
> = {
  message_requested: (c, event) => ({
    ...c,
    messages: [...c.messages.filter((m) => m.slot !== event.slot), requested(c, event)],
  }),
  message_accepted: (c, event) => told(ended(c, event, { state: 'accepted' }), event),
  message_in_doubt: (c, event) => told(ended(c, event, { state: 'in_doubt' }), event),
  message_skipped: (c, event) => ended(c, event, { state: 'skipped', code: event.reason }),
  message_rejected: (c, event) => ended(c, event, { state: 'rejected', code: event.code }),
  message_unsettled: (c, event) => ended(unsaid(c, event), event, { state: 'unsettled' }),
  message_withdrawn: (c, event) => ended(c, event, { state: 'withdrawn' }),
  message_undelivered: (c, event) => ended(unsaid(c, event), event, { state: 'undelivered', code: event.code }),
  promise_made: (c, event) => ({ ...c, promises: [...c.promises, promised(c, event)] }),
  promise_kept: (c, { id, slot }) => promise(c, id, { state: 'kept', endedBy: slot }),
  promise_withdrawn: (c, { id, slot }) => promise(c, id, { state: 'withdrawn', endedBy: slot }),
  promise_unheard: (c, { id }) => promise(c, id, { state: 'withdrawn' }),
  promise_reopened: (c, { id }) => promise(c, id, { state: 'open' }),
  promise_missed: (c, event) => missed(c, event.id),
  act_requested: (c, event) => ({
    ...c,
    act: { act: event.act, amount: event.amount, request: event.request, requestedAt: event.at, state: 'requested' },
  }),
  act_done: (c) => act(c, 'done'),
  act_failed: (c) => act(c, 'failed'),
  act_unsettled: (c) => act(c, 'unsettled'),
};

function requested(c: OpenCase, event: CaseEvent<'message_requested'>): MessageRecord {
  const { type: _t, at, actor: _a, rules: _r, ...order } = event;
  const before = c.messages.find((m) => m.slot === event.slot);
  const nights = before === undefined ? 0 : nightsOf(before);
  return { ...order, state: 'requested', requestedAt: at, ...(nights > 0 && { nights }) };
}

function ended(
  c: OpenCase,
  event: { slot: string; at: number },
  result: { state: MessageState; code?: string },
): OpenCase {
  const messages = c.messages.map((m) => (m.slot === event.slot ? { ...m, ...result, endedAt: event.at } : m));
  return { ...c, messages };
}

/** A message that went out, or may have, has apologised and owned up to what it was asked to. */
function told(c: OpenCase, event: { slot: string; at: number }): OpenCase {
  const message = c.messages.find((m) => m.slot === event.slot);
  if (message === undefined) return c;
  const apologised = message.message === 'apology' || message.covers.includes('apology');
  const ownedUp = message.missedDueAt !== undefined;
  return {
    ...c,
    ...(apologised && { lastApologyAt: event.at }),
    promises: ownedUp ? c.promises.map((p) => (p.state === 'missed' ? { ...p, ownedUp: true } : p)) : c.promises,
  };
}

/** What counted as said and did not arrive has neither apologised nor owned up to anything. */
function unsaid(c: OpenCase, { slot }: { slot: string }): OpenCase {
  const message = c.messages.find((m) => m.slot === slot && wentOut(m));
  if (message === undefined) return c;
  const { lastApologyAt, ...rest } = c;
  const apologised = message.message === 'apology' || message.covers.includes('apology');
  const promises =
    message.missedDueAt === undefined
      ? c.promises
      : c.promises.map((p) => (p.state === 'missed' ? { ...p, ownedUp: false } : p));
  return { ...rest, promises, ...(lastApologyAt !== undefined && !apologised && { lastApologyAt }) };
}

function promised(c: OpenCase, event: CaseEvent<'promise_made'>): PromiseRecord {
  const { id, about, dueAt, slot, at } = event;
  // A message may arrive when its round is over already.
  const round = c.messages.find((m) => m.slot === slot)?.round ?? c.round.number;
  return { id, about, dueAt, madeAt: at, slot, round, state: 'open', ownedUp: false };
}

function promise(c: OpenCase, id: string, end: Pick<PromiseRecord, 'state' | 'endedBy'>): OpenCase {
  const changed = ({ endedBy: _, ...p }: PromiseRecord): PromiseRecord => ({ ...p, ...end });
  return { ...c, promises: c.promises.map((p) => (p.id === id ? changed(p) : p)) };
}

function missed(c: OpenCase, id: string): OpenCase {
  const madeAt = c.promises.find((p) => p.id === id)?.madeAt ?? c.at;
  // Whoever was called since the promise was made has this lateness in hand already.
  const called = c.escalationsDue.length > 0 || (c.escalatedAt !== undefined && c.escalatedAt >= madeAt);
  const next = promise(c, id, { state: 'missed' });
  return called ? next : { ...next, escalationsDue: [...c.escalationsDue, 'missed_promise'] };
}

function act(c: OpenCase, state: 'done' | 'failed' | 'unsettled'): OpenCase {
  return c.act === undefined ? c : { ...c, act: { ...c.act, state } };
}
