import { createHash } from 'node:crypto';
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
  const { logger } = Runtime.instance();
  const workflowBundle = await bundleWorkflowCode({ workflowsPath: workflowsPath(), logger });
  const buildId = createHash('sha256').update(workflowBundle.code).digest('hex').slice(0, 12);
  return {
    workflowBundle,
    workerDeploymentOptions: { version: { deploymentName: 'amends', buildId }, useWorkerVersioning: false },
  };
}

/** The workflows beside this file: compiled after a build, else their source. */
function workflowsPath(): string {
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  return fileURLToPath(new URL(`../workflows/index.${extension}`, import.meta.url));
}
