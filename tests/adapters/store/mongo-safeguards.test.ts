import mongoose, { type Connection } from 'mongoose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MongoCaseStore } from '../../../adapters/store/case-store.js';
import { type MongoStores, openMongoStores } from '../../../adapters/store/connect.js';
import { isStoreOutage } from '../../../adapters/store/outage.js';
import { BadCursor } from '../../../domain/bad-cursor.js';
import { aClaim } from '../../domain/support/sends.js';
import { ownDatabase } from '../../support/mongo.js';
import { claimOf, factsOf, incidentOf, noon, projectionOf } from './builders.js';
import { atOnce } from './twins.js';

/** What a caller could send in JSON where an id is expected: as an operator it matches everything. */
const forged = JSON.parse('{"$gt":""}') as string;

describe('an operator in the place of an id', () => {
  let stores: MongoStores;
  let unguarded: Connection;
  const claim = claimOf();
  const send = aClaim({ key: 'acme/case-1/1/apology/1/email' });
  const survey = { tenant: 'acme', caseId: 'case-1', round: 1 };

  beforeAll(async () => {
    const uri = await ownDatabase();
    stores = await openMongoStores(uri);
    unguarded = await mongoose.createConnection(uri, { autoIndex: false, autoCreate: false }).asPromise();
    await stores.cases.open(claim);
    await stores.cases.apply(projectionOf(claim, { events: factsOf('run', 1) }, { owner: 'kim' }));
    await stores.incidents.put(incidentOf());
    await stores.sends.claim(send);
    await stores.surveys.invite({ ...survey, customerId: 'customer-1', expiresAt: noon + 1 });
  });
  afterAll(async () => {
    await unguarded.close();
    await stores.close();
  });

  it.each([
    { what: 'cases of a tenant', look: () => stores.cases.list({ tenant: forged }, { limit: 10 }) },
    { what: 'cases of an owner', look: () => stores.cases.list({ tenant: 'acme', owner: forged }, { limit: 10 }) },
    { what: 'a survey', look: () => stores.surveys.get(forged) },
    { what: 'a programme', look: () => stores.programmes.current(forged) },
    { what: 'an answer', look: () => stores.surveys.answer(forged, { score: 1, at: noon }) },
    { what: 'a settlement', look: () => stores.sends.settle(forged, 1, { state: 'in_doubt', code: 'x', at: noon }) },
    { what: 'a message', look: () => stores.sends.get(forged) },
    { what: 'a mark', look: () => stores.sends.marked(forged) },
    { what: 'messages of a tenant', look: () => stores.sends.inState(forged, 'claimed', { limit: 10 }) },
    { what: 'tasks of a tenant', look: () => stores.tasks.list({ tenant: forged }, { limit: 10 }) },
    { what: 'stops of an address', look: () => stores.addresses.stops(forged) },
  ])('is refused as a value of the wrong type where it asks for $what', async ({ look }) => {
    await expect(look()).rejects.toThrow(/Cast to string failed/);
  });

  it('is text within a key, and so names no incident, case, survey or send that exists', async () => {
    expect(await stores.incidents.get({ tenant: 'acme', incidentId: forged })).toBeUndefined();
    expect(await stores.incidents.takeUp({ tenant: forged, incidentId: 'incident-1' }, 'case-9')).toBe('closed_before');
    expect(await stores.cases.get({ tenant: 'acme', caseId: forged })).toBeUndefined();
    expect(await stores.surveys.ofRound({ ...survey, caseId: forged })).toBeUndefined();
    expect(await stores.sends.ofCase('acme', forged)).toEqual([]);
  });

  it('has changed nothing', async () => {
    expect(await stores.surveys.ofRound(survey)).toMatchObject({ superseded: false });
    expect(await stores.surveys.ofRound(survey)).not.toHaveProperty('answer');
    expect((await stores.sends.ofCase('acme', 'case-1'))[0]?.state).toBe('claimed');
  });

  it('would list every case over a connection that does not sanitize filters', async () => {
    const cases = new MongoCaseStore(unguarded);
    expect((await cases.list({ tenant: 'acme', owner: forged }, { limit: 10 })).items).toHaveLength(1);
  });
});

describe('the unique keys in MongoDB', () => {
  let bare: Connection;
  let uri: string;
  beforeEach(async () => {
    uri = await ownDatabase();
    bare = await mongoose.createConnection(uri, { autoIndex: false, autoCreate: false }).asPromise();
  });
  afterEach(() => bare.close());

  const open = (cases: Pick<MongoCaseStore, 'open'>) =>
    atOnce(20, (index) => cases.open(claimOf({ caseId: `case-${index}` })));

  it('let one of twenty cases of a customer be number 1; without them several are', async () => {
    const withoutIndexes = await open(new MongoCaseStore(bare));
    expect(withoutIndexes.filter(({ kind }) => kind === 'opened').length).toBeGreaterThan(1);
    const stores = await openMongoStores(await ownDatabase());
    const withIndexes = await open(stores.cases);
    expect(withIndexes.filter(({ kind }) => kind === 'opened')).toHaveLength(1);
    await stores.close();
  });

  it('are made when the stores are opened, by several processes at once and again without harm', async () => {
    const all = await atOnce(4, () => openMongoStores(uri));
    await Promise.all(all.map((stores) => stores.close()));
    const unique = (await bare.collection('cases').indexes()).filter((index) => index.unique === true);
    expect(unique.map(({ key }) => Object.keys(key))).toEqual([['tenant', 'customerId', 'number']]);
  });

  it('keep the stores of a database shut that breaks them already', async () => {
    const twin = { tenant: 'acme', customerId: 'customer-1', number: 1 };
    await bare.collection('cases').insertMany([{ ...twin }, { ...twin }]);
    await expect(openMongoStores(uri)).rejects.toMatchObject({ code: 11_000 });
  });
});

describe('the connection to MongoDB', () => {
  it('answers a ping while it is open, and rejects it once it is closed', async () => {
    const stores = await openMongoStores(await ownDatabase());
    await expect(stores.ping()).resolves.toBeUndefined();
    await stores.close();
    await expect(stores.ping()).rejects.toThrow();
  });

  it('is not the global one, takes the database it is told, and waits for a majority and the journal', async () => {
    const stores = await openMongoStores(await ownDatabase(), { dbName: 'elsewhere' });
    expect(mongoose.connection.readyState).toBe(mongoose.ConnectionStates.disconnected);
    expect(stores.connection.name).toBe('elsewhere');
    expect(stores.connection.db?.writeConcern).toMatchObject({ w: 'majority', journal: true });
    await stores.connection.dropDatabase();
    await stores.close();
  });

  it('rejects an address that is none', async () => {
    await expect(openMongoStores('http://127.0.0.1')).rejects.toThrow(/scheme/i);
  });

  it('tells a database that is away from a mistake of the caller', async () => {
    const stores = await openMongoStores(await ownDatabase());
    await stores.close();
    const lost = await stores.surveys.get('survey-1').catch((error: unknown) => error);
    const { MongoNetworkError, MongoServerError } = mongoose.mongo;
    expect([lost, new MongoNetworkError('connection refused')].map(isStoreOutage)).toEqual([true, true]);
    const mistakes = [new BadCursor(), new MongoServerError({ code: 11_000 }), new mongoose.Error('cast'), undefined];
    expect(mistakes.map(isStoreOutage)).toEqual([false, false, false, false]);
  });
});
