import type { Channel } from '../contact/channels.js';
import type { Lease } from '../contact/lease.js';
import type { PromiseAbout } from '../contact/messages.js';
import type { FrozenProtocol } from '../protocol/protocol.js';
import type { FrozenHours } from '../time/frozen-hours.js';
import type { ClockRef, EscalationCause, MessageOrder, Slot, Verdict } from './case-events.js';
import type { AskRecord, ReachRecord } from './case-tasks.js';
import type { ChannelStop, LoggedContact, WrittenText } from './dialogue.js';
import type { CaseIncident, Money, Severity } from './incident.js';
import type { Outcome, RoundCause } from './outcome.js';

/**
 * The version of the rules in `domain/`; a changed decision branches on the version that a case carries.
 *
 * 1. The first rules.
 * 2. A second low verdict calls the next rung to decide, and again when half the time to decide has passed.
 * 3. Where no channel is left, a person is asked to reach the customer, and the case waits for that before it ends.
 * 4. One voice: hours, opt-outs, the customer's own word, people who write; one message where two are due.
 */
export const RULES = 4;

/** An incident within its case, with what has become of it. What the customer was told of it is derived: `journey/told.ts`. */
export interface IncidentInCase extends CaseIncident {
  /** The round in which it came into the case; its acknowledgement belongs there. */
  readonly joinedInRound: number;
  /** When the case took it in: whoever told the customer before that did not speak of it. */
  readonly joinedAt: number;
  /** The round that its resolution clock belongs to. */
  readonly round: number;
  /** Where that clock starts: the report, or the start of a second chance. */
  readonly clockFrom: number;
  readonly resolvedAt?: number;
  /** A decision has ended the recovery of this incident; a later incident may keep the case open. */
  readonly moot: boolean;
}

/** How a requested message stands. */
export type MessageState =
  'requested' | 'accepted' | 'skipped' | 'rejected' | 'unsettled' | 'in_doubt' | 'withdrawn' | 'undelivered';

/** A message of this case with its latest request and what came of it. */
export interface MessageRecord extends MessageOrder {
  readonly state: MessageState;
  readonly requestedAt: number;
  readonly endedAt?: number;
  /** Why it was skipped, rejected or not delivered. */
  readonly code?: string;
  /** How many of its earlier requests met the end of the hours of contact; 0 by default. */
  readonly nights?: number;
}

/** Something told to the customer with a due time. */
export interface PromiseRecord {
  readonly id: string;
  readonly about: PromiseAbout;
  readonly dueAt: number;
  readonly madeAt: number;
  readonly slot: Slot;
  readonly round: number;
  readonly state: 'open' | 'kept' | 'missed' | 'withdrawn';
  /** The message that kept it, or gave notice. */
  readonly endedBy?: Slot;
  /** A message admitted that it was missed. */
  readonly ownedUp: boolean;
}

/** What has happened to one clock so far. */
export interface ClockRecord extends ClockRef {
  /** The highest percentage at which it has warned; 0 before. */
  readonly warned: number;
  readonly breachedAt?: number;
}

/** The current round: the first try, the second chance, or a new start after a late join. */
export interface Round {
  readonly number: number;
  readonly cause: RoundCause;
  readonly startedAt: number;
  readonly verdict?: Verdict & { readonly at: number };
  readonly expiredAt?: number;
  /** What the customer themselves last said of the solution. */
  readonly acceptance?: { readonly settled: boolean; readonly at: number };
  /** An activity is looking for an unread answer before silence is recorded. */
  readonly looking: boolean;
}

/** The automatic remedy of a case. */
export interface ActRecord {
  readonly act: 'voucher';
  readonly amount: Money;
  readonly request: number;
  readonly requestedAt: number;
  readonly state: 'requested' | 'unsettled' | 'done' | 'failed';
}

/** A pause of the stages with its reason and end; clocks run on. */
export interface Hold {
  readonly reason: string;
  readonly until: number;
}

/** How a person decided that the case is to end. */
export interface Ending {
  readonly outcome: Outcome;
  readonly cause: string;
  readonly by: string;
}

/** What every phase of a case knows. */
interface Common {
  /** Number of facts folded so far. */
  readonly seq: number;
  /** Chained checksum of those facts. */
  readonly chain: string;
  readonly rules: number;
  /** When the last fact was recorded. */
  readonly at: number;
  /** Incident ids whose opening or joining is in flight. */
  readonly joining: readonly string[];
  /** Incident ids that were refused in this run. */
  readonly refused: readonly string[];
}

/** Before the first incident was accepted. */
export interface NewCase extends Common {
  readonly phase: 'new';
  readonly opening?: string;
}

/** A recovery under way, or closed: the fold of its facts. */
export interface OpenCase extends Common {
  readonly phase: 'open' | 'closed';
  readonly caseId: string;
  readonly number: number;
  readonly reference: string;
  readonly openedAt: number;
  readonly protocol: FrozenProtocol;
  readonly severity: Severity;
  readonly incidents: readonly IncidentInCase[];
  readonly reachableBy: readonly Channel[];
  readonly owner?: string;
  readonly round: Round;
  readonly secondChanceUsed: boolean;
  /** Rounds whose survey the customer has answered. */
  readonly answered: readonly number[];
  readonly messages: readonly MessageRecord[];
  /** When the address of a channel was last corrected: what it refused before counts no more. */
  readonly corrected: Readonly<Partial<Record<Channel, number>>>;
  /** Tasks to reach the customer by other means, in order. */
  readonly reaches: readonly ReachRecord[];
  readonly promises: readonly PromiseRecord[];
  readonly clocks: readonly ClockRecord[];
  /** The rung reached, 1 for the first; 0 before any escalation. */
  readonly rung: number;
  readonly escalatedTo?: string;
  readonly escalatedAt?: number;
  /** Escalations that a breach, a missed promise or a low verdict has earned and that are not recorded yet. */
  readonly escalationsDue: readonly EscalationCause[];
  readonly lastApologyAt?: number;
  /** How long promotion stays away from the customer for what was before this case. */
  readonly earlierLease?: Lease;
  /** Where the customer's clocks may be; without it the case writes at any hour. */
  readonly hours?: FrozenHours;
  /** The category to which the case is being moved; its protocol is being looked up. */
  readonly recategorising?: string;
  /** The last move to another category. */
  readonly recategorised?: { readonly at: number; readonly category: string };
  readonly act?: ActRecord;
  readonly hold?: Hold;
  /** Channels on which the customer wants no messages. */
  readonly stopped: Readonly<Partial<Record<Channel, ChannelStop>>>;
  /** Channels on which the customer does not want to be asked how it went. */
  readonly surveysStopped: readonly Channel[];
  /** Tasks that what the customer wrote has made, in order. */
  readonly asks: readonly AskRecord[];
  /** Since when nothing goes out by itself, because the customer wrote or asked for a call. */
  readonly repliedAt?: number;
  /** When that last ended: a person had seen to it, or the case closed. */
  readonly seenToAt?: number;
  /** What the customer wrote or did, by its id: each counts once. */
  readonly inputs: readonly string[];
  readonly texts: readonly WrittenText[];
  readonly contacts: readonly LoggedContact[];
  /** Root cause as the resolving person named it. */
  readonly cause?: string;
  readonly ending?: Ending;
  readonly closed?: { readonly at: number; readonly outcome: Outcome; readonly cause: string };
}

/** The state of a recovery in any phase. */
export type RecoveryCase = NewCase | OpenCase;
