import { Client, Connection } from '@temporalio/client';
import { openMongoStoresAsTheyAre, type MongoStores } from '../../adapters/store/connect.js';
import type { Installation } from '../../config/index.js';
import { channelChecks } from './channels.js';
import { examine, type Check, type Finding, type OnFinding } from './check.js';
import { emailEventChecks } from './email-events.js';
import { machineChecks } from './machine.js';
import { mongoChecks } from './mongo.js';
import { orphanChecks } from './orphans.js';
import { programmeChecks } from './programme.js';
import { mongoPlaces, type Place } from './refusal.js';
import { settingsChecks } from './settings.js';
import { temporalChecks, type TemporalAccess } from './temporal.js';
import { webChecks } from './web.js';

/** What to look at besides the installation itself. */
export interface ExaminationOptions {
  /** Also look for orphans among incidents and cases; false by default. */
  readonly cases?: boolean;
  /** Is told how far the looking is. */
  readonly onFinding?: OnFinding;
}

/** Milliseconds: shorter than the time of a check, so that what hangs ends by itself. */
const CONNECT_TIME_OUT = 4_000;

/** Looks at everything that an installation needs, and says what is wrong. Changes nothing; never rejects. */
export async function examineInstallation(
  installation: Installation,
  { cases = false, onFinding }: ExaminationOptions = {},
): Promise<readonly Finding[]> {
  const { settings } = installation;
  const mongo = shared(openMongo, settings.MONGODB_URI);
  const temporal = shared(openTemporal, installation.temporal);
  const checks: Check[] = [
    ...machineChecks(),
    ...settingsChecks(installation),
    ...webChecks(settings),
    ...(temporal === undefined ? [] : temporalChecks(temporal.open, temporalPlaces(installation))),
    ...(mongo === undefined
      ? []
      : [
          ...mongoChecks(mongo.open, mongoPlaces(settings.MONGODB_URI ?? '')),
          ...programmeChecks(installation, mongo.open),
          ...emailEventChecks(settings, mongo.open),
        ]),
    ...channelChecks(settings),
    ...(cases && mongo !== undefined && temporal !== undefined ? orphanChecks(mongo.open, temporal.open) : []),
  ];
  const findings = await examine(checks, onFinding);
  await Promise.all([mongo?.close(), temporal?.close()]);
  return findings;
}

function temporalPlaces({ temporal }: Installation): readonly Place[] {
  const address = temporal?.connectionOptions.address;
  return address === undefined ? [] : [address];
}

/** Something that is opened at the first need, once for all, and closed if it ever was. */
interface Shared<T> {
  readonly open: () => Promise<T>;
  readonly close: () => Promise<void>;
}

function shared<S, T extends { close: () => Promise<void> }>(
  open: (settings: S) => Promise<T>,
  settings: S | undefined,
): Shared<T> | undefined {
  if (settings === undefined) return undefined;
  let opened: Promise<T> | undefined;
  return {
    open: () => (opened ??= open(settings)),
    close: async () => {
      // What could not be opened need not be closed.
      await opened?.then(({ close }) => close()).catch(() => undefined);
    },
  };
}

async function openMongo(uri: string): Promise<MongoStores> {
  const stores = await openMongoStoresAsTheyAre(uri, { connectTimeoutMS: CONNECT_TIME_OUT });
  // What was asked of a server that does not answer is not waited for: its check has ended.
  return { ...stores, close: () => stores.connection.close(true) };
}

async function openTemporal({
  connectionOptions,
  namespace = 'default',
}: NonNullable<Installation['temporal']>): Promise<TemporalAccess & { readonly close: () => Promise<void> }> {
  const connection = await Connection.connect({ ...connectionOptions, connectTimeout: CONNECT_TIME_OUT });
  return { connection, namespace, client: new Client({ connection, namespace }), close: () => connection.close() };
}
