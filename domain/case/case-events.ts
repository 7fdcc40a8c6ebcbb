import type { Channel } from '../contact/channels.js';
import type { Lease } from '../contact/lease.js';
import type { MessageType, PromiseAbout, PromiseTerms } from '../contact/messages.js';
import type { ClockName, FrozenProtocol } from '../protocol/protocol.js';
import type { FrozenHours } from '../time/frozen-hours.js';
import type { taskOutcomes } from '../tasks/task.js';
import type { CaseIncident, Money } from './incident.js';
import type { Outcome, RoundCause } from './outcome.js';

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
  /** The time of a promised check or survey that this message puts off: the text has to say so. */
  readonly withdrawnDueAt?: number;
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
  /** How long promotion stays away from this customer for what was before this case. */
  readonly earlierLease?: Lease;
  /** Where this customer's clocks may be; a case without it writes at any hour, as all did before there were hours. */
  readonly hours?: FrozenHours;
}

/** What a customer answered; the comment stays in the `surveys` collection. */
export interface Verdict {
  readonly score: number;
  readonly heard?: boolean;
  readonly repeated?: boolean;
}

interface SlotRef {
  readonly slot: Slot;
}

interface TaskRef {
  readonly task: string;
}

/** Whether a person could tell the customer. */
export type ReachOutcome = (typeof taskOutcomes)['reach_customer'][number];

/** Names one running clock; the apology clock names the incident that opened the case. */
export interface ClockRef {
  readonly clock: ClockName;
  readonly incidentId: string;
  readonly round: number;
}

/** Why a case climbed a rung. */
export type EscalationCause = 'breach' | 'missed_promise' | 'still_overdue' | 'low_verdict' | 'undecided';

/** What each kind of fact says; the names are past tense and never change their meaning. */
export interface CaseFacts {
  opening_requested: { readonly incidentId: string };
  case_opened: Opening;
  joining_requested: { readonly incidentId: string };
  /** `reachableBy` and `hours` are there when this report has made the customer reachable in other ways, or at other hours, than before. */
  incident_joined: {
    readonly incident: CaseIncident;
    readonly reachableBy?: readonly Channel[];
    readonly hours?: FrozenHours;
  };
  incident_refused: { readonly incidentId: string; readonly reason: string };
  rules_adopted: { readonly version: number };
  recategorisation_requested: { readonly category: string };
  /** The case goes on by the protocol of this category, as it stands in the programme that the case froze. */
  recategorised: { readonly category: string; readonly protocol: FrozenProtocol };
  owner_changed: { readonly owner: string };
  message_requested: MessageOrder;
  message_accepted: SlotRef;
  message_skipped: SlotRef & { readonly reason: string };
  message_rejected: SlotRef & { readonly code: string };
  message_unsettled: SlotRef;
  message_in_doubt: SlotRef;
  message_withdrawn: SlotRef;
  /** It was accepted, and did not arrive: the provider said so, or its receipt did not come in time (`no_receipt`). */
  message_undelivered: SlotRef & { readonly code: string };
  act_requested: { readonly act: 'voucher'; readonly amount: Money; readonly request: number };
  act_done: { readonly act: 'voucher' };
  act_failed: { readonly act: 'voucher'; readonly code: string };
  act_unsettled: { readonly act: 'voucher' };
  clock_warned: ClockRef & { readonly percent: number };
  clock_breached: ClockRef;
  escalated: { readonly rung: number; readonly to: string; readonly because: EscalationCause };
  promise_made: SlotRef & { readonly id: string; readonly about: PromiseAbout; readonly dueAt: number };
  promise_kept: SlotRef & { readonly id: string };
  promise_missed: { readonly id: string };
  promise_withdrawn: SlotRef & { readonly id: string };
  /** The message that made it did not arrive: nobody heard it. */
  promise_unheard: SlotRef & { readonly id: string };
  /** The message that kept it, or gave notice, did not arrive: it is still owed. */
  promise_reopened: SlotRef & { readonly id: string };
  /** A person has to tell the customer by other means what no message can. */
  task_requested: TaskRef & { readonly kind: 'reach_customer'; readonly dueAt: number };
  task_raised: TaskRef;
  task_done: TaskRef & { readonly outcome: ReachOutcome };
  /** Nobody did it in the time that a case waits for people. */
  task_lapsed: TaskRef;
  /** Nobody has to do it any more. */
  task_ended: TaskRef;
  /** The customer can be reached by these channels now; on the corrected ones what was refused before counts no more. */
  contact_corrected: { readonly reachableBy: readonly Channel[]; readonly corrected: readonly Channel[] };
  held: { readonly reason: string; readonly until: number };
  resumed: object;
  resolved: { readonly incidents: readonly string[]; readonly cause: string };
  answers_looked_for: { readonly round: number };
  survey_answered: Verdict & { readonly round: number };
  survey_expired: { readonly round: number };
  round_started: { readonly round: number; readonly cause: RoundCause };
  customer_withdrew: { readonly cause: string };
  ending_decided: { readonly outcome: Outcome; readonly cause: string };
  command_refused: { readonly command: string; readonly reason: string };
  case_closed: { readonly outcome: Outcome; readonly cause: string; readonly lastMessage: string };
  case_reopened: { readonly because: string };
}

/** The type names of all facts. */
export type CaseEventType = keyof CaseFacts;

/** What happened or was decided, without the stamp. */
export type CaseFact<T extends CaseEventType = CaseEventType> = {
  [K in T]: { readonly type: K } & CaseFacts[K];
}[T];

/** Who, when and under which version of the rules; every fact carries it (requirement G4). */
export interface Stamp {
  readonly at: number;
  /** `system`, `customer`, or the id of the member of staff or backend whose key was used. */
  readonly actor: string;
  readonly rules: number;
}

/** A fact with its stamp, as the journal keeps it. */
export type CaseEvent<T extends CaseEventType = CaseEventType> = {
  [K in T]: { readonly type: K } & CaseFacts[K] & Stamp;
}[T];
