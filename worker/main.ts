import { composeWorker } from '../app/compose-worker.js';
import { exitOnFailure } from '../app/exit-on-failure.js';
import { startLog } from '../app/start-log.js';
import { readWorkerSettings } from '../config/index.js';
import { installRuntime } from './install-runtime.js';

await exitOnFailure('worker', async () => {
  const settings = readWorkerSettings();
  installRuntime(startLog(settings, 'worker'), settings);
  const worker = await composeWorker(settings);
  // Temporal's runtime listens for the signals that end a process and shuts its workers down; nothing is lost by them.
  await worker.run();
});
