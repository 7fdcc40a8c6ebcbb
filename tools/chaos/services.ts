import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attributes } from '../../workflows/contract.js';
import {
  allStarted,
  startMongo,
  startSmtpStandIn,
  startTemporal,
  startTwilioStandIn,
  type Log,
  type MongoService,
  type SmtpStandIn,
  type TemporalService,
  type TwilioStandIn,
} from '../dev-services/index.js';
import { freePort } from '../dev-services/ports.js';
import { OwnServer } from './own-server.js';

/** Everything outside Amends that a run needs. */
export interface Services {
  readonly temporal: Pick<TemporalService, 'address' | 'namespace' | 'source'>;
  readonly mongo: Pick<MongoService, 'uri' | 'source'>;
  readonly smtp: SmtpStandIn;
  readonly twilio: TwilioStandIn;
  /** A folder that is gone with the run. */
  readonly folder: string;
  /** Stops MongoDB as its stand-in needs it (SIGTERM), and starts it again on the same data. */
  restartMongo(): Promise<void>;
  /** The same for the Temporal server. */
  restartTemporal(): Promise<void>;
  /** Stops MongoDB in its tracks (SIGSTOP) for so many milliseconds. Rejects where it is not ours. */
  freezeMongo(ms: number): Promise<void>;
  stop(): Promise<void>;
}

/** What a run brings along. */
export interface ServicesOptions {
  readonly log: Log;
  /** A MongoDB that is there already, and stays; default: one of its own. */
  readonly mongodbUri?: string;
  /** Whether servers are to be restarted, and so keep their data in files. */
  readonly restarts: boolean;
}

/** Milliseconds until Twilio's list shows a message, well within the settle window. */
const listLagMs = 200;

/** Starts all services at once. Throws when one cannot be had; the others are stopped. */
export async function startServices({ log, mongodbUri, restarts }: ServicesOptions): Promise<Services> {
  const folder = await mkdtemp(join(tmpdir(), 'amends-chaos-'));
  const [port, mongoPort] = [await freePort(), await freePort()];
  const files = restarts ? { temporal: { dbFile: join(folder, 'temporal.db') }, mongo: { dbPath: folder } } : undefined;
  const newTemporal = (say: Log) =>
    startTemporal({ searchAttributes: Object.values(attributes), port, log: say, ...files?.temporal });
  const newMongo = (say: Log) => startMongo({ port: mongoPort, log: say, ...files?.mongo });
  const given = { uri: mongodbUri ?? '', source: 'given', stop: () => Promise.resolve() };
  const starting = [
    newTemporal(log),
    mongodbUri === undefined ? newMongo(log) : Promise.resolve(given),
    startSmtpStandIn(),
    startTwilioStandIn({ listLagMs }),
  ] as const;
  await allStarted(starting);
  const [temporal, mongo, smtp, twilio] = await Promise.all(starting);
  const silent = () => undefined;
  const temporalServer = new OwnServer(temporal, () => newTemporal(silent));
  const mongoServer = new OwnServer(mongo, () => newMongo(silent));
  return {
    temporal,
    mongo: { uri: mongodbUri ?? `${mongo.uri}/amends`, source: mongo.source },
    smtp,
    twilio,
    folder,
    restartMongo: () => mongoServer.restart(),
    restartTemporal: () => temporalServer.restart(),
    freezeMongo: (ms) => mongoServer.freeze(ms),
    async stop() {
      await Promise.allSettled([temporalServer.stop(), mongoServer.stop(), smtp.stop(), twilio.stop()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
