import { temporalCli, timeSkippingServer, type PinnedExecutable } from '../pins.js';
import { logToStderr, sourceLine, type Log } from '../resolve.js';
import { launcherOf, obtainExecutable } from './executable.js';

/** What to start for the Temporal CLI, for `TestWorkflowEnvironment.createLocal`. Throws NoSourceError when it cannot be had. */
export async function temporalCliPath(log: Log = logToStderr): Promise<string> {
  return pathOf('Temporal', temporalCli, log);
}

/** What to start for the time-skipping server, for `createTimeSkipping`. Throws NoSourceError when it cannot be had. */
export async function timeSkippingServerPath(log: Log = logToStderr): Promise<string> {
  return pathOf('Time-skipping server', timeSkippingServer, log);
}

async function pathOf(service: string, pinned: PinnedExecutable, log: Log): Promise<string> {
  const executable = await obtainExecutable(pinned);
  log(sourceLine(service, executable));
  return launcherOf(executable.value);
}
