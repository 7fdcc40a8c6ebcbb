import type { CaseFact } from '../case/case-events.js';
import type { WaitingFor } from '../case/case-view.js';
import type { Outcome } from '../case/outcome.js';
import type { OpenCase } from '../case/recovery-case.js';
import type { Leaving } from './contact-hours.js';

/** A fact to record: a decision, or what time alone brought about. */
export interface RecordMove {
  readonly kind: 'record';
  readonly fact: CaseFact;
}

/** Nothing to do until a time or a change; every wait has an end and a reason. */
export interface WaitMove {
  readonly kind: 'wait';
  /** Epoch milliseconds. */
  readonly until: number;
  /** In words that an operator reads. */
  readonly reason: string;
  readonly waitingFor: WaitingFor;
  /** An effect is under way and its result ends this wait. */
  readonly effect: boolean;
  /** Whether time itself ends this wait; the time-out of an effect ends by its result. */
  readonly alarm: boolean;
  /** The message that would go out now, were it not for the hours of contact. */
  readonly postponed?: Leaving;
}

/** Nothing is left: the case ends like this. */
export interface CloseMove {
  readonly kind: 'close';
  readonly outcome: Outcome;
  readonly cause: string;
  /** The slot of the closing message, or why the customer got none. */
  readonly lastMessage: string;
}

/** What a case does next. */
export type Move = RecordMove | WaitMove | CloseMove;

/** A part of the journey: its next move, or undefined when it has nothing (more) to do. */
export type Part = (c: OpenCase, now: number) => Move | undefined;

/** The move that records a fact. */
export function record(fact: CaseFact): RecordMove {
  return { kind: 'record', fact };
}

/** The move that waits for time to pass or somebody to act. */
export function wait(until: number, reason: string, waitingFor: WaitingFor): WaitMove {
  return { kind: 'wait', until, reason, waitingFor, effect: false, alarm: true };
}

/** The move that waits for the hours of contact, to send a message. */
export function waitForHours(until: number, postponed: Leaving): WaitMove {
  const { message, channel } = postponed;
  return { ...wait(until, `the hours of contact, for the ${message} by ${channel}`, 'time'), postponed };
}

/** A wait for the hours of contact. */
export type PostponedMove = WaitMove & Required<Pick<WaitMove, 'postponed'>>;

/** Whether a move waits for the hours of contact alone. */
export function isPostponed(move: Move | undefined): move is PostponedMove {
  return move?.kind === 'wait' && move.postponed !== undefined;
}

/** The same wait, ended by another one where that ends before it. */
export function sooner(move: WaitMove, other: WaitMove): WaitMove {
  if (other.until >= move.until) return move;
  return { ...move, until: other.until, reason: other.reason, alarm: true };
}

/** The move that waits for the result of an effect, which times out at `until`. */
export function waitForEffect(until: number, reason: string): WaitMove {
  return { kind: 'wait', until, reason, waitingFor: 'provider', effect: true, alarm: false };
}
