import type { BreakPoint } from '../../domain/case/break-point.js';
import type { TimelineEntry } from '../../domain/case/fact-words.js';
import type { Incident, ReportedCustomer } from '../../domain/case/incident.js';
import type { ActRecord } from '../../domain/case/recovery-case.js';
import type { Channel } from '../../domain/contact/channels.js';
import type { Lease } from '../../domain/contact/lease.js';
import type { AddressStop } from '../../ports/address-store.js';
import type { KnownContact, KnownFact, KnownOrder, MissingReason } from '../../ports/context-sources.js';
import type { StoredInput } from '../../ports/input-store.js';
import type { ReceivedMessage } from '../../ports/received-messages.js';
import type { CaseDetails, CaseView } from '../../domain/case/case-view.js';
import type { CaseMessage, CaseNote } from './case.js';
import type { KnownConsent } from './consent.js';
import type { TaskItem } from './task.js';

/** A part of the context: whose it is, of when, and what it says or why it is missing. */
export type ContextPart<T> = { readonly source: string; readonly asOf: number } & (
  { readonly state: 'known'; readonly value: T } | { readonly state: 'missing'; readonly reason: MissingReason }
);

/** A report as it was stored, with the words of the customer. */
export type ContextReport = Omit<Incident, 'tenant' | 'customer'>;

/** What the customer wrote or did in answer to a message. */
export type ContextInput = Pick<StoredInput, 'kind' | 'channel' | 'receivedAt' | 'subject' | 'text' | 'reading'>;

/** Who the customer is; addresses are in `GET /v1/customers/:id`. */
export type ContextCustomer = Omit<ReportedCustomer, 'email' | 'phone'> & {
  /** Where we have an address, and may write to it. */
  readonly reachableBy: readonly Channel[];
};

/** A case of the same customer that came before. */
export interface EarlierCase extends Pick<
  CaseView,
  'reference' | 'number' | 'protocol' | 'openedAt' | 'closedAt' | 'outcome' | 'cause' | 'verdict'
> {
  readonly caseId: string;
  readonly categories: readonly string[];
}

/** What the customer does not want, by channel. */
export interface ContextConsent {
  readonly channels: readonly {
    readonly channel: Channel;
    /** Since when the customer wants no messages there. */
    readonly stoppedAt?: number;
    readonly noSurveys: boolean;
    /** Why nothing may be sent to this address. */
    readonly closedBecause: readonly AddressStop['reason'][];
  }[];
  /** What was said for and against our messages, with its evidence. */
  readonly said: readonly KnownConsent[];
  /** How long promotion stays away. */
  readonly lease: Lease;
}

/** Answer to `GET /v1/cases/:id/context`: all that whoever takes the case has to know, so that nobody has to tell it again. */
export interface CaseContext {
  readonly caseId: string;
  readonly customerId: string;
  readonly reference: string;
  readonly summary: string;
  readonly customer: ContextPart<ContextCustomer>;
  /** What last went wrong; null while nothing has. */
  readonly lastBreak: ContextPart<BreakPoint | null>;
  readonly reports: ContextPart<readonly ContextReport[]>;
  readonly promises: ContextPart<CaseDetails['promises']>;
  /** What the customer was sent, as `GET /v1/cases/:id/messages` shows it. */
  readonly messages: ContextPart<readonly ReceivedMessage[]>;
  /** What the customer wrote back, or did, oldest first. */
  readonly inputs: ContextPart<readonly ContextInput[]>;
  /** Each try to tell them something, whatever came of it. */
  readonly attempts: ContextPart<readonly CaseMessage[]>;
  /** What people were asked to do, open or done. */
  readonly tasks: ContextPart<readonly TaskItem[]>;
  readonly notes: ContextPart<readonly CaseNote[]>;
  /** What was given or is about to be. */
  readonly offers: ContextPart<readonly Pick<ActRecord, 'act' | 'amount' | 'state' | 'requestedAt'>[]>;
  readonly consent: ContextPart<ContextConsent>;
  /** The newest first, fifty at most. */
  readonly earlierCases: ContextPart<readonly EarlierCase[]>;
  readonly timeline: ContextPart<readonly TimelineEntry[]>;
  readonly orders: ContextPart<readonly KnownOrder[]>;
  readonly crm: ContextPart<readonly KnownFact[]>;
  readonly contacts: ContextPart<readonly KnownContact[]>;
}
