import { fileURLToPath } from 'node:url';
import { startProcess, type RunningProcess } from '../dev-services/child-process.js';
import { freePort, loopback } from '../dev-services/ports.js';
import { freshSecret, type ApiKeys } from './keys.js';
import type { Services } from './services.js';

/** Amends itself, each part a process of its own, as in production. */
export interface Servers {
  /** Where the web edge listens. */
  readonly url: string;
  /** The database with the books. */
  readonly mongodbUri: string;
  /** With it the ledger's keys can be compared with the marks on what arrived. */
  readonly keySecret: string;
  /** Ends the worker as a power cut would, and starts another one. */
  readonly killWorker: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

const readyWithinMs = 60_000;
const webReady = /Server listening at/;
/** Three workers run in the process, one a queue. */
const workerReady = /(?:RUNNING[\s\S]*){3}/;

/** Starts web and worker on these services, with secrets of their own. Throws with their last output when one does not start. */
export async function startServers(services: Services, keys: ApiKeys): Promise<Servers> {
  const port = await freePort();
  const url = `http://${loopback}:${port}`;
  const keySecret = freshSecret();
  const mongodbUri = `${services.mongo.uri}/amends`;
  const env = environment(services, {
    MONGODB_URI: mongodbUri,
    HTTP_HOST: loopback,
    HTTP_PORT: String(port),
    PUBLIC_URL: url,
    LINK_SECRET: freshSecret(),
    KEY_SECRET: keySecret,
    API_KEYS: keys.configured,
  });
  const startWorker = (): Promise<RunningProcess> => start('worker/main.ts', env, workerReady);
  const [web, first] = await Promise.all([start('web/main.ts', env, webReady), startWorker()]);
  let worker = first;
  return {
    url,
    mongodbUri,
    keySecret,
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

function start(script: string, env: NodeJS.ProcessEnv, output: RegExp): Promise<RunningProcess> {
  const file = fileURLToPath(new URL(`../../${script}`, import.meta.url));
  return startProcess(
    { file: process.execPath, args: ['--import', 'tsx', file], env },
    { output, withinMs: readyWithinMs },
  );
}

/** Nothing but what the processes need: no credential that happens to be exported reaches them. */
function environment(services: Services, own: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { temporal, inbox, twilio } = services;
  return {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    ...own,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: temporal.namespace,
    SMTP_URL: inbox.smtpUrl,
    MAIL_FROM: 'care@larkfield.example',
    TWILIO_ACCOUNT_SID: twilio.accountSid,
    TWILIO_AUTH_TOKEN: twilio.authToken,
    TWILIO_FROM: '+12025550199',
    TWILIO_BASE_URL: twilio.baseUrl,
    LOG_LEVEL: 'info',
  };
}
