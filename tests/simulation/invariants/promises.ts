import type { PromiseRecord } from '../../../domain/case/recovery-case.js';
import { messageTypes, type MessageType } from '../../../domain/contact/messages.js';
import type { Run } from '../trace.js';
import { firstFault, none, ofEachCase } from './invariant.js';
import type { Invariant } from './invariant.js';
import { lastCase, seen, speaksOf } from './look.js';

const promisesEnd = ofEachCase(
  'promises_end',
  '8. Each promise ends kept in time, missed with somebody called since it was made, withdrawn by a message, or was never heard.',
  (run) =>
    typeof run.end === 'string' ? undefined : firstFault(lastCase(run)?.promises ?? [], (p) => endOfPromise(run, p)),
);

function endOfPromise(run: Run, p: PromiseRecord): string | undefined {
  const said = `promise ${p.id} of ${p.slot}`;
  const missedAt = seen(run, 'promise_missed').find(({ event }) => event.id === p.id)?.event.at;
  switch (p.state) {
    case 'open':
      return `${said} never ended`;
    case 'kept':
      return (p.about === 'call' ? calledInTime(run, p) : keptInTime(run, p))
        ? undefined
        : `${said} was not kept in time`;
    case 'withdrawn':
      if (neverHeard(run, p)) return undefined;
      return seen(run, 'promise_withdrawn').some(
        ({ event, before }) =>
          event.id === p.id && before?.messages.some((m) => m.slot === event.slot && m.state === 'accepted'),
      )
        ? withdrawnInWords(run, p)
        : `${said} was withdrawn without a message`;
    case 'missed': {
      const called = seen(run, 'escalated').some(({ event }) => event.at >= p.madeAt);
      if (!called) return `nobody was called for the missed ${said}`;
      if (keptBy(run, p) !== undefined) return `${said} counts as missed though ${keptBy(run, p)} came in time`;
      if (movedBy(run, p) !== undefined) return `${said} counts as missed though ${movedBy(run, p)} had moved it`;
      return missedAt !== undefined && (missedAt > p.dueAt || closesAt(run, missedAt))
        ? undefined
        : `${said} was given up before its time`;
    }
  }
}

/** The message that made it turned out not to have arrived, whether or not it was asked for again. */
function neverHeard(run: Run, { id, slot }: PromiseRecord): boolean {
  const made = seen(run, 'promise_made').find(({ event }) => event.id === id)?.index ?? Infinity;
  const unheard = seen(run, 'promise_unheard').find(({ event }) => event.id === id)?.index ?? -1;
  const lost = [...seen(run, 'message_undelivered'), ...seen(run, 'message_unsettled')];
  return lost.some(({ event, index }) => event.slot === slot && index > made && index < unheard);
}

/** The text of the message that withdrew it says so: by a new time, by naming the old one, or by being the last. */
function withdrawnInWords(run: Run, { id, about, dueAt, slot }: PromiseRecord): string | undefined {
  const withdrawal = seen(run, 'promise_withdrawn').find(({ event }) => event.id === id);
  const message = withdrawal?.before?.messages.find((m) => m.slot === withdrawal.event.slot);
  const saysSo =
    message?.message === 'closing' || message?.promise?.about === about || (message?.withdrawnDueAt ?? 0) >= dueAt;
  return saysSo ? undefined : `promise ${id} of ${slot} was withdrawn by a text that does not say so`;
}

/** Somebody spoke to the customer in time, which is news. */
function isSpoken(run: Run, { about, dueAt }: PromiseRecord, slot: string): boolean {
  const place = Number(slot.split('/')[1]) - 1;
  const logged = slot.startsWith('contact/') ? seen(run, 'contact_logged')[place] : undefined;
  return about === 'news' && logged !== undefined && logged.event.spokeTo && logged.event.at <= dueAt;
}

/** A person called, or tried to. */
function calledInTime(run: Run, { dueAt, madeAt }: PromiseRecord): boolean {
  const calls = seen(run, 'task_done').filter(({ event }) => event.task.startsWith('call-'));
  return calls.some(({ event }) => event.at >= madeAt && event.at <= dueAt);
}

function keptInTime(run: Run, p: PromiseRecord): boolean {
  return seen(run, 'promise_kept').some(
    ({ event }) => event.id === p.id && (keepers(run, p).includes(event.slot) || isSpoken(run, p, event.slot)),
  );
}

/** What answers a wish about messages or calls, and is no news. */
const asides: readonly MessageType[] = ['opt_out_confirmation', 'callback_confirmation'];

