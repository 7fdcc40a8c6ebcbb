import { mkdir, rm, writeFile } from 'node:fs/promises';
import { serverEnvironment, type ServerEnvironment } from './environment.js';
import type { Layout } from './layout.js';
import type { Ports } from './places.js';
import { ProgrammePublisher } from './programme-publisher.js';
import { readOrMakeSecrets, type Secrets } from './secrets.js';
import { startServers } from './servers.js';
import { startServices, type Services } from './services.js';
import { watchFiles } from './watch-files.js';
import type { Log } from '../dev-services/index.js';

/** How development servers are set up. */
export interface Setting {
  readonly layout: Layout;
  readonly ports: Ports;
  /** The folder of the programme that is published, now and whenever it changes. */
  readonly programme: string;
  /** Milliseconds of plan that pass in one. */
  readonly pace: number;
  readonly say: Log;
  /** Takes what has to be stopped in the end, the last first; also when not everything is up yet. */
  readonly atEnd: (stop: () => Promise<void>) => void;
}

/** Everything up. */
export interface Dev {
  readonly url: string;
  /** The key of an admin of the tenant `dev`. */
  readonly apiKey: string;
  readonly services: Services;
}

/**
 * Starts everything on the data of earlier runs. Throws when a service cannot be had; a server that cannot start is
 * waited for.
 */
export async function startDev(setting: Setting): Promise<Dev> {
  const { layout, ports, say, atEnd } = setting;
  const secrets = await readOrMakeSecrets(layout.secretsFile);
  await rm(layout.logFolder, { recursive: true, force: true });
  await mkdir(layout.logFolder, { recursive: true });
  const services = await startServices({ layout, ports, say });
  atEnd(services.stop);
  const environment = serverEnvironment(services, { port: ports.web, secrets });
  services.twilio?.takeTextsAt(`${environment.PUBLIC_URL}/hooks/twilio/inbound`);
  say('  Amends: the web edge and a worker');
  const servers = await startServers({ environment, logFolder: layout.logFolder, say });
  atEnd(servers.stop);
  await servers.tried;
  await keepPublished(setting, { url: environment.PUBLIC_URL, secrets });
  await writeDevFile(layout, { environment, services, secrets });
  atEnd(() => rm(layout.devFile, { force: true }));
  return { url: environment.PUBLIC_URL, apiKey: secrets.apiKeys.operations, services };
}

async function keepPublished(
  { programme: folder, pace, say, atEnd }: Setting,
  { url, secrets }: { url: string; secrets: Secrets },
): Promise<void> {
  const publisher = new ProgrammePublisher({ folder, pace, url, apiKey: secrets.apiKeys.operations, say });
  const unwatch = await watchFiles({ folders: [folder], onChange: () => void publisher.publish() });
  atEnd(() => {
    unwatch();
    publisher.stop();
    return Promise.resolve();
  });
  await publisher.publish();
}

interface Whereabouts {
  readonly environment: ServerEnvironment;
  readonly services: Services;
  readonly secrets: Secrets;
}

/** For the command line and `amends doctor`. */
async function writeDevFile({ devFile }: Layout, { environment, services, secrets }: Whereabouts): Promise<void> {
  const content = {
    url: environment.PUBLIC_URL,
    apiKey: secrets.apiKeys.operations,
    environment,
    temporalUi: services.temporal.uiUrl,
    inbox: services.inbox.webUrl,
  };
  await writeFile(devFile, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
}
