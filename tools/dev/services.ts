import { attributes } from '../../workflows/contract.js';
import {
  allStarted,
  startInbox,
  startMongo,
  startTemporal,
  startTwilioStandIn,
  type InboxService,
  type Log,
  type MongoService,
  type TemporalService,
  type TwilioStandIn,
} from '../dev-services/index.js';
import { namesTwilio } from './environment.js';
import { Keeper } from './keep-running.js';
import type { Layout } from './layout.js';
import type { Ports } from './places.js';

/** Where services are started, and who hears of it. */
export interface Site {
  readonly layout: Layout;
  readonly ports: Ports;
  readonly say: Log;
}

/** Everything outside Amends that it needs: started again where it ends by itself, in the same place, with its data. */
export interface Services {
  readonly temporal: TemporalService;
  readonly mongo: MongoService;
  readonly inbox: InboxService;
  /** Undefined where Twilio itself is taken. */
  readonly twilio: TwilioStandIn | undefined;
  readonly stop: () => Promise<void>;
}

/** Starts all services at once, each from the environment where that names one. Throws when one cannot be had; the others are stopped. */
export async function startServices(site: Site): Promise<Services> {
  const { say } = site;
  const log: Log = (line) => say(`  ${line}`);
  const starting = [
    startedTemporal(site, log),
    startedMongo(site, log),
    startedInbox(site, log),
    startedTwilio(site, log),
  ] as const;
  await allStarted(starting);
  const [temporal, mongo, inbox, twilio] = await Promise.all(starting);
  const quiet: Log = () => undefined;
  const keepers = [
    new Keeper({ name: 'Temporal', start: () => startedTemporal(site, quiet), say }, temporal),
    new Keeper({ name: 'MongoDB', start: () => startedMongo(site, quiet), say }, mongo),
    new Keeper({ name: 'The inbox', start: () => startedInbox(site, quiet), say }, inbox),
  ];
  const stop = async (): Promise<void> => {
    await Promise.allSettled([...keepers.map((keeper) => keeper.stop()), twilio?.stop()]);
  };
  return { temporal, mongo, inbox, twilio, stop };
}

function startedTemporal({ layout, ports }: Site, log: Log): Promise<TemporalService> {
  return startTemporal({
    searchAttributes: Object.values(attributes),
    ui: true,
    port: ports.temporal,
    uiPort: ports.temporalUi,
    dbFile: layout.temporalFile,
    honourEnvironment: true,
    log,
  });
}

function startedMongo({ layout, ports }: Site, log: Log): Promise<MongoService> {
  return startMongo({ dbPath: layout.mongoFolder, port: ports.mongo, honourEnvironment: true, log });
}

function startedInbox({ layout, ports }: Site, log: Log): Promise<InboxService> {
  const places = { folder: layout.mailFolder, smtpPort: ports.smtp, webPort: ports.inbox };
  return startInbox({ ...places, honourEnvironment: true, log });
}

async function startedTwilio({ layout, ports }: Site, log: Log): Promise<TwilioStandIn | undefined> {
  if (!namesTwilio()) return startTwilioStandIn({ file: layout.smsFile, port: ports.twilio, log });
  log('Twilio: TWILIO_ACCOUNT_SID (real messages to real phones)');
  return undefined;
}
