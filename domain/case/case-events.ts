import type { Channel } from '../contact/channels.js';
import type { Lease } from '../contact/lease.js';
import type { MessageType, PromiseAbout, PromiseTerms } from '../contact/messages.js';
import type { ClockName, FrozenProtocol } from '../protocol/protocol.js';
import type { FrozenHours } from '../time/frozen-hours.js';
import type { AskKind, CaseTaskOutcome } from '../tasks/task.js';
import type { ContactKind } from './dialogue.js';
import type { CaseIncident, Money, Severity } from './incident.js';
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
  /** How the case ends, as its last message says. */
  readonly outcome?: Outcome;
  /** The text that a person wrote, by its id; the words stay in the store. */
  readonly text?: string;
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

/** What a customer wrote or did, by its id: the words stay in the store. */
interface InputRef {
  readonly input: string;
}

/** Names one running clock; the apology clock names the incident that opened the case. */
export interface ClockRef {
  readonly clock: ClockName;
  readonly incidentId: string;
  readonly round: number;
}

/** Why a case climbed a rung. */
export type EscalationCause =
  'breach' | 'missed_promise' | 'still_overdue' | 'low_verdict' | 'undecided' | 'unanswered';

/** How much a customer wants to be spared on a channel: every message, or only what they need not have. */
export const stopScopes = ['all', 'survey'] as const;
/** One of the two. */
export type StopScope = (typeof stopScopes)[number];

/** What a reply is, as far as its wording tells. */
export const replyReadings = ['reply', 'thanks'] as const;
/** One of the two. */
export type ReplyReading = (typeof replyReadings)[number];

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
  /** A person has to tell the customer by other means what no message can, to read what they wrote, or to call them. */
  task_requested: TaskRef & { readonly kind: 'reach_customer' | AskKind; readonly dueAt: number };
  task_raised: TaskRef;
  task_done: TaskRef & { readonly outcome: CaseTaskOutcome };
  /** Nobody did it in the time that a case waits for people. */
  task_lapsed: TaskRef;
  /** Nobody has to do it any more, or another task asks for all of it. */
  task_ended: TaskRef & { readonly replacedBy?: string };
  /** The customer can be reached by these channels now; on the corrected ones what was refused before counts no more. */
  contact_corrected: { readonly reachableBy: readonly Channel[]; readonly corrected: readonly Channel[] };
  /** Nothing of this class may be sent there any more; `confirm`: the customer is told so once, on that very channel. */
  channel_stopped: { readonly channel: Channel; readonly scope: StopScope; readonly confirm: boolean };
  /** The customer wants to be written to there again. */
  channel_freed: { readonly channel: Channel };
  /** They wrote. A plain thanks changes nothing; everything else shuts the gate until a person opens it. */
  customer_replied: InputRef & { readonly reading: ReplyReading };
  callback_requested: InputRef;
  /** The customer's own word about the solution, apart from what staff and surveys say. */
  settled: InputRef;
  /** `opens`: it opens the second chance; otherwise it waits for a person. */
  not_settled: InputRef & { readonly opens: boolean };
  severity_changed: { readonly severity: Severity; readonly because: 'wording' };
  /** A person wrote to the customer; the text is kept under this id. */
  text_written: { readonly text: string; readonly ordinal: number; readonly round: number; readonly channel?: Channel };
  /** A person was in touch with the customer outside of this system. */
  contact_logged: { readonly kind: ContactKind; readonly spokeTo: boolean };
  held: { readonly reason: string; readonly until: number };
  /** The hold is over; with `replies`, instead, the silence that a reply of the customer had brought about. */
  resumed: { readonly replies?: true };
  resolved: { readonly incidents: readonly string[]; readonly cause: string };
  answers_looked_for: { readonly round: number };
  survey_answered: Verdict & { readonly round: number };
  survey_expired: { readonly round: number };
  round_started: { readonly round: number; readonly cause: RoundCause };
  customer_withdrew: { readonly cause: string };
  ending_decided: { readonly outcome: Outcome; readonly cause: string };
  /** `input` where it was something that a customer wrote or did. */
  command_refused: { readonly command: string; readonly reason: string; readonly input?: string };
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
