import { temporalCli, timeSkippingServer, type PinnedExecutable } from '../pins.js';
import { logToStderr, sourceLine, type Log } from '../resolve.js';
import { obtainExecutable } from './executable.js';

/** The path of the Temporal CLI, for `TestWorkflowEnvironment.createLocal`. Throws NoSourceError when it cannot be had. */
export async function temporalCliPath(log: Log = logToStderr): Promise<string> {
  return pathOf('Temporal', temporalCli, log);
}

/** The path of the time-skipping server, for `createTimeSkipping`. Throws NoSourceError when it cannot be had. */
export async function timeSkippingServerPath(log: Log = logToStderr): Promise<string> {
  return pathOf('Time-skipping server', timeSkippingServer, log);
}

async function pathOf(service: string, pinned: PinnedExecutable, log: Log): Promise<string> {
  const executable = await obtainExecutable(pinned);
  log(sourceLine(service, executable));
  return executable.value;
}
