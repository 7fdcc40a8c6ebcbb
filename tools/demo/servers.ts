import type { RunningProcess } from '../dev-services/child-process.js';
import { freePort, loopback } from '../dev-services/ports.js';
import { startAmends } from '../processes/start-amends.js';
import { serverEnvironment } from './environment.js';
import type { ApiKeys } from './keys.js';
import type { Services } from './services.js';

/** Amends itself, each part a process of its own, as in production. */
export interface Servers {
  /** Where the web edge listens. */
  readonly url: string;
  /** The database with the books. */
  readonly mongodbUri: string;
  /** Ends the worker as a power cut would, and starts another one. */
  readonly killWorker: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Starts web and worker on these services, with secrets of their own. Throws with their last output when one does not start. */
export async function startServers(services: Services, keys: ApiKeys): Promise<Servers> {
  const port = await freePort();
  const env = serverEnvironment(services, { host: loopback, port, apiKeys: keys.configured });
  const startWorker = (): Promise<RunningProcess> => startAmends('worker', { env });
  const [web, first] = await Promise.all([startAmends('web', { env }), startWorker()]);
  let worker = first;
  return {
    url: env.PUBLIC_URL,
    mongodbUri: env.MONGODB_URI,
    async killWorker() {
      process.kill(worker.pid, 'SIGKILL');
      await worker.stop();
      worker = await startWorker();
    },
    async stop() {
      await Promise.allSettled([web.stop(), worker.stop()]);
    },
  };
}
