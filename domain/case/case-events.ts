import type { Channel } from '../contact/channels.js';
import type { MessageType, PromiseAbout, PromiseTerms } from '../contact/messages.js';
import type { ClockName, FrozenProtocol } from '../protocol/protocol.js';
import type { CaseIncident, Money } from './incident.js';
import type { Outcome, RoundCause } from './recovery-case.js';

/** Names a message within its case: `{round}/{message}/{ordinal}/{channel}`; tenant and case in front make the send key. */
export type Slot = string;

/** What is asked of a sender; `request` rises when the same slot is asked for again. */
export interface MessageOrder {
  readonly slot: Slot;
  readonly message: MessageType;
  readonly round: number;
  readonly ordinal: number;
  readonly channel: Channel;
  readonly request: number;
  /** The incidents that the text speaks of. */
  readonly incidents: readonly string[];
  /** Steps that this message carries besides its own, for example an apology in the first resolution. */
  readonly covers: readonly MessageType[];
  readonly promise?: PromiseTerms;
  /** The time of a promise that was missed and not yet owned up to. */
  readonly missedDueAt?: number;
}

/** The facts of opening: what was frozen for this case. */
export interface Opening {
  readonly caseId: string;
  readonly number: number;
  readonly reference: string;
  readonly incident: CaseIncident;
  readonly protocol: FrozenProtocol;
  /** The channels on which this customer can be reached, best first; empty: a person has to. */
  readonly reachableBy: readonly Channel[];
  /** When this customer last had an automatic apology, in this or an earlier case. */
  readonly lastApologyAt?: number;
}

/** What a customer answered; the comment stays in the `surveys` collection. */
export interface Verdict {
  readonly score: number;
  readonly heard?: boolean;
  readonly repeated?: boolean;
}

interface SlotFact {
  readonly slot: Slot;
}

/** What happened or was decided, without the stamp; past tense, one member a fact. */
export type CaseFact =
  | { readonly type: 'opening_requested'; readonly incidentId: string }
  | ({ readonly type: 'case_opened' } & Opening)
  | { readonly type: 'joining_requested'; readonly incidentId: string }
  | { readonly type: 'incident_joined'; readonly incident: CaseIncident }
  | { readonly type: 'incident_refused'; readonly incidentId: string; readonly reason: string }
  | { readonly type: 'rules_adopted'; readonly rules: number }
  | { readonly type: 'owner_changed'; readonly owner: string }
  | ({ readonly type: 'message_requested' } & MessageOrder)
  | ({ readonly type: 'message_accepted' } & SlotFact)
  | ({ readonly type: 'message_skipped'; readonly reason: string } & SlotFact)
  | ({ readonly type: 'message_rejected'; readonly code: string } & SlotFact)
  | ({ readonly type: 'message_unsettled' } & SlotFact)
  | ({ readonly type: 'message_in_doubt' } & SlotFact)
  | ({ readonly type: 'message_withdrawn' } & SlotFact)
  | { readonly type: 'act_requested'; readonly act: 'voucher'; readonly amount: Money; readonly request: number }
  | { readonly type: 'act_done'; readonly act: 'voucher' }
  | { readonly type: 'act_failed'; readonly act: 'voucher'; readonly code: string }
  | { readonly type: 'act_unsettled'; readonly act: 'voucher' }
  | ({ readonly type: 'clock_warned'; readonly percent: number } & ClockRef)
  | ({ readonly type: 'clock_breached' } & ClockRef)
  | { readonly type: 'escalated'; readonly rung: number; readonly to: string; readonly because: EscalationCause }
  | {
      readonly type: 'promise_made';
      readonly id: string;
      readonly about: PromiseAbout;
      readonly dueAt: number;
      readonly slot: Slot;
    }
  | { readonly type: 'promise_kept'; readonly id: string; readonly slot: Slot }
  | { readonly type: 'promise_missed'; readonly id: string }
  | { readonly type: 'promise_withdrawn'; readonly id: string; readonly slot: Slot }
  | { readonly type: 'held'; readonly reason: string; readonly until: number }
  | { readonly type: 'resumed' }
  | { readonly type: 'resolved'; readonly incidents: readonly string[]; readonly cause: string }
  | { readonly type: 'answers_looked_for'; readonly round: number }
  | ({ readonly type: 'survey_answered'; readonly round: number } & Verdict)
  | { readonly type: 'survey_expired'; readonly round: number }
  | { readonly type: 'round_started'; readonly round: number; readonly cause: RoundCause }
  | { readonly type: 'customer_withdrew'; readonly cause: string }
  | { readonly type: 'ending_decided'; readonly outcome: Outcome; readonly cause: string }
  | { readonly type: 'command_refused'; readonly command: string; readonly reason: string }
  | { readonly type: 'case_closed'; readonly outcome: Outcome; readonly cause: string; readonly lastMessage: string }
  | { readonly type: 'case_reopened'; readonly because: string };

/** Why a case climbed a rung. */
export type EscalationCause = 'breach' | 'missed_promise' | 'still_overdue' | 'low_verdict';

/** Names one running clock. */
export interface ClockRef {
  readonly clock: ClockName;
  readonly incidentId: string;
  readonly round: number;
}

/** Who, when and under which version of the rules; every fact carries it (requirement G4). */
export interface Stamp {
  readonly at: number;
  /** `system`, `customer`, or the id of the member of staff or backend whose key was used. */
  readonly actor: string;
  readonly rules: number;
}

/** A fact with its stamp, as the journal keeps it. */
export type CaseEvent = CaseFact & Stamp;
/** The type names of all facts. */
export type CaseEventType = CaseFact['type'];
/** One member of the union, by its type. */
export type EventOf<T extends CaseEventType> = Extract<CaseEvent, { type: T }>;
