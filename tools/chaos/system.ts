import { Client, Connection } from '@temporalio/client';
import { openMongoStoresAsTheyAre, type MongoStores } from '../../adapters/store/connect.js';
import { Api } from '../demo/api.js';
import { serverEnvironment, type ServerEnvironment } from '../demo/environment.js';
import { freshKeys, freshSecret, type ApiKeys } from '../demo/keys.js';
import { freePort, loopback } from '../dev-services/ports.js';
import type { Options } from './options.js';
import { chaosProgramme } from './programme.js';
import { ProviderEvents } from './provider-events.js';
import type { Services } from './services.js';
import type { SignedDoor } from './signed-post.js';
import { startWeb } from './web-edge.js';

/** Amends but for its workers: the web edge, and what looks at it from outside. */
export interface System {
  readonly url: string;
  readonly keys: ApiKeys;
  readonly tenant: string;
  /** What workers are configured with. */
  readonly environment: ServerEnvironment;
  readonly stores: MongoStores;
  readonly client: Client;
  /** The provider of e-mail, where there is evidence. */
  readonly events?: ProviderEvents;
  /** Where that provider posts what customers write. */
  readonly replies?: SignedDoor;
  /** Kills the web edge; resolves when another serves in its place. */
  readonly killWeb: () => Promise<void>;
  stop(): Promise<void>;
}

/** Starts the web edge over these services and publishes the programme. */
export async function startSystem(services: Services, { evidence, pace, web: kills }: Options): Promise<System> {
  const keys = freshKeys();
  const { temporal, mongo, smtp, twilio } = services;
  const door = { host: loopback, port: await freePort(), apiKeys: keys.configured };
  const hookSecret = `whsec_${Buffer.from(freshSecret()).toString('base64')}`;
  const addresses = { temporal, mongo: { uri: databaseServer(mongo.uri) }, inbox: smtp, twilio };
  const environment = { ...serverEnvironment(addresses, door), MONGODB_URI: mongo.uri, LOG_LEVEL: 'silent' };
  const web = await startWeb({ ...environment, ...(evidence && { EMAIL_HOOK_SECRET: hookSecret }) }, kills > 0);
  const url = environment.PUBLIC_URL;
  await new Api(url, keys.of.operations).publish(await chaosProgramme(pace));
  const connection = await Connection.connect({ address: temporal.address });
  const stores = await openMongoStoresAsTheyAre(mongo.uri);
  const signedDoor = (name: string): SignedDoor => ({ url: `${url}/hooks/email/${name}`, secret: hookSecret });
  const events = evidence ? new ProviderEvents(signedDoor('events')) : undefined;
  if (events !== undefined) smtp.onTaken(events.taken);
  twilio.takeTextsAt(`${url}/hooks/twilio/inbound`);
  return {
    url,
    keys,
    tenant: 'demo',
    environment,
    stores,
    client: new Client({ connection, namespace: temporal.namespace }),
    ...(events !== undefined && { events, replies: signedDoor('inbound') }),
    killWeb: web.kill,
    async stop() {
      await events?.stop();
      await Promise.allSettled([web.stop(), connection.close(), stores.close()]);
    },
  };
}

function databaseServer(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/'));
}
