import type { AddressStore } from '../../ports/address-store.js';
import type { CaseStore } from '../../ports/case-store.js';
import type { ConsentStore } from '../../ports/consent-store.js';
import type { CauseStore } from '../../ports/cause-store.js';
import type { ContactLog } from '../../ports/contact-log.js';
import type { ContactLook } from '../../ports/contact-look.js';
import type { CustomerStore } from '../../ports/customer-store.js';
import type { DoorStore } from '../../ports/door-store.js';
import type { EventStore } from '../../ports/event-store.js';
import type { IncidentStore } from '../../ports/incident-store.js';
import type { InputStore } from '../../ports/input-store.js';
import type { LeaseEnds } from '../../ports/lease-ends.js';
import type { NoteStore } from '../../ports/note-store.js';
import type { ProgrammeStore } from '../../ports/programme-store.js';
import type { QuotaStore } from '../../ports/quota-store.js';
import type { SendLedger } from '../../ports/send-ledger.js';
import type { SurveyStore } from '../../ports/survey-store.js';
import type { TaskStore } from '../../ports/task-store.js';

/** Everything that is kept, over one connection; both twins have this shape. */
export interface Stores {
  readonly incidents: IncidentStore;
  readonly customers: CustomerStore;
  readonly cases: CaseStore;
  readonly contacts: ContactLook;
  readonly contactLog: ContactLog;
  readonly leaseEnds: LeaseEnds;
  readonly events: EventStore;
  readonly sends: SendLedger;
  readonly surveys: SurveyStore;
  readonly programmes: ProgrammeStore;
  readonly causes: CauseStore;
  readonly inputs: InputStore;
  readonly notes: NoteStore;
  readonly quotas: QuotaStore;
  readonly addresses: AddressStore;
  readonly consents: ConsentStore;
  readonly tasks: TaskStore;
  readonly doors: DoorStore;
  /** Resolves while the stores answer; rejects when they do not. */
  ping(): Promise<void>;
  /** Releases the connection; no store answers afterwards. */
  close(): Promise<void>;
}
