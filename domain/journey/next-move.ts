import type { StageName } from '../case/case-view.js';
import type { OpenCase, RecoveryCase } from '../case/recovery-case.js';
import { dueFact, nextCallToAnswerAt, nextDue } from './due.js';
import type { Move, WaitMove } from './move.js';
import { isPostponed, record, sooner, wait, waitForEffect } from './move.js';
import { journeyMoves } from './parts.js';
import { heldUntil } from './proactive.js';
import { stages } from './stages/index.js';
import { toGoOut } from './steps.js';
import { answerCustomer, openCall } from './watchers/answer-customer.js';
import { awaitedReach } from './watchers/reach-by-hand.js';
import { settleMessages } from './watchers/settle-messages.js';

/**
 * What a case does next: record a fact, wait until a time for a reason, or close. Pure. In this order: what time brought
 * about, never gated; what the customer or a person asked for in so many words; the gate, which a reply or a hold shuts; a
 * message in flight, or of unknown fate; the watchers and the first stage that is not over. A wait ends at the earliest of all
 * times at which anything is due.
 */
export function nextMove(c: RecoveryCase, now: number): Move {
  if (c.phase === 'new') return beforeOpening(c.opening);
  const due = dueFact(c, now);
  if (due !== undefined) return record(due);
  const answer = answerCustomer(c, now);
  const asleep = isPostponed(answer);
  const move =
    (asleep ? undefined : answer) ??
    replyGate(c, now) ??
    gate(c, now) ??
    flight(c) ??
    settleMessages(c, now) ??
    journey(c, now);
  const next = asleep ? besides(move, answer) : move;
  return next.kind === 'wait' ? earliest(c, withPerson(c, next, now), now) : next;
}

/** What was written to the customer and waits for the hours of contact holds up nothing but the end. */
function besides(move: Move, answer: WaitMove): Move {
  if (move.kind === 'close') return answer;
  return move.kind === 'wait' ? sooner(move, answer) : move;
}

/** The stage that a case is in: the first that is not over. */
export function stageOf(c: OpenCase, now: number): StageName {
  if (c.phase === 'closed') return 'closed';
  if (c.ending !== undefined) return 'close_loop';
  return stages.find((stage) => stage.next(c, now) !== undefined)?.name ?? 'close_loop';
}

function beforeOpening(opening: string | undefined): Move {
  if (opening !== undefined) return waitForEffect(Number.MAX_SAFE_INTEGER, 'the case to open');
  return { kind: 'close', outcome: 'refused', cause: 'no_incident_qualified', lastMessage: 'none: refused' };
}

/** Until a person has read what the customer wrote, nothing goes out by itself, also where it is decided how the case ends. */
function replyGate(c: OpenCase, now: number): Move | undefined {
  if (c.repliedAt === undefined) return undefined;
  const calls = openCall(c) !== undefined;
  const until = nextCallToAnswerAt(c) ?? now + c.protocol.escalateAgainAfter;
  return wait(until, calls ? 'a person to call the customer' : 'a person to read what the customer wrote', 'agent');
}

/** While a case is on hold its stages are silent; a decision that it ends opens the gate. */
function gate(c: OpenCase, now: number): Move | undefined {
  if (c.hold === undefined || c.ending !== undefined) return undefined;
  if (now >= c.hold.until) return record({ type: 'resumed' });
  return wait(c.hold.until, 'the end of the hold', 'hold');
}

/** One customer message at a time, so that none overtakes another. */
function flight(c: OpenCase): Move | undefined {
  const flying = c.messages.find((m) => m.state === 'requested');
  return flying && toGoOut(c, flying.message, flying.requestedAt);
}

function journey(c: OpenCase, now: number): Move {
  const moves = journeyMoves(c, now);
  const last = moves.at(-1) ?? wait(now + c.protocol.soon, 'the end', 'nothing');
  return last.kind === 'wait' ? moves.filter((move) => move.kind === 'wait').reduce(sooner, last) : last;
}

/**
 * A person who has to reach the customer is waited for, whatever else the journey waits for meanwhile; one who has to call
 * them, during a hold as well.
 */
function withPerson(c: OpenCase, move: WaitMove, now: number): WaitMove {
  if (openCall(c) !== undefined && !move.effect && move.waitingFor !== 'decision')
    return { ...move, waitingFor: 'agent' };
  const others = move.effect || move.waitingFor === 'hold' || move.waitingFor === 'decision';
  return others || awaitedReach(c, now) === undefined ? move : { ...move, waitingFor: 'agent' };
}

/** What time brings about next; what is kept back may be told at the end of its time, whatever else the case waits for. */
function soonest(c: OpenCase, now: number): ReturnType<typeof nextDue> {
  const due = nextDue(c, now);
  const told = heldUntil(c, now);
  if (told === undefined || (due !== undefined && due.at <= told)) return due;
  return { at: told, what: 'the first word about what the customer does not know of' };
}

function earliest(c: OpenCase, move: WaitMove, now: number): WaitMove {
  const due = soonest(c, now);
  // An effect that a later run started again may outlive its time: clocks have to wake that case all the same.
  const ends = move.until > now ? move.until : Infinity;
  if (due === undefined || due.at >= ends) return move;
  return { ...move, until: due.at, reason: due.what, alarm: true };
}
