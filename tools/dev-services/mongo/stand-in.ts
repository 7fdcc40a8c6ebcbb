import { fileURLToPath } from 'node:url';
import { runCommand, startProcess, type End, type RunningProcess } from '../child-process.js';
import { loopback } from '../ports.js';
import { obtainJars, standInJars } from './stand-in-jars.js';

/** A MongoDB of either kind, running on loopback. */
export interface RunningMongo {
  readonly uri: string;
  /** Its process; missing for a server from the environment. */
  readonly pid?: number;
  /** Resolves when the database is gone. */
  readonly ended: Promise<End>;
  readonly stop: () => Promise<void>;
}

const readyWithinMs = 30_000;
const oldestJava = 11;

/** Where a database of ours lies and listens. */
export interface MongoPlace {
  /** What outlives it: a folder for mongod, a file for the stand-in; default: gone when it stops. */
  readonly data?: string;
  /** Default: a free one. */
  readonly port?: number;
}

/** The longest that a database may take to write what it holds: killed earlier, it would lose what it has acknowledged. */
export const mongoStopGraceMs = 30_000;

/** Starts mongo-java-server in memory, or on a file that outlives it. Throws when there is no JDK or no jar. */
export async function startStandIn({ data, port = 0 }: MongoPlace = {}): Promise<RunningMongo> {
  await expectJdk();
  const jars = await obtainJars(standInJars);
  const main = fileURLToPath(new URL('./MongoStandIn.java', import.meta.url));
  const args = ['-cp', `${jars}/*`, main, String(port), ...(data === undefined ? [] : [data])];
  const server = await startProcess(
    { file: 'java', args, stopGraceMs: mongoStopGraceMs },
    { output: /MongoStandIn listens on (\d+)/, withinMs: readyWithinMs },
  );
  return { uri: `mongodb://${loopback}:${portOf(server)}`, pid: server.pid, ended: server.ended, stop: server.stop };
}

function portOf({ ready }: RunningProcess): string {
  return ready[1] ?? '';
}

// A runtime without the compiler (a JRE) cannot start a source file, so the compiler is what is asked.
async function expectJdk(): Promise<void> {
  const said = await runCommand({ file: 'javac', args: ['-version'] }, 10_000).catch(() => '');
  const version = Number(/javac (\d+)/.exec(said)?.[1] ?? 0);
  if (version < oldestJava) throw new Error(`a JDK of version ${oldestJava} or later is needed (no such javac found)`);
}
