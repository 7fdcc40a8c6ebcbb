import { fileURLToPath } from 'node:url';
import { runCommand, startProcess, type RunningProcess } from '../child-process.js';
import { loopback } from '../ports.js';
import { obtainJars, standInJars } from './stand-in-jars.js';

/** A MongoDB of either kind, running on loopback. */
export interface RunningMongo {
  readonly uri: string;
  readonly stop: () => Promise<void>;
}

const readyWithinMs = 30_000;
const oldestJava = 11;

/** Starts mongo-java-server in memory, or on a file that outlives it. Throws when there is no JDK or no jar. */
export async function startStandIn(file?: string): Promise<RunningMongo> {
  await expectJdk();
  const jars = await obtainJars(standInJars);
  const main = fileURLToPath(new URL('./MongoStandIn.java', import.meta.url));
  const args = ['-cp', `${jars}/*`, main, '0', ...(file === undefined ? [] : [file])];
  const server = await startProcess(
    { file: 'java', args },
    { output: /MongoStandIn listens on (\d+)/, withinMs: readyWithinMs },
  );
  return { uri: `mongodb://${loopback}:${portOf(server)}`, stop: server.stop };
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
