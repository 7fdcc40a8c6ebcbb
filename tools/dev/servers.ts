import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Log } from '../dev-services/index.js';
import { startAmends, type Part } from '../processes/start-amends.js';
import type { ServerEnvironment } from './environment.js';
import { Keeper, type Running } from './keep-running.js';
import { watchFiles } from './watch-files.js';

/** Amends itself: each part a process of its own, as in production, started again when its code changes. */
export interface Servers {
  /** Resolves after the first attempt to start both, however that went. */
  readonly tried: Promise<unknown>;
  readonly stop: () => Promise<void>;
}

/** What the servers are started with. */
export interface ServerSite {
  readonly environment: ServerEnvironment;
  /** Where their logs go. */
  readonly logFolder: string;
  readonly say: Log;
}

/** How long each may take to finish what is under way, in milliseconds: a send has 25 seconds. */
const stopGraceMs: Readonly<Record<Part, number>> = { web: 15_000, worker: 30_000 };

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The folders that only one of them runs; what is in all others, both do. */
const own = { web: ['web'], worker: ['worker', 'workflows', 'activities'] } as const;
const shared = ['adapters', 'app', 'client', 'config', 'domain', 'ports'] as const;

/** Starts both, and again when their code changes; what cannot start is said, and no reason to end. */
export async function startServers(site: ServerSite): Promise<Servers> {
  const { say } = site;
  const keepers = {
    web: new Keeper({ name: 'The web edge', start: () => start('web', site), say }),
    worker: new Keeper({ name: 'The worker', start: () => start('worker', site), say }),
  };
  const unwatch = await watchFiles({
    folders: [...own.web, ...own.worker, ...shared].map((folder) => join(root, folder)),
    counts: (path) => path.endsWith('.ts'),
    onChange: (paths) => {
      const changed = paths.map((path) => path.slice(root.length));
      const concerned = (['web', 'worker'] as const).filter((name) => runs(name, changed));
      say(
        `${summaryOf(changed)} changed: ${concerned.join(' and ')} ${concerned.length === 1 ? 'starts' : 'start'} again.`,
      );
      for (const name of concerned) keepers[name].restart();
    },
  });
  const stop = async (): Promise<void> => {
    unwatch();
    await Promise.all([keepers.web.stop(), keepers.worker.stop()]);
  };
  return { tried: Promise.all([keepers.web.tried, keepers.worker.tried]), stop };
}

/** Whether a server runs code from one of these paths; the workflows' contract is spoken by both. */
function runs(name: Part, paths: readonly string[]): boolean {
  const others: readonly string[] = name === 'web' ? own.worker : own.web;
  return paths.some((path) => path === 'workflows/contract.ts' || !others.includes(path.split('/')[0] ?? ''));
}

function summaryOf(paths: readonly string[]): string {
  const [first = ''] = paths;
  return paths.length === 1 ? first : `${first} and ${paths.length - 1} more`;
}

function start(part: Part, { environment, logFolder }: ServerSite): Promise<Running> {
  // Without HOME no profile of Temporal's configuration file reaches them either.
  const env = { PATH: process.env['PATH'] ?? '', ...environment };
  return startAmends(part, { env, logFile: join(logFolder, `${part}.log`), stopGraceMs: stopGraceMs[part] });
}
