import type { CaseEvent, MessageOrder, Opening, Verdict } from '../domain/case/case-events.js';
import type { CaseView } from '../domain/case/case-view.js';
import type { CaseIncident, Money } from '../domain/case/incident.js';
import type { Channel } from '../domain/contact/channels.js';
import type { CorrectionTimes } from '../domain/contact/corrections.js';
import type { FrozenHours } from '../domain/time/frozen-hours.js';
import type { MessageContext } from '../domain/journey/message-context.js';
import type { CaseTaskKind } from '../domain/tasks/task.js';

/** The monthly limit of a protocol's automatic remedies. */
export interface Goodwill {
  readonly protocol: string;
  readonly perMonth: Money;
}

/** What opening an incident came to. */
export type OpenResult =
  | { readonly kind: 'opened'; readonly opening: Opening }
  | { readonly kind: 'restored'; readonly journal: readonly CaseEvent[] }
  | { readonly kind: 'refused'; readonly reason: string };

/** What joining an incident came to. */
export type JoinResult =
  | {
      readonly kind: 'joined';
      readonly incident: CaseIncident;
      readonly reachableBy: readonly Channel[];
      /** When addresses of this customer were corrected, where they were. */
      readonly correctedAt?: CorrectionTimes;
      /** Where the customer's clocks are, where the case has others frozen or its own end soon. */
      readonly hours?: FrozenHours;
    }
  | { readonly kind: 'refused'; readonly reason: string };

/** Names the run that asks for an activity. */
export interface CustomerRun {
  readonly tenant: string;
  readonly customerId: string;
}

/** Input of `openCase`. */
export interface OpenCaseInput extends CustomerRun {
  readonly incidentId: string;
}

/** What a case knows of where its customer's clocks are. */
export interface KnownHours {
  /** IANA names, in the order in which they were frozen. */
  readonly zones: readonly string[];
  /** Epoch milliseconds up to which their changes are known. */
  readonly until: number;
}

/** Input of `joinCase`. */
export interface JoinCaseInput extends CustomerRun {
  readonly caseId: string;
  readonly incidentId: string;
  /** The channels of the case's protocol, best first. */
  readonly channels: readonly Channel[];
  /** Hash of the programme that the case froze: its criteria decide. */
  readonly programme: string;
  /** Missing for a case that writes at any hour. */
  readonly hours?: KnownHours;
}

/** What a sender has to know of the case besides the order; it stands in every history. */
export interface SendContext extends CustomerRun, MessageContext {}

/** Input of `deliver`; the slot follows from the rest of the order. */
export interface DeliverInput extends SendContext {
  readonly order: Omit<MessageOrder, 'slot'>;
}

/** Input of `protocolOf`. */
export interface ProtocolInput {
  readonly tenant: string;
  /** Hash of the programme that the case froze. */
  readonly programme: string;
  readonly category: string;
}

/** Input of `raiseTask`. */
export interface RaiseTaskInput {
  readonly tenant: string;
  readonly caseId: string;
  readonly task: string;
  readonly dueAt: number;
  /** What is asked for; to reach the customer, in what runs of earlier releases have asked for. */
  readonly kind?: CaseTaskKind;
}

/** Input of `withdraw`. */
export interface WithdrawInput {
  readonly tenant: string;
  readonly caseId: string;
  readonly slot: string;
  readonly request: number;
  /** Missing in what runs of earlier releases have asked for. */
  readonly customerId?: string;
}

/** Input of `grantRemedy`. */
export interface GrantInput {
  readonly tenant: string;
  readonly caseId: string;
  readonly amount: Money;
  /** Without it the protocol has no monthly limit. */
  readonly goodwill?: Goodwill;
}

/** What granting a remedy came to; the code of a voucher stays in the store. */
export type GrantResult = { readonly kind: 'done' } | { readonly kind: 'failed'; readonly code: string };

/** Input of `lookForAnswer`. */
export interface LookInput {
  readonly tenant: string;
  readonly caseId: string;
  readonly round: number;
}

/** A stored answer, or none. */
export interface LookResult {
  readonly answer?: Verdict;
}

/** Input of `projectCase`: facts and view for the read model. */
export interface ProjectInput extends CustomerRun {
  readonly caseId: string;
  /** The place before the first of `events`. */
  readonly after: { readonly seq: number; readonly chain: string };
  readonly events: readonly CaseEvent[];
  readonly view: CaseView;
}
