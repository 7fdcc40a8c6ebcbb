import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { logToStderr, neverEnds, resolveFirst, sourceLine, type Log, type Source } from '../resolve.js';
import { mongodVersion, startMongod } from './mongod.js';
import { startStandIn, type RunningMongo } from './stand-in.js';
import { standInJars } from './stand-in-jars.js';

/** What the database should be like. */
export interface MongoOptions {
  /** Takes the line that says where the database came from; default stderr. */
  readonly log?: Log;
  /** Folder that keeps the data; default: gone when the database stops. */
  readonly dbPath?: string;
  /** Default: a free one. */
  readonly port?: number;
  /** Whether a database named by MONGODB_URI is taken instead; for `dev` alone; default false. */
  readonly honourEnvironment?: boolean;
}

/** A MongoDB for development, or what stands in for it. */
export interface MongoService extends RunningMongo {
  /** Without a database name, each user appends its own; one from the environment is taken as it is. */
  readonly uri: string;
  readonly source: string;
}

/** Starts MongoDB on loopback, ending with this process. Throws NoSourceError when neither kind can be had. */
export async function startMongo(options: MongoOptions = {}): Promise<MongoService> {
  const resolved = await resolveFirst({
    service: 'MongoDB',
    sources: [...givenMongo(options), ...ownMongo(options)],
    advice:
      'let this machine reach fastdl.mongodb.org, or install a JDK (11 or later) and Maven and let it reach its repository.',
  });
  (options.log ?? logToStderr)(sourceLine('MongoDB', resolved));
  return { ...resolved.value, source: resolved.source };
}

function givenMongo({ honourEnvironment }: MongoOptions): Source<RunningMongo>[] {
  const uri = honourEnvironment === true ? process.env['MONGODB_URI'] : undefined;
  if (uri === undefined || uri === '') return [];
  return [
    { name: 'MONGODB_URI', obtain: () => Promise.resolve({ uri, ended: neverEnds, stop: () => Promise.resolve() }) },
  ];
}

/** Both kinds, unless the folder holds the data of one: the other could not read it, and would begin with nothing. */
function ownMongo({ dbPath, port }: MongoOptions): Source<RunningMongo>[] {
  const at = port === undefined ? {} : { port };
  const file = dbPath === undefined ? undefined : join(dbPath, 'stand-in.h2');
  const mongod: Source<RunningMongo> = {
    name: `mongod ${mongodVersion}, by mongodb-memory-server`,
    obtain: () => startMongod({ ...at, ...(dbPath !== undefined && { data: dbPath }) }),
  };
  const standIn: Source<RunningMongo> = {
    name: `${standInJars.title}, from Maven`,
    async obtain() {
      if (dbPath !== undefined) await mkdir(dbPath, { recursive: true });
      return startStandIn({ ...at, ...(file !== undefined && { data: file }) });
    },
  };
  if (file !== undefined && existsSync(file)) return [standIn];
  if (dbPath !== undefined && existsSync(join(dbPath, 'WiredTiger'))) return [mongod];
  return [mongod, standIn];
}
