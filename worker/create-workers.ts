import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { NativeConnection, WorkerOptions } from '@temporalio/worker';
import { bundleWorkflowCode, Runtime, Worker } from '@temporalio/worker';
import type { Activities } from '../activities/create-activities.js';
import { queues } from '../workflows/contract.js';

/** The parts of a worker; one process serves all unless told otherwise. */
export const workerRoles = ['recovery', 'email', 'sms'] as const;
/** One of the roles. */
export type WorkerRole = (typeof workerRoles)[number];

/** What workers run on. */
export interface WorkerSettings {
  readonly connection: NativeConnection;
  readonly namespace: string;
  readonly activities: Activities;
  readonly roles: readonly WorkerRole[];
}

/** Time for activities under way to end when a worker stops: a little more than one send may take. */
const GRACE = '25 s';

/** Creates the workers of these roles; each polls the queue of its role. They run once `run()` is called. */
export async function createWorkers(settings: WorkerSettings): Promise<readonly Worker[]> {
  return Promise.all(settings.roles.map((role) => createWorker(role, settings)));
}

async function createWorker(role: WorkerRole, { connection, namespace, activities }: WorkerSettings): Promise<Worker> {
  return Worker.create({
    connection,
    namespace,
    taskQueue: queues[role],
    activities,
    shutdownGraceTime: GRACE,
    ...(role === 'recovery' && (await workflows())),
  });
}

/**
 * The workflows as one bundle, under a version of twelve digits: the SDK's own name for it is seven times as long, and
 * two of three events repeat it. Workers are not versioned by it: a case follows the newest code (docs/upgrading.md).
 */
async function workflows(): Promise<Pick<WorkerOptions, 'workflowBundle' | 'workerDeploymentOptions'>> {
  const code = import.meta.url.endsWith('.ts') ? await bundledNow() : await prebuilt();
  const buildId = createHash('sha256').update(code).digest('hex').slice(0, 12);
  return {
    workflowBundle: { code },
    workerDeploymentOptions: { version: { deploymentName: 'amends', buildId }, useWorkerVersioning: false },
  };
}

/** From the source, in development and tests. */
async function bundledNow(): Promise<string> {
  const workflowsPath = fileURLToPath(new URL('../workflows/index.ts', import.meta.url));
  const { code } = await bundleWorkflowCode({ workflowsPath, logger: Runtime.instance().logger });
  return code;
}

/** As `npm run build` has packed it. Rejects when the build is not whole. */
async function prebuilt(): Promise<string> {
  const bundle = new URL('../workflow-bundle.js', import.meta.url);
  return readFile(bundle, 'utf8').catch((cause: unknown) => {
    throw new Error('the workflow bundle of this build cannot be read; make it with: npm run build', { cause });
  });
}
