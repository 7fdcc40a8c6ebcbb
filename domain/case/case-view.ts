import type { Channel } from '../contact/channels.js';
import type { Lease } from '../contact/lease.js';
import type { MessageType } from '../contact/messages.js';
import type { ClockName } from '../protocol/protocol.js';
import type { CaseIncident, Severity } from './incident.js';
import type { Outcome } from './outcome.js';
import type { MessageState, PromiseRecord } from './recovery-case.js';

/** The stages as lists and screens name them. */
export const stageNames = [
  'acknowledge',
  'apologize',
  'resolve',
  'follow_up',
  're_survey',
  'close_loop',
  'closed',
] as const;
/** One of the stages. */
export type StageName = (typeof stageNames)[number];

/** The worst state among the running clocks; `met` when none runs. Of a closed case: whether any clock was breached. */
export const slaStates = ['on_track', 'warned', 'breached', 'met'] as const;
/** One of these states. */
export type SlaState = (typeof slaStates)[number];

/** Whom or what a case waits for, coarsely. */
export const waits = ['agent', 'customer', 'provider', 'hold', 'decision', 'time', 'nothing'] as const;
/** One of these. */
export type WaitingFor = (typeof waits)[number];

/** What only a person of the team can end: somebody has to act, or to decide how the case ends. */
export const waitsForPerson = ['agent', 'decision'] as const satisfies readonly WaitingFor[];

/** A clock as screens show it. */
export interface ClockView {
  readonly clock: ClockName;
  readonly incidentId: string;
  readonly round: number;
  readonly dueAt: number;
  /** When it was met or became pointless; a clock without it is running, while its case is open. */
  readonly doneAt?: number;
  readonly state: SlaState;
}

/** A case as lists show it: derived from the facts and the next move, nothing personal in it. */
export interface CaseView {
  readonly reference: string;
  readonly number: number;
  readonly stage: StageName;
  readonly severity: Severity;
  readonly protocol: string;
  readonly team: string;
  readonly owner?: string;
  readonly openedAt: number;
  readonly round: number;
  readonly sla: SlaState;
  readonly waitingFor: WaitingFor;
  /** Due time of the clock that is due next. */
  readonly dueAt?: number;
  /** When the time for a person's decision ends; there while the case waits for one. */
  readonly decideBy?: number;
  /** By when what the customer wrote or asked for has to be seen to; there while that is somebody's task. */
  readonly answerBy?: number;
  readonly rung: number;
  readonly escalatedTo?: string;
  readonly heldUntil?: number;
  /** Since when nothing goes out by itself, because the customer wrote or asked for a call. */
  readonly repliedAt?: number;
  /** What the customer last said of the solution of this round, or a "not yet" that has begun it, apart from staff and surveys. */
  readonly acceptance?: { readonly settled: boolean; readonly at: number };
  readonly incidents: readonly (CaseIncident & { readonly resolvedAt?: number; readonly toldAt?: number })[];
  readonly verdict?: number;
  /** Why it failed, as whoever resolved it says; apart from the cause by which the case ended. */
  readonly rootCause?: string;
  readonly breaches: number;
  readonly inDoubt: number;
  /** When the customer last had an apology, of this case or an earlier one; the next case asks. */
  readonly lastApologyAt?: number;
  /** When the customer last heard something of the case, or may have: a message, but for confirmations, or a person. */
  readonly lastContactAt?: number;
  /** When the customer last had a survey of this case; other surveys ask. */
  readonly surveyedAt?: number;
  /** How long promotion stays away from the customer, for what was before this case too. */
  readonly lease: Lease;
  readonly outcome?: Outcome;
  readonly cause?: string;
  readonly closedAt?: number;
}

/** How a promise stands: `unheard` when the message that made it did not arrive, `withdrawn` when another one took it back. */
export type PromiseStanding = PromiseRecord['state'] | 'unheard';

/** A promise as screens show it. */
export interface PromiseView extends Pick<PromiseRecord, 'id' | 'about' | 'dueAt'> {
  readonly state: PromiseStanding;
}

/** What one sees who opens a case: derived from the facts alone, nothing personal in it. */
export interface CaseDetails {
  readonly clocks: readonly ClockView[];
  readonly promises: readonly PromiseView[];
  readonly messages: readonly MessageView[];
  /** When a person last spoke to the customer, asked to or not. */
  readonly reachedAt?: number;
  /** Why no message can reach the customer, while the case is open; missing where one can. */
  readonly noWay?: string;
}

/** A message as screens show it. */
export interface MessageView {
  readonly slot: string;
  readonly message: MessageType;
  readonly channel: Channel;
  readonly state: MessageState;
  /** When it ended, or was asked for while it has not. */
  readonly at: number;
}
