import { composeWorker } from '../app/compose-worker.js';
import { readWorkerSettings } from '../config/index.js';
import { exitOnFailure } from '../app/exit-on-failure.js';
import { installLogger } from './install-logger.js';

await exitOnFailure(async () => {
  const settings = readWorkerSettings();
  installLogger(settings.logLevel);
  const worker = await composeWorker(settings);
  // Temporal's runtime listens for the signals that end a process and shuts its workers down; nothing is lost by them.
  await worker.run();
});
