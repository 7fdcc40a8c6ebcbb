import { promisesMet } from '../journey/promises-met.js';
import type { CaseFact, Slot } from './case-events.js';
import type { CaseInput, Refusal } from './commands.js';
import { isOpenReach } from './fold-reaching.js';
import type { OpenCase } from './recovery-case.js';

type Of<T extends CaseInput['type']> = Extract<CaseInput, { type: T }>;

/** A message did not arrive: the step is open again, and what its text promised was never heard. */
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

/** What the text of a message promised that nobody got. */
function unheard(c: OpenCase, slot: Slot): readonly CaseFact[] {
  const promised = c.promises.filter((p) => p.state === 'open' && p.slot === slot);
  return promised.map(({ id }) => ({ type: 'promise_unheard', id, slot }));
}

/** A person did what the case had asked for. */
export function taskDone(c: OpenCase, { task, outcome }: Of<'task_done'>): readonly CaseFact[] | Refusal {
  const open = c.reaches.some((r) => r.task === task && isOpenReach(r));
  return open ? [{ type: 'task_done', task, outcome }] : 'no_such_task';
}
