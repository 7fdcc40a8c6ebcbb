import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openMongoStores, type MongoStores } from '../../../adapters/store/connect.js';
import { isStoreOutage } from '../../../adapters/store/outage.js';
import { ownDatabase } from '../../support/mongo.js';
import { incidentOf, newTenant } from './builders.js';

/** A way to the database that a test can cut. */
async function passage(uri: string) {
  const { hostname, port, pathname } = new URL(uri);
  const sockets = new Set<Socket>();
  const server: Server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
    }
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const cut = (): void => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  const { port: ours } = server.address() as AddressInfo;
  return { uri: `mongodb://127.0.0.1:${ours}${pathname}?directConnection=true&serverSelectionTimeoutMS=500`, cut };
}

describe('an error of the stores', () => {
  let way: Awaited<ReturnType<typeof passage>>;
  let stores: MongoStores;
  beforeEach(async () => {
    way = await passage(await ownDatabase());
    stores = await openMongoStores(way.uri);
  });
  afterEach(async () => {
    way.cut();
    await stores.close();
  });

  const errorOf = async (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => undefined,
      (error: unknown) => error,
    );

  it('is an outage when the way to the database is cut, at once and for as long as it stays so', async () => {
    way.cut();
    for (let time = 0; time < 2; time++) {
      const error = await errorOf(stores.incidents.put(incidentOf({ tenant: newTenant() })));
      expect(error).toBeInstanceOf(Error);
      expect(isStoreOutage(error)).toBe(true);
    }
  });

  it('is no outage when the database refuses what it is asked', async () => {
    const error = await errorOf(stores.connection.db?.command({ noSuchCommand: 1 }) ?? Promise.resolve());
    expect(error).toBeInstanceOf(Error);
    expect(isStoreOutage(error)).toBe(false);
  });
});
