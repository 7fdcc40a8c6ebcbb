import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cacheFolder, findEntry, putEntry } from '../cache.js';
import { runCommand, startProcess } from '../child-process.js';
import { freePort, loopback } from '../ports.js';
import { expectReachable } from '../reachable.js';
import { mongoStopGraceMs, type MongoPlace, type RunningMongo } from './stand-in.js';

/** Where mongod is downloaded from and to; tests point it at a loopback mirror. */
export interface MongodOptions {
  /** The cache folder; default {@link cacheFolder}. */
  readonly cache?: string;
  /** Default: MongoDB's own download site. */
  readonly mirror?: string;
}

/** The version of mongod that is downloaded: the one that mongodb-memory-server-core 11.3.0 is released with. */
export const mongodVersion = '8.2.6';

const officialMirror = 'https://fastdl.mongodb.org';
const downloadLimitMs = 300_000;
const readyWithinMs = 30_000;

/** Starts a real mongod on a folder that outlives it, or on one of its own. Throws when it can be neither found nor had. */
export async function startMongod({ data, port }: MongoPlace, options: MongodOptions = {}): Promise<RunningMongo> {
  const mongod = await obtainMongod(options);
  const folder = data ?? (await mkdtemp(join(tmpdir(), 'amends-mongod-')));
  await mkdir(folder, { recursive: true });
  const own = port ?? (await freePort());
  const args = ['--bind_ip', loopback, '--port', String(own), '--dbpath', folder, '--nounixsocket'];
  const server = await startProcess(
    { file: mongod, args, stopGraceMs: mongoStopGraceMs },
    { output: /Waiting for connections/, withinMs: readyWithinMs },
  );
  return {
    uri: `mongodb://${loopback}:${own}`,
    pid: server.pid,
    ended: server.ended,
    async stop() {
      await server.stop();
      if (data === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

// From the cache, else downloaded by mongodb-memory-server, which checks it against the MD5 that MongoDB publishes beside it.
async function obtainMongod(options: MongodOptions): Promise<string> {
  const entry = { cache: options.cache ?? cacheFolder(), name: `mongod-${mongodVersion}` };
  const mirror = options.mirror ?? officialMirror;
  const folder = (await findEntry(entry)) ?? (await putEntry(entry, (draft) => downloadMongod(mirror, draft)));
  return join(folder, 'mongod');
}

// In a process of its own: the package prints its progress to stdout and is set up through the environment.
async function downloadMongod(mirror: string, folder: string): Promise<void> {
  await expectReachable(mirror);
  const script = fileURLToPath(new URL('./mongod-download-main.ts', import.meta.url));
  const args = ['--import', 'tsx', script, mongodVersion, folder];
  const printed = await runCommand({ file: process.execPath, args, env: downloadSettings(mirror) }, downloadLimitMs);
  const path = /^mongod: (.+)$/m.exec(printed)?.[1];
  if (path === undefined) throw new Error('mongodb-memory-server named no mongod');
  await rename(path, join(folder, 'mongod'));
}

function downloadSettings(mirror: string): NodeJS.ProcessEnv {
  const others = Object.entries(process.env).filter(([name]) => !name.startsWith('MONGOMS_'));
  return {
    ...Object.fromEntries(others),
    MONGOMS_DOWNLOAD_MIRROR: mirror,
    MONGOMS_USE_HTTP: String(mirror.startsWith('http:')),
    // Three tries would take 8 s to say that there is no network.
    MONGOMS_MAX_RETRIES: '1',
    // Without it the package takes any TLS certificate.
    npm_config_strict_ssl: 'true',
  };
}
