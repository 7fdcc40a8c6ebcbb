import mongoose, { type Connection } from 'mongoose';
import { MongoAddressStore } from './address-store.js';
import { MongoCaseStore } from './case-store.js';
import { MongoConsentStore } from './consent-store.js';
import { MongoCauseStore } from './cause-store.js';
import { MongoContactLog } from './contact-log.js';
import { MongoContactLook } from './contact-look.js';
import { MongoCustomerStore } from './customer-store.js';
import { MongoDoorStore } from './door-store.js';
import { MongoEventStore } from './event-store.js';
import { MongoIncidentStore } from './incident-store.js';
import { MongoInputStore } from './input-store.js';
import { MongoLeaseEnds } from './lease-ends.js';
import { MongoNoteStore } from './notes.js';
import { MongoProgrammeStore } from './programme-store.js';
import { MongoQuotaStore } from './quota-store.js';
import { MongoSendLedger } from './send-ledger.js';
import type { Stores } from './stores.js';
import { MongoSurveyStore } from './survey-store.js';
import { MongoTaskStore } from './task-store.js';

/** The stores with the connection under them, for adapters with collections of their own. */
export interface MongoStores extends Stores {
  readonly connection: Connection;
}

/** Which database, and how long to wait for it. */
export interface MongoStoreOptions {
  /** Default: the one that the URI names. */
  readonly dbName?: string;
  /** Milliseconds after which a server that takes calls and does not answer is given up; the driver's 30,000 by default. */
  readonly connectTimeoutMS?: number;
}

/** Opens the stores of a database and makes sure of their indexes. Rejects when no server answers within five seconds. */
export async function openMongoStores(uri: string, options: MongoStoreOptions = {}): Promise<MongoStores> {
  const stores = await openMongoStoresAsTheyAre(uri, options);
  await ensureIndexes(stores.connection).catch(async (error: unknown) => {
    await stores.close();
    throw error;
  });
  return stores;
}

/** Opens the stores of a database and creates nothing, for whoever only looks. Rejects as `openMongoStores` does. */
export async function openMongoStoresAsTheyAre(uri: string, options: MongoStoreOptions = {}): Promise<MongoStores> {
  const connection = await connect(uri, options);
  return {
    incidents: new MongoIncidentStore(connection),
    customers: new MongoCustomerStore(connection),
    cases: new MongoCaseStore(connection),
    contacts: new MongoContactLook(connection),
    contactLog: new MongoContactLog(connection),
    leaseEnds: new MongoLeaseEnds(connection),
    events: new MongoEventStore(connection),
    sends: new MongoSendLedger(connection),
    surveys: new MongoSurveyStore(connection),
    programmes: new MongoProgrammeStore(connection),
    causes: new MongoCauseStore(connection),
    inputs: new MongoInputStore(connection),
    notes: new MongoNoteStore(connection),
    quotas: new MongoQuotaStore(connection),
    addresses: new MongoAddressStore(connection),
    consents: new MongoConsentStore(connection),
    tasks: new MongoTaskStore(connection),
    doors: new MongoDoorStore(connection),
    connection,
    async ping() {
      await connection
        .getClient()
        .db('admin')
        .command({ ping: 1 }, { signal: AbortSignal.timeout(answerWithinMs) });
    },
    close: () => connection.close(),
  };
}

/** Creates the indexes that are missing. The unique ones are what the stores' rules rest on, so they come first. */
async function ensureIndexes(connection: Connection): Promise<void> {
  for (const model of Object.values(connection.models)) await model.createIndexes();
}

/** Shorter than the time-outs of all who call, so that they learn that the database is away, and not just that it is slow. */
const answerWithinMs = 5_000;
/** Far longer than any of our reads and writes: it ends those whose server froze. */
const silentAtMostMs = 30_000;

function connect(uri: string, options: MongoStoreOptions): Promise<Connection> {
  const settings = {
    ...options,
    sanitizeFilter: true,
    ignoreUndefined: true,
    bufferCommands: false,
    autoIndex: false,
    autoCreate: false,
    serverSelectionTimeoutMS: answerWithinMs,
    socketTimeoutMS: silentAtMostMs,
    writeConcern: { w: 'majority', journal: true },
  } as const;
  return mongoose.createConnection(uri, settings).asPromise();
}