/** The first message that kept a promise. */
function keptBy(run: Run, promise: PromiseRecord): string | undefined {
  return keepers(run, promise)[0];
}

/** The messages that went out for certain after the promise and in its time, and say what was promised. */
function keepers(run: Run, { id, about, dueAt, slot }: PromiseRecord): readonly string[] {
  const made = seen(run, 'promise_made').find(({ event }) => event.id === id)?.index ?? Infinity;
  // That it turned out to have arrived itself keeps nothing.
  const later = seen(run, 'message_accepted')
    .filter(({ event, index }) => event.slot !== slot && index > made && index < givenUp(run, id) && event.at <= dueAt)
    .filter(({ event, index }) => !undone(run, event.slot, index));
  const enough = {
    news: messageTypes.filter((type) => !asides.includes(type)),
    check: ['follow_up', 'survey', 'second_chance', 'closing'],
    survey: ['survey', 'second_chance', 'closing'],
    call: ['closing'],
  }[about];
  const messages = later.map(({ event, after }) => after?.messages.find((m) => m.slot === event.slot));
  return messages.flatMap((m) => (m !== undefined && enough.some((type) => type === m.message) ? [m.slot] : []));
}

/** A message that counted as arrived and turned out not to have. */
function undone(run: Run, slot: string, since: number): boolean {
  return seen(run, 'message_undelivered').some(({ event, index }) => event.slot === slot && index > since);
}

/** A later message, certain to have gone out, that promised the same anew while there was time. */
function movedBy(run: Run, { id, about, dueAt }: PromiseRecord): string | undefined {
  const made = seen(run, 'promise_made');
  const own = made.find(({ event }) => event.id === id);
  const later = made
    .filter(({ event }) => event.about === about && event.at <= dueAt)
    .filter(({ index }) => own !== undefined && index > own.index && index < givenUp(run, id));
  const certain = later.find(
    ({ event, index, after }) =>
      after?.messages.some((m) => m.slot === event.slot && m.state === 'accepted') && !undone(run, event.slot, index),
  );
  return certain?.event.slot;
}

/** A close gives up what was still promised; a reopening does not make that undone. */
function givenUp(run: Run, id: string): number {
  return seen(run, 'promise_missed').find(({ event }) => event.id === id)?.index ?? Infinity;
}

function closesAt(run: Run, at: number): boolean {
  return seen(run, 'case_closed').some(({ event }) => event.at === at);
}

const ownedUp = ofEachCase(
  'honest_about_the_past',
  'A message owns up only to a time that has passed, and no text promises a time that has.',
  (run) =>
    none(
      run.copies,
      ({ order, at }) => (order.missedDueAt ?? 0) >= at,
      ({ order }) => `${order.slot} owns up to a time still to come`,
    ) ??
    none(
      run.copies,
      ({ promiseDueAt, at }) => promiseDueAt !== undefined && promiseDueAt <= at,
      ({ order }) => `${order.slot} promises the past`,
    ),
);

const renewedOnce = ofEachCase(
  'renewed_once',
  'A missed promise is renewed by at most one progress update, and what a progress update promised is not renewed again.',
  (run) => {
    const renewals = seen(run, 'promise_made').filter(({ event }) => event.slot.includes('/progress_update/'));
    const renewed = renewals.map(({ event }) => event.id);
    const owed = seen(run, 'promise_missed').filter(({ event }) => !renewed.includes(event.id));
    const updates = run.copies.filter(({ order }) => order.message === 'progress_update');
    return none(
      updates,
      (u) => updates.filter((v) => v.at <= u.at).length > owed.filter(({ event }) => event.at <= u.at).length,
      ({ order }) => `${order.slot} renews what was renewed`,
    );
  },
);

const spoken = ofEachCase(
  'promises_are_noted',
  'Every time that a customer was told becomes a promise of the case.',
  (run) =>
    none(
      run.copies,
      ({ order, promiseDueAt }) =>
        promiseDueAt !== undefined &&
        !speaksOf(order, 'closing') &&
        !seen(run, 'promise_made').some(({ event }) => event.slot === order.slot && event.dueAt === promiseDueAt) &&
        arrivalKnown(run, order.slot),
      ({ order }) => `what ${order.slot} promised is not noted`,
    ),
);

function arrivalKnown(run: Run, slot: string): boolean {
  return lastCase(run)?.messages.some((m) => m.slot === slot && m.state === 'accepted') ?? false;
}

/** What holds of promises. */
export const promiseInvariants: readonly Invariant[] = [promisesEnd, ownedUp, renewedOnce, spoken];
