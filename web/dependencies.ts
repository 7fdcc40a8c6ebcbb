import type { Channel } from '../domain/contact/channels.js';
import type { FastifyBaseLogger } from 'fastify';
import type { RecoveryClient } from '../client/index.js';
import type { AddressStore } from '../ports/address-store.js';
import type { CaseLinks } from '../ports/case-links.js';
import type { CaseStore } from '../ports/case-store.js';
import type { CauseStore } from '../ports/cause-store.js';
import type { Clock } from '../ports/clock.js';
import type { ConsentStore } from '../ports/consent-store.js';
import type { ContactLog } from '../ports/contact-log.js';
import type { ContextSources } from '../ports/context-sources.js';
import type { ContactLook } from '../ports/contact-look.js';
import type { CustomerStore } from '../ports/customer-store.js';
import type { DoorStore } from '../ports/door-store.js';
import type { EventStore } from '../ports/event-store.js';
import type { IncidentStore } from '../ports/incident-store.js';
import type { InputStore, StoredInput } from '../ports/input-store.js';
import type { MessagePreviews } from '../ports/message-previews.js';
import type { RequestMetrics } from '../ports/metrics.js';
import type { NoteStore } from '../ports/note-store.js';
import type { ProgrammeStore } from '../ports/programme-store.js';
import type { EmailHook, SmsHook } from '../ports/provider-hooks.js';
import type { ReceivedMessages } from '../ports/received-messages.js';
import type { SendLedger } from '../ports/send-ledger.js';
import type { SurveyLinks, SurveyStore } from '../ports/survey-store.js';
import type { TaskStore } from '../ports/task-store.js';
import type { TextLint } from '../ports/text-lint.js';
import type { TextStore } from '../ports/text-store.js';
import type { UnsubscribeLinks } from '../ports/unsubscribe-links.js';
import type { ApiKey } from './api-keys.js';
import type { RateLimits } from './limits.js';

/** Everything that the web edge needs; nothing of it is looked up elsewhere. */
export interface ServerDependencies {
  readonly stores: {
    readonly incidents: IncidentStore;
    readonly customers: CustomerStore;
    readonly cases: CaseStore;
    readonly contacts: ContactLook;
    readonly contactLog: ContactLog;
    readonly events: Pick<EventStore, 'after'>;
    readonly sends: SendLedger;
    readonly surveys: SurveyStore;
    readonly programmes: ProgrammeStore;
    readonly causes: CauseStore;
    readonly inputs: InputStore;
    readonly notes: NoteStore;
    readonly addresses: AddressStore;
    readonly consents: ConsentStore;
    readonly tasks: TaskStore;
    readonly doors: DoorStore;
    readonly texts: TextStore;
  };
  readonly recoveries: RecoveryClient;
  readonly received: ReceivedMessages;
  /** Other systems that know something of customers; none is asked where it is missing. */
  readonly context?: ContextSources;
  /** Tells a case what its customer wrote or did, once that is stored. Rejects when no case could be told. */
  readonly hearInput: (input: StoredInput) => Promise<void>;
  readonly previews: MessagePreviews;
  readonly lint: TextLint;
  readonly links: SurveyLinks;
  readonly unsubscribeLinks: UnsubscribeLinks;
  readonly caseLinks: CaseLinks;
  readonly clock: Clock;
  /** HMAC of channel and address, under which stops are kept. */
  readonly hashAddress: (channel: Channel, address: string) => string;
  /** The doors of providers; one that is not set up is missing, and answers `not_found`. */
  readonly hooks?: { readonly twilio?: SmsHook; readonly email?: EmailHook };
  readonly apiKeys: readonly ApiKey[];
  /** The address under which the API is reached, without a closing slash. */
  readonly publicUrl: string;
  /** Addresses or CIDR ranges whose `X-Forwarded-For` says who asks; none where it is missing. */
  readonly trustedProxies?: readonly string[];
  /** What has to answer before `/readyz` says ready, by name. */
  readonly probes: Readonly<Record<string, () => Promise<unknown>>>;
  /** Whether an error of the stores says that they are away for now: then the answer is 503 and not 500. */
  readonly isOutage: (error: unknown) => boolean;
  /**
   * Milliseconds that a reader waits for the case to come as far as it asks, the contact decision for its look, and
   * a report on a last message for its case to close. `defaultReadPatience` where it is missing.
   */
  readonly readPatience?: number;
  /** `defaultRateLimits` where it is missing. */
  readonly rateLimits?: RateLimits;
  /** Nothing is logged where it is missing; it has to keep the words of errors out, which may quote a customer. */
  readonly log?: FastifyBaseLogger;
  /** Nothing is counted where it is missing. */
  readonly metrics?: RequestMetrics;
  /** Whether the process is about to stop: then it is not ready, and lets its clients go; never where it is missing. */
  readonly isDraining?: () => boolean;
}
