import type { Money, Severity } from '../case/incident.js';
import type { Channel } from '../contact/channels.js';
import type { MessageType } from '../contact/messages.js';
import type { DailyWindow } from '../time/daily-window.js';
import type { StaffedCalendar } from '../time/staffed.js';

/** The running targets of a case; `apology` runs once a case, the others once an incident. */
export const clockNames = ['acknowledgement', 'apology', 'resolution'] as const;
/** One of the clocks. */
export type ClockName = (typeof clockNames)[number];

/** A remedy that is granted without a person: a voucher of a fixed amount. */
export interface AutomaticRemedy {
  readonly kind: 'voucher';
  readonly amount: Money;
  /** A money loss above this needs a person first: what is owed comes before goodwill. */
  readonly lossUpTo: Money;
}

/** The numbers of one protocol, frozen into a case when it opens. All durations are milliseconds. */
export interface FrozenProtocol {
  readonly name: string;
  /** Content hash of the programme it was taken from: texts and teams are looked up under it. */
  readonly programme: string;
  readonly team: string;
  /** Channels in the order of preference. */
  readonly channels: readonly Channel[];
  readonly clocks: Readonly<Record<ClockName, number>>;
  readonly warnings: {
    /** Percent of a clock at which it warns. */
    readonly at: readonly number[];
    /** The same for clocks shorter than `shortUnder`. */
    readonly shortAt: readonly number[];
    readonly shortUnder: number;
  };
  /** An overdue clock climbs another rung each time this much passes. */
  readonly escalateAgainAfter: number;
  /** Staff ids from the lowest rung to the highest; never empty. */
  readonly ladder: readonly string[];
  /** How long the apology waits for somebody to take the case and sign it. */
  readonly apologyWaits: number;
  readonly followUpAfter: number;
  readonly survey: {
    readonly after: number;
    readonly reminderAfter: number;
    readonly expiresAfter: number;
    /** The lowest score, 1 to 5, that counts as recovered. */
    readonly target: number;
  };
  readonly promises: {
    /** Never promise news sooner than this. */
    readonly atLeast: number;
    /** A missed promise is renewed once, for this far ahead. */
    readonly renewedFor: number;
    /** How much later than planned a promised follow-up or survey may come. */
    readonly slack: number;
  };
  /** When customers may be written to, on their own clocks; without it at any hour. */
  readonly contactHours?: DailyWindow;
  /** It is about the safety of customers: they are written to at any hour. False by default. */
  readonly safety?: boolean;
  /** When the team is at work, as its calendar was on the day of freezing; without it always. */
  readonly staffed?: StaffedCalendar;
  /** By when a person reads what a customer wrote; a case from before there was such a number has the time of an apology. */
  readonly answerWithin?: number;
  /** How long a case waits for a person's decision after a second low verdict. */
  readonly decideWithin: number;
  /** One automatic apology per customer and this window. */
  readonly apologyWindow: number;
  /**
   * Promotion stays away for this long after a case in which the customer did not say how it ended for them, and after a
   * refused report. A case from before there was such a number lacks it: then only the customer's word ends its lease.
   */
  readonly coolOff?: number;
  /** Messages a round, by severity; see `journey/budget.ts`. */
  readonly messageBudget: Readonly<Record<Severity, number>>;
  readonly automaticRemedy?: AutomaticRemedy;
  /** What automatic remedies of this protocol may cost in a calendar month (UTC); without it there is no such limit. */
  readonly goodwillPerMonth?: Money;
  /** How long the acknowledgement waits for the automatic remedy, so that one message can say both. */
  readonly remedyWithin: number;
  /** How long nothing is said of a failure that we found ourselves, unless it is put right before; without it not at all. */
  readonly holdProactive?: number;
  readonly longestHold: number;
  /** How long a message is worth sending: the schedule-to-close time of a send. */
  readonly worthSending: number;
  /** Within this long a channel that reports delivery has to show a receipt, or another channel is tried; without it never. */
  readonly receiptWithin?: number;
  /** Messages that are sent once more where nothing tells whether they arrived; by default a person has to find out. */
  readonly sendAgainInDoubt?: readonly MessageType[];
  /** A rest shorter than this is not projected to the read model. */
  readonly soon: number;
}
