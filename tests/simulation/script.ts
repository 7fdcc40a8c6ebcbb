import type { CaseEventType, Verdict } from '../../domain/case/case-events.js';
import type { StaffCommand } from '../../domain/case/commands.js';
import type { Loss, Severity } from '../../domain/case/incident.js';
import type { Channel } from '../../domain/contact/channels.js';
import type { FrozenProtocol } from '../../domain/protocol/protocol.js';
import type { Place } from './places.js';

/** When something happens: a while after the start, or after the n-th fact of a type. Milliseconds at the pace of the protocol. */
export interface Cue {
  readonly after: 'start' | CaseEventType;
  readonly nth: number;
  readonly delay: number;
}

/** One incident as chance reports it. */
export interface IncidentPlan {
  readonly cue: Cue;
  readonly severity: Severity;
  readonly loss?: Loss;
  readonly baseline?: number;
  /** How long before its signal it was reported: the sweep may bring it late. */
  readonly reportedAgo: number;
  /** How long the opening or joining takes. */
  readonly takes: number;
  /** Nobody has written: we found out ourselves. */
  readonly operational: boolean;
  /** Criteria refuse it. */
  readonly refused: boolean;
  /** What its report makes of the ways to reach the customer. */
  readonly reachableBy?: readonly Channel[];
  /** It is signalled once more this much later. */
  readonly againAfter?: number;
}

/** What a member of staff, or somebody with an old link, asks of the case, sensible or not. */
export interface CommandPlan {
  readonly cue: Cue;
  readonly actor: string;
  /** Added to the round that the case is in. */
  readonly roundOff: number;
  readonly ask: CommandChoice;
}

/** A command before the case is known that it is given to. */
export type CommandChoice =
  | { readonly type: 'take' | 'resume' | 'withdraw' | 'abort' }
  | { readonly type: 'resolve'; readonly which: 'all' | 'first' | 'last' | 'unknown' }
  | { readonly type: 'recategorise'; readonly category: 'late_delivery' | 'wrong_item' }
  | { readonly type: 'hold'; readonly lasts: number }
  | { readonly type: 'close'; readonly outcome: Extract<StaffCommand, { type: 'close' }>['outcome'] }
  | { readonly type: 'message'; readonly channel?: Channel; readonly resume: boolean }
  | { readonly type: 'log_contact'; readonly spokeTo: boolean }
  | { readonly type: 'answer'; readonly score: number };

/** What becomes of one attempt to send. Of the two that end without a word, one has reached the customer. */
export interface SendPlan {
  readonly fate:
    | 'accepted'
    | 'bounced'
    | 'stopped'
    | 'bad_address'
    | 'refused_by_provider'
    | 'skipped'
    | 'in_doubt_arrived'
    | 'in_doubt_lost'
    | 'unsettled_arrived'
    | 'unsettled_lost';
  /** Until the message leaves, or the refusal is made. */
  readonly takes: number;
  /** From there until the result is known. */
  readonly answers: number;
  /** A cancel comes too late for this sender. */
  readonly ignoresCancel: boolean;
  /** A restart kills this sender. */
  readonly mortal: boolean;
  /** After how long a bounce is reported, or somebody finds out what became of a message in doubt; never, without it. */
  readonly found?: number;
  /** Why a bounced one did not arrive. */
  readonly code: 'mailbox_refused' | 'mailbox_full';
}

/** What becomes of one attempt to grant the remedy. */
export interface ActPlan {
  readonly fate: 'done' | 'failed' | 'unsettled_done' | 'unsettled_lost';
  readonly takes: number;
}

/** How the customer answers one survey. */
export interface AnswerPlan {
  readonly verdict?: Verdict;
  /** From the copy until the answer is stored. */
  readonly delay: number;
  /** A lost one leaves the answer to the look into the store; a sweep may bring it twice. */
  readonly signal: 'once' | 'twice' | 'lost';
}

/** What the customer writes, presses or refuses. */
export interface InputPlan {
  readonly cue: Cue;
  readonly kind:
    'reply' | 'angry' | 'thanks' | 'call_me' | 'settled' | 'not_settled' | 'stop' | 'stop_surveys' | 'start';
  /** Of a stop. */
  readonly channel: Channel;
  /** The case is told of it once more this much later. */
  readonly againAfter?: number;
}

/** How a person fares with a task that the case asked for; without an outcome nobody does it. */
export interface ReachPlan {
  readonly outcome?: 'done' | 'in_vain';
  readonly takes: number;
}

/** The customer's address on a channel is corrected. */
export interface CorrectionPlan {
  readonly cue: Cue;
  readonly channel: Channel;
}

/** The worker goes down for a while; what runs is started anew from the journal. */
export interface RestartPlan {
  readonly cue: Cue;
  readonly lasts: number;
}

/** Everything that chance decides about one customer's history. Lists of fates are used in turn, again and again. */
export interface Script {
  readonly protocol: FrozenProtocol;
  /** Milliseconds of plan that pass in one; the delays below are divided by it. */
  readonly pace: number;
  /** When it begins, epoch milliseconds; by default on 9 March 2026, 09:00 UTC. */
  readonly startAt?: number;
  /** Where the customer may be; without it messages go out at any hour. */
  readonly place?: Place;
  readonly reachableBy: readonly Channel[];
  /** How long before the start the customer last had an automatic apology. */
  readonly apologisedAgo?: number;
  readonly incidents: readonly IncidentPlan[];
  readonly commands: readonly CommandPlan[];
  readonly sends: readonly SendPlan[];
  readonly acts: readonly ActPlan[];
  readonly answers: readonly AnswerPlan[];
  readonly reaches: readonly ReachPlan[];
  readonly inputs: readonly InputPlan[];
  readonly corrections: readonly CorrectionPlan[];
  readonly restarts: readonly RestartPlan[];
  /** How long staff leave open what nobody else resolves. */
  readonly staffSilence: number;
  /** How long a look into the store for an unread answer takes. */
  readonly lookTakes: number;
  /** How long the last projection takes: a closed run can still be reached. */
  readonly closingTakes: number;
  /** The case opened under the rules before the present ones and adopts these at a restart. */
  readonly olderRules: boolean;
}
