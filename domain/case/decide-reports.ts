import { promiseLeft, promisesMet } from '../journey/promises-met.js';
import type { CaseFact, Slot } from './case-events.js';
import type { CaseInput, Refusal } from './commands.js';
import { releaseReplies } from './decide-telling.js';
import { isOpenTask, tasksOf } from './fold-reaching.js';
import type { OpenCase, PromiseRecord } from './recovery-case.js';

type Of<T extends CaseInput['type']> = Extract<CaseInput, { type: T }>;

/** A message did not arrive: the step is open again, what its text promised was never heard, and what it kept is owed still. */
export function undelivered(c: OpenCase, { slot, code }: Of<'delivery_failed'>): readonly CaseFact[] | Refusal {
  const message = c.messages.find((m) => m.slot === slot);
  const sent = message?.state === 'requested' || message?.state === 'accepted' || message?.state === 'in_doubt';
  if (!sent) return 'not_sent';
  return [{ type: 'message_undelivered', slot, code }, ...unheard(c, slot)];
}

/** Somebody found out what became of a message in doubt: it arrived, or the same message may be asked for again. */
export function doubtSettled(
  c: OpenCase,
  { slot, verdict }: Of<'send_settled'>,
  now: number,
): readonly CaseFact[] | Refusal {
  const message = c.messages.find((m) => m.slot === slot);
  if (message?.state !== 'in_doubt') return 'not_in_doubt';
  if (verdict === 'resend') return [{ type: 'message_unsettled', slot }, ...unheard(c, slot)];
  // What it promised itself it cannot have kept.
  const before = { ...c, promises: c.promises.filter((p) => p.slot !== slot) };
  return [{ type: 'message_accepted', slot }, ...promisesMet(before, message, now)];
}

/** What the text of a message promised that nobody got, and what it would have kept or put off. */
function unheard(c: OpenCase, slot: Slot): readonly CaseFact[] {
  const promised = c.promises.filter((p) => p.state === 'open' && p.slot === slot);
  const ended = c.promises.filter((p) => p.endedBy === slot && p.slot !== slot);
  return [
    ...promised.map(({ id }) => ({ type: 'promise_unheard', id, slot }) as const),
    ...ended.map((p) =>
      isUnheard(c, p) ? ({ type: 'promise_unheard', id: p.id, slot: p.slot } as const) : promiseLeft(c, p, slot),
    ),
  ];
}

/**
 * A person did what the case had asked for. Whoever called has kept the promise of a call, also where nobody answered; once
 * nothing that the customer wrote waits for a person any more, the case goes on by itself.
 */
export function taskDone(c: OpenCase, { task, outcome }: Of<'task_done'>, now: number): readonly CaseFact[] | Refusal {
  const done = tasksOf(c).find((r) => r.task === task && isOpenTask(r));
  if (done === undefined) return 'no_such_task';
  const ask = c.asks.find((a) => a.task === task);
  const isLast = ask !== undefined && !c.asks.some((a) => a.task !== task && isOpenTask(a));
  const calls = c.promises.filter((p) => p.about === 'call' && p.state === 'open' && p.dueAt >= now);
  return [
    { type: 'task_done', task, outcome },
    ...(ask?.kind === 'call_back' ? calls.map(({ id, slot }) => ({ type: 'promise_kept', id, slot }) as const) : []),
    ...(isLast ? releaseReplies(c) : []),
  ];
}

/** A promise whose own message turned out not to have arrived, and may be asked for again, after another one had kept it. */
function isUnheard(c: OpenCase, { slot, madeAt }: PromiseRecord): boolean {
  const message = c.messages.find((m) => m.slot === slot);
  if (c.rules < 4 || message === undefined) return false;
  return message.state === 'undelivered' || message.state === 'unsettled' || message.requestedAt > madeAt;
}
