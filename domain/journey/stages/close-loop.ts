import { tasksOf } from '../../case/fold-reaching.js';
import type { Outcome } from '../../case/outcome.js';
import type { OpenCase } from '../../case/recovery-case.js';
import { declinesSurveys } from '../../contact/stops.js';
import { hasRoom } from '../budget.js';
import type { Move, Part } from '../move.js';
import { record, wait, waitForEffect } from '../move.js';
import { isHeld, isUnknown } from '../proactive.js';
import { askOnce, first, standing } from '../steps.js';
import { heardOf } from '../told.js';
import { isGood } from '../verdict.js';
import { awaitCall } from '../watchers/answer-customer.js';
import { remedyPending, settleRemedy } from '../watchers/grant-remedy.js';
import { awaitReach, endReach, reachedByHand } from '../watchers/reach-by-hand.js';

/** How a case is about to end; `news` asks for a closing message whatever the budget says. */
interface End {
  readonly outcome: Outcome;
  readonly cause: string;
  readonly news: boolean;
}

/** Outcome, cause and a last message that the customer can see, or the reason why there is none. */
export const closeLoop: Part = (c, now) => {
  const unfinished = finishEffects(c) ?? endReach(c, now) ?? (c.ending === undefined ? awaitPeople(c, now) : undefined);
  if (unfinished !== undefined) return unfinished;
  const end = endOf(c, now);
  if (end === undefined) return awaitDecision(c);
  if (c.rules >= 4 && isUnknown(c))
    return { kind: 'close', ...ended(end), lastMessage: 'none: the customer knew nothing of it' };
  const wanted = end.news || hasRoom(c, 'closing') || c.promises.some((p) => p.state === 'open');
  const message = wanted
    ? askOnce(c, { message: 'closing', incidents: known(c, now), ...(c.rules >= 4 && { outcome: end.outcome }) }, now)
    : undefined;
  return message ?? breakPromises(c) ?? close(c, end, wanted);
};

/** Whoever was asked to reach or to call the customer has their time before the case ends by itself. */
function awaitPeople(c: OpenCase, now: number): Move | undefined {
  return awaitReach(c, now) ?? awaitCall(c, now);
}

/** What the last message may speak of: not of what the customer does not know, unless there is nothing else. */
function known(c: OpenCase, now: number): readonly string[] {
  const open = c.incidents.filter((i) => !isHeld(c, i, now));
  return (open.length === 0 ? c.incidents : open).map((i) => i.id);
}

/** How the case ends, or undefined while a person has to decide after a second low verdict. */
export function endOf(c: OpenCase, now: number): End | undefined {
  const { ending, round, cause = 'unknown' } = c;
  const again = round.number > 1;
  if (ending !== undefined) return { outcome: ending.outcome, cause: ending.cause, news: true };
  if (round.verdict === undefined) {
    const silent = round.expiredAt === undefined && !reachedByHand(c) && !wasSpared(c);
    return { outcome: silent ? 'unreachable' : 'unconfirmed', cause, news: again };
  }
  if (isGood(c, round.verdict.score)) return { outcome: 'recovered', cause, news: again };
  return now < decideBy(c) ? undefined : { outcome: 'not_recovered', cause: 'undecided', news: true };
}

/** Whether the customer heard the solution and only does not want to be asked about it. */
function wasSpared(c: OpenCase): boolean {
  return declinesSurveys(c) && c.incidents.every((i) => i.moot || (i.resolvedAt !== undefined && heardOf(c, i)));
}

function ended(end: End): Pick<End, 'outcome' | 'cause'> {
  return { outcome: end.outcome, cause: end.cause };
}

function awaitDecision(c: OpenCase): Move {
  return wait(decideBy(c), 'a person to decide after a second low verdict', 'decision');
}

/** By when a person has to decide after a second low verdict. */
export function decideBy(c: OpenCase): number {
  return (c.round.verdict?.at ?? c.round.startedAt) + c.protocol.decideWithin;
}

/** A case does not close while an incident is joining, a task is being raised, or a remedy may still be granted. */
function finishEffects(c: OpenCase): Move | undefined {
  const { joining, act, protocol } = c;
  if (tasksOf(c).some((r) => r.state === 'requested'))
    return waitForEffect(c.at + protocol.worthSending, 'a task that is being raised');
  if (joining.length > 0) return waitForEffect(c.at + protocol.worthSending, 'an incident that is joining');
  if (c.recategorising !== undefined) return waitForEffect(c.at + protocol.worthSending, 'a change of category');
  const again = settleRemedy(c);
  if (again !== undefined) return again;
  if (act === undefined || !remedyPending(c)) return undefined;
  return waitForEffect(act.requestedAt + protocol.worthSending, 'the automatic remedy');
}

/** What was promised and can no longer be said was missed, and says so. */
function breakPromises(c: OpenCase): Move | undefined {
  const open = c.promises.find((p) => p.state === 'open');
  return open && record({ type: 'promise_missed', id: open.id });
}

function close(c: OpenCase, end: End, wanted: boolean): Move {
  const budget = 'none: no room in the message budget, and no news';
  if (!wanted) return { kind: 'close', ...ended(end), lastMessage: budget };
  const closing = standing(c, first(c, 'closing'));
  const slot = closing.kind === 'over' ? closing.slot : undefined;
  const lastMessage = slot ?? 'none: no channel reached the customer';
  // As it was told it has ended, also where the customer changed what they want to be asked since; but an answer counts.
  const told = c.round.verdict === undefined ? c.messages.find((m) => m.slot === slot)?.outcome : undefined;
  return { kind: 'close', outcome: told ?? end.outcome, cause: end.cause, lastMessage };
}
