import { Client } from '@temporalio/client';
import { NativeConnection, type Worker } from '@temporalio/worker';
import { openRecoveryMetrics, serveMetrics } from '../adapters/metrics/index.js';
import { TemporalRecoveryClient } from '../client/index.js';
import type { WorkerSettings } from '../config/index.js';
import { createWorkers } from '../worker/create-workers.js';
import { requireAttributes } from '../worker/require-attributes.js';
import { ensureSweep } from '../worker/sweep-schedule.js';
import { composeActivities } from './compose-activities.js';

/** A worker process: it serves its queues from `run` until `stop`. */
export interface ComposedWorker {
  /** Serves until `stop` is called or something fatal happens; releases everything in the end. */
  run(): Promise<void>;
  /** Ends polling; what is under way may finish. */
  stop(): void;
}

/**
 * Wires a worker process. Rejects when MongoDB or Temporal does not answer, or when the namespace lacks a search
 * attribute, since every case would park on it.
 */
export async function composeWorker(settings: WorkerSettings): Promise<ComposedWorker> {
  const { connectionOptions, namespace = 'default' } = settings.temporal;
  const connection = await NativeConnection.connect(connectionOptions);
  await requireAttributes(connection, namespace);
  const client = new Client({ connection, namespace });
  await ensureSweep(client);
  const book = openRecoveryMetrics();
  const composed = await composeActivities(settings, new TemporalRecoveryClient(client), book.metrics);
  const { activities } = composed;
  const workers = await createWorkers({ connection, namespace, activities, roles: settings.roles });
  const metrics = settings.metrics && (await serveMetrics(settings.metrics, book, () => workers.every(isRunning)));
  return {
    run: async () => {
      try {
        await Promise.all(workers.map((worker) => worker.run()));
      } finally {
        await metrics?.close();
        await composed.close();
        await connection.close();
      }
    },
    stop: () => {
      for (const worker of workers) worker.shutdown();
    },
  };
}

function isRunning(worker: Worker): boolean {
  return worker.getState() === 'RUNNING';
}
