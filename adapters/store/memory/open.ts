import type { Stores } from '../stores.js';
import { type KeptStops, MemoryAddressStore } from './address-store.js';
import { MemoryCaseStore } from './case-store.js';
import { MemoryConsentStore } from './consent-store.js';
import { MemoryCauseStore } from './cause-store.js';
import { MemoryContactLog } from './contact-log.js';
import { MemoryContactLook } from './contact-look.js';
import { MemoryCustomerStore } from './customer-store.js';
import { MemoryDoorStore } from './door-store.js';
import { MemoryEventStore } from './event-store.js';
import { MemoryIncidentStore } from './incident-store.js';
import { MemoryInputStore } from './input-store.js';
import { MemoryLeaseEnds } from './lease-ends.js';
import { MemoryNoteStore } from './notes.js';
import { MemoryProgrammeStore } from './programme-store.js';
import { MemoryQuotaStore } from './quotas.js';
import { MemorySendLedger } from './send-ledger.js';
import { MemorySurveyStore } from './survey-store.js';
import { MemoryTaskStore } from './task-store.js';

/** Empty stores in memory: the twin of the MongoDB stores, held to the same contract suites. */
export function openMemoryStores(): Stores {
  const incidents = new MemoryIncidentStore();
  const cases = new MemoryCaseStore();
  const stops: KeptStops = new Map();
  const contactLog = new MemoryContactLog();
  return {
    incidents,
    customers: new MemoryCustomerStore(),
    cases,
    contacts: new MemoryContactLook({ cases, incidents, contactLog, stops }),
    contactLog,
    leaseEnds: new MemoryLeaseEnds(cases, incidents),
    events: new MemoryEventStore(),
    sends: new MemorySendLedger(),
    surveys: new MemorySurveyStore(),
    programmes: new MemoryProgrammeStore(),
    causes: new MemoryCauseStore(),
    inputs: new MemoryInputStore(),
    notes: new MemoryNoteStore(),
    quotas: new MemoryQuotaStore(),
    addresses: new MemoryAddressStore(stops),
    consents: new MemoryConsentStore(stops),
    tasks: new MemoryTaskStore(),
    doors: new MemoryDoorStore(),
    ping: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
}
