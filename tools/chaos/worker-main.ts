import { Client } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import { createLogger } from '../../adapters/log/index.js';
import { exitOnFailure } from '../../app/exit-on-failure.js';
import { TemporalRecoveryClient } from '../../client/index.js';
import { readWorkerSettings } from '../../config/index.js';
import { installRuntime } from '../../worker/install-runtime.js';
import { ensureSweep } from '../../worker/sweep-schedule.js';
import { queues } from '../../workflows/contract.js';
import { composeChaos } from './compose-chaos.js';
import { KillSwitch, ownProcess, type Doom } from './kill-points.js';
import { readChaosSettings } from './worker-settings.js';

await exitOnFailure('worker', async () => {
  const settings = readWorkerSettings();
  const chaos = readChaosSettings(process.env);
  installRuntime(createLogger({ level: settings.logLevel, process: 'worker' }), {});
  const tell = (news: 'ready' | 'thawed') => void process.send?.(news);
  const doom = new KillSwitch(ownProcess, () => tell('thawed'));
  process.on('message', (message: Doom) => doom.arm(message));
  // Whoever started this process is gone: nothing may outlive the run.
  process.once('disconnect', () => process.exit());
  const { connectionOptions, namespace = 'default' } = settings.temporal;
  const connection = await NativeConnection.connect(connectionOptions);
  const client = new Client({ connection, namespace });
  await ensureSweep(client);
  const recoveries = new TemporalRecoveryClient(client);
  const activities = await composeChaos({ settings, chaos, recoveries, pass: doom.pass });
  const workers = await Promise.all(
    Object.values(queues).map((taskQueue) =>
      Worker.create({
        connection,
        namespace,
        taskQueue,
        activities,
        shutdownGraceTime: 0,
        // What waits for a dead worker's cache is given to another sooner than the usual ten seconds.
        stickyQueueScheduleToStartTimeout: '1 s',
        ...(taskQueue === queues.recovery && { workflowBundle: { codePath: chaos.workflows } }),
      }),
    ),
  );
  const running = workers.map((worker) => worker.run());
  tell('ready');
  await Promise.all(running);
  process.exit();
});
