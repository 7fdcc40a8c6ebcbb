import type { Channel } from '../domain/contact/channels.js';
import type { AddressStore } from '../ports/address-store.js';
import type { CaseLinks } from '../ports/case-links.js';
import type { Calendars } from '../ports/calendars.js';
import type { CaseStore } from '../ports/case-store.js';
import type { Clock } from '../ports/clock.js';
import type { ConsentStore } from '../ports/consent-store.js';
import type { CustomerStore } from '../ports/customer-store.js';
import type { IncidentStore } from '../ports/incident-store.js';
import type { InputStore } from '../ports/input-store.js';
import type { MessageChannel } from '../ports/message-channel.js';
import type { ProgrammeStore } from '../ports/programme-store.js';
import type { QuotaStore } from '../ports/quota-store.js';
import type { VoucherProvider } from '../ports/remedy-provider.js';
import type { SendLedger } from '../ports/send-ledger.js';
import type { SurveyLinks, SurveyStore } from '../ports/survey-store.js';
import type { TaskStore } from '../ports/task-store.js';
import type { Templates } from '../ports/templates.js';
import type { UnsubscribeLinks } from '../ports/unsubscribe-links.js';

/** Everything that activities need from the world. */
export interface Dependencies {
  readonly clock: Clock;
  readonly calendars: Calendars;
  readonly incidents: IncidentStore;
  readonly inputs: InputStore;
  readonly customers: CustomerStore;
  readonly cases: CaseStore;
  readonly programmes: ProgrammeStore;
  readonly sends: SendLedger;
  readonly surveys: SurveyStore;
  readonly links: SurveyLinks;
  readonly unsubscribeLinks: UnsubscribeLinks;
  readonly caseLinks: CaseLinks;
  readonly templates: Templates;
  readonly vouchers: VoucherProvider;
  readonly quotas: QuotaStore;
  readonly channels: Readonly<Record<Channel, MessageChannel>>;
  readonly addresses: AddressStore;
  readonly consents: ConsentStore;
  readonly tasks: TaskStore;
  /** HMAC of send key and address hash: names a copy at providers and tells nothing about the customer. */
  readonly markOf: (key: string, addressHash: string) => string;
  /** HMAC of channel and address, so that rows can be compared without holding an address. */
  readonly hashAddress: (channel: Channel, address: string) => string;
}
